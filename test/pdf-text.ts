import { inflateSync } from 'node:zlib'

const STREAM = /stream\r?\n/g
const SHOWN = /\[((?:\s*(?:<[0-9a-fA-F]*>|-?[\d.]+))*)\s*\]\s*TJ/g

/** What a reader of a PDF finds in it as text, in the order in which it was written; for fonts whose codes are WinAnsi. */
export function pdfText(pdf: Buffer): string {
  const file = pdf.toString('latin1')
  const parts: string[] = []
  for (const { index, 0: head } of file.matchAll(STREAM)) {
    if (file.slice(index - 3, index) === 'end') continue
    const body = pdf.subarray(index + head.length, file.indexOf('endstream', index))
    let content: string
    try {
      content = inflateSync(body).toString('latin1')
    } catch {
      content = body.toString('latin1')
    }
    for (const [, line] of content.matchAll(SHOWN)) {
      const bytes = Buffer.concat([...line!.matchAll(/<([0-9a-fA-F]*)>/g)].map(([, hex]) => Buffer.from(hex!, 'hex')))
      parts.push(new TextDecoder('windows-1252').decode(bytes))
    }
  }
  return parts.join('\n')
}
