import { isUtf8 } from 'node:buffer'

/** One property of a vCard, whichever of the versions 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) it is written in. */
export interface VCardLine {
  /** Which card of the file, from 1. */
  card: number
  /** In capitals, without its group: `item1.EMAIL` is `EMAIL`. */
  name: string
  /** The values of TYPE, and the bare words of 2.1, in small letters. */
  kinds: ReadonlySet<string>
  /** Decoded, still with its `\n`, `\,` and `\;`. */
  value: string
}

/** What is said in bytes is not read: photos are sensitive (rule H6), and sounds and keys are no data about a customer. */
const BINARY: ReadonlySet<string> = new Set(['PHOTO', 'LOGO', 'SOUND', 'KEY'])
export const NOT_READ = '…'
/** A line that goes on for longer is no vCard any more. */
const MAX_LINE_BYTES = 256 * 1024
/** In these a line's name ends. */
const NAME_BYTES = 1024

/** The properties of the cards in the pieces of a file, in order; what stands outside a card or in a card within a card is passed over. Throws RangeError for a line without end. */
export function* vCardLines(pieces: Iterable<Uint8Array>): Generator<VCardLine> {
  let [card, depth] = [0, 0]
  for (const line of unfolded(pieces)) {
    const mark = /^\s*(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(line)?.[1]?.toUpperCase()
    if (mark === 'BEGIN' && ++depth === 1) card += 1
    if (mark === 'END' && depth > 0) depth -= 1
    const property = mark || depth !== 1 ? undefined : propertyOf(line)
    if (property) yield { card, ...property }
  }
}

/** True when the file begins as a vCard does. */
export function looksLikeVCards(bytes: Uint8Array): boolean {
  return /^(?:\u{feff}|ï»¿)?\s*BEGIN:VCARD\s/iu.test(Buffer.from(bytes.subarray(0, 64)).toString('latin1'))
}

/** Lines as they were before they were folded, one byte a character: what letters they are is told by each line itself. */
function* unfolded(pieces: Iterable<Uint8Array>): Generator<string> {
  let line: string | undefined
  for (const physical of physicalLines(pieces)) {
    if (line !== undefined && /^[ \t]/.test(physical)) line = joined(line, physical.slice(1))
    else if (line !== undefined && isQuotedPrintable(line) && line.endsWith('=')) line = joined(line.slice(0, -1), physical)
    else {
      if (line !== undefined) yield line
      line = physical
    }
  }
  if (line !== undefined) yield line
}

/** What is not read is not gathered either. */
function joined(line: string, more: string): string {
  if (BINARY.has(nameOf(line))) return line
  if (line.length + more.length > MAX_LINE_BYTES) throw new RangeError('a line without end')
  return line + more
}

function* physicalLines(pieces: Iterable<Uint8Array>): Generator<string> {
  let rest = ''
  for (const piece of pieces) {
    const lines = (rest + Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('latin1')).split('\n')
    rest = bounded(lines.pop()!)
    for (const line of lines) yield bounded(line).replace(/\r+$/, '')
  }
  if (rest !== '') yield rest.replace(/\r+$/, '')
}

/** Of what is not read its beginning is enough. */
function bounded(line: string): string {
  if (line.length <= MAX_LINE_BYTES) return line
  if (!BINARY.has(nameOf(line))) throw new RangeError('a line without end')
  return line.slice(0, NAME_BYTES)
}

function nameOf(line: string): string {
  return (/^(?:[\w-]+\.)?([\w-]+)/.exec(line)?.[1] ?? '').toUpperCase()
}

function isQuotedPrintable(line: string): boolean {
  return /^[^:]*;\s*(?:ENCODING=)?QUOTED-PRINTABLE/i.test(line)
}

function propertyOf(line: string): Omit<VCardLine, 'card'> | undefined {
  const head = /^(?:[\w-]+\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):/.exec(line)
  if (!head) return undefined
  const name = head[1]!.toUpperCase()
  const parameters = (head[2]!.match(/(?:"[^"]*"|[^";])+/g) ?? []).map((one) => /^\s*(?:([\w-]+)\s*=)?\s*(.*)$/s.exec(one)!)
  const kinds = parameters.filter(([, key]) => key === undefined || /^(?:TYPE|PREF)$/i.test(key))
    .flatMap(([, key, value]) => (/^PREF$/i.test(key ?? '') ? ['pref'] : value!.replaceAll('"', '').toLowerCase().split(',')))
  const charset = parameters.find(([, key]) => /^CHARSET$/i.test(key ?? ''))?.[2]
  const raw = line.slice(head[0].length)
  const value = BINARY.has(name) ? NOT_READ : lettersOf(isQuotedPrintable(line) ? quotedPrintable(raw) : Buffer.from(raw, 'latin1'), charset)
  return { name, kinds: new Set(kinds), value }
}

/** RFC 2045, 6.7. */
function quotedPrintable(text: string): Buffer {
  return Buffer.from(text.replaceAll(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), 'latin1')
}

/** In the letters the line names; otherwise UTF-8, and what is not valid UTF-8 was written on Windows. */
function lettersOf(bytes: Buffer, charset: string | undefined): string {
  const known = charset !== undefined && /^(?:utf-?8|iso-8859-\d+|windows-125\d|us-ascii)$/i.test(charset)
  return new TextDecoder(isUtf8(bytes) ? 'utf-8' : known && !/utf/i.test(charset) ? charset : 'windows-1252').decode(bytes)
}
