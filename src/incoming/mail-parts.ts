import PostalMime from 'postal-mime'

/** What a mail holds: its words, and its files. */
export interface MailParts {
  text: string
  files: { name: string; mediaType: string; content: Buffer }[]
}

export const PART_BOUNDS = { depth: 20, headBytes: 512 * 1024, files: 100, letters: 200_000 }

/** Everything in a mail. Throws for what is nested too deep, has too many files, or cannot be read. */
export async function readParts(source: Uint8Array): Promise<MailParts> {
  const mail = await PostalMime.parse(Buffer.from(source), { maxNestingDepth: PART_BOUNDS.depth, maxHeadersSize: PART_BOUNDS.headBytes, attachmentEncoding: 'arraybuffer' })
  if (mail.attachments.length > PART_BOUNDS.files) throw new RangeError('too many files')
  const text = mail.text ?? (mail.html ?? '').replaceAll(/<(style|head|script)\b[^]*?<\/\1>/gi, ' ').replaceAll(/<[^>]+>/g, ' ')
  return {
    text: text.trim().slice(0, PART_BOUNDS.letters),
    files: mail.attachments.map(({ filename, mimeType, content }) => ({ name: filename ?? '', mediaType: mimeType, content: Buffer.from(content as ArrayBuffer) })),
  }
}
