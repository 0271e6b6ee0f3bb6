import { createHash } from 'node:crypto'

/**
 * The form of a receipt: the text of `JSON.stringify(receipt, null, 2)` and a line feed, in UTF-8, with the signature as its last
 * member. What is signed is every byte before the line of the signature, so a verifier needs no canonicaliser; each line also has
 * a short digest of its own, so that a change is located.
 */
export const SIGNATURE_MEMBER = 'tillit:signature'
export const SIGNATURE_TYPE = 'tillit-receipt+jws'

export interface SignedDigests {
  /** SHA-256 of the signed bytes, base64url. */
  sha256: string
  /** The first bytes of each line's SHA-256, one after the other, base64url. */
  lines: string
}

const LINE_DIGEST_BYTES = 4
const SIGNATURE_LINE = new RegExp(`^  "${SIGNATURE_MEMBER}": "([A-Za-z0-9_.-]+)"$`)

export function formOf(receipt: object): string {
  return `${JSON.stringify(receipt, null, 2)}\n`
}

/** The signed lines and the signature of a text in this form, or the number of the line (from 1) where it leaves the form. */
export function takeApart(text: string): { content: string[]; signature: string } | { line: number } {
  const lines = text.split('\n')
  const [signatureLine, brace, end] = lines.slice(-3)
  if (lines.length < 4 || end !== '') return { line: lines.length }
  if (brace !== '}') return { line: lines.length - 1 }
  const [, signature] = SIGNATURE_LINE.exec(signatureLine!) ?? []
  return signature === undefined ? { line: lines.length - 2 } : { content: lines.slice(0, -3), signature }
}

export function digestsOf(content: string[]): SignedDigests {
  return { sha256: digest(`${content.join('\n')}\n`).toString('base64url'), lines: Buffer.concat(content.map(lineDigest)).toString('base64url') }
}

/** The first line (from 1) that differs from what was signed, or undefined when none does. */
export function changedLine(content: string[], signed: SignedDigests): number | undefined {
  if (digestsOf(content).sha256 === signed.sha256) return undefined
  const digests = Buffer.from(signed.lines, 'base64url')
  const count = digests.length / LINE_DIGEST_BYTES
  const at = content.findIndex((line, index) => !lineDigest(line).equals(digests.subarray(index * LINE_DIGEST_BYTES, (index + 1) * LINE_DIGEST_BYTES)))
  return (at < 0 ? Math.min(content.length, count) : at) + 1
}

/** Where a line stands in the document, as a JSON pointer (RFC 6901); for a line that is damaged, as far as it can be read. */
export function pathOfLine(content: string[], line: number): string {
  const path: { name: string; list: boolean; count: number }[] = []
  for (const text of content.slice(0, line)) {
    const depth = Math.floor((text.length - text.trimStart().length) / 2)
    path.length = Math.min(path.length, /^\s*[}\]]/.test(text) ? depth + 1 : depth)
    if (/^\s*[}\]]/.test(text)) continue
    const [, key] = /^\s*"((?:[^"\\]|\\.)*)": /.exec(text) ?? []
    const parent = path.at(-1)
    const name = key ?? (parent?.list ? String(parent.count++) : '')
    path.push({ name, list: text.endsWith('['), count: 0 })
  }
  return path.slice(1).map(({ name }) => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The first place (line and column from 1) where two texts differ. */
export function firstDifference(one: string, other: string): { line: number; column: number } {
  let at = 0
  while (at < one.length && one[at] === other[at]) at++
  const before = one.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
const lineDigest = (line: string) => digest(line).subarray(0, LINE_DIGEST_BYTES)
