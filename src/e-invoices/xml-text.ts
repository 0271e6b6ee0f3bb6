import { Problem } from '../plumbing/errors.ts'

/** What a document says of its letters, in its first line (XML 1.0, 4.3.3); UTF-8 where it says nothing. */
const SAID = /^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z][\w.-]*)["']/

/** The text of an XML file in the encoding that it names. Throws a Problem (invalid) where its bytes are not of that, or nobody knows it. */
export function xmlText(bytes: Uint8Array): string {
  const named = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : (SAID.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, ''))?.[1] ?? 'utf-8')
  try {
    return new TextDecoder(named, { fatal: true }).decode(bytes)
  } catch {
    throw new Problem('invalid', { text: 'e-invoices.encoding', field: 'ubl' })
  }
}
