import { createHash } from 'node:crypto'
import { lstatSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { constants, gunzipSync, inflateRawSync, inflateSync, zstdDecompressSync } from 'node:zlib'

// Looks for planted texts in the bytes of files, in every form in which a program might leave them (ER-01). That it
// finds nothing proves nothing unless it finds control plants of the same forms.

/** In which form a text stands. */
export const FORMS: Record<string, (text: string) => Buffer[]> = {
  'plain': (text) => [Buffer.from(text)],
  'lower-cased': (text) => [Buffer.from(text.toLowerCase())],
  'upper-cased': (text) => [Buffer.from(text.toUpperCase())],
  'reversed': (text) => [Buffer.from([...text].toReversed().join(''))],
  'reversed-domain': (text) => [Buffer.from(text.split('.').toReversed().join('.'))],
  'base64': (text) => base64Cores(text, 'base64'),
  'base64url': (text) => base64Cores(text, 'base64url'),
  'hex': (text) => [Buffer.from(Buffer.from(text).toString('hex'))],
  'hex-upper': (text) => [Buffer.from(Buffer.from(text).toString('hex').toUpperCase())],
  'utf-16le': (text) => [Buffer.from(text, 'utf16le')],
  'utf-16be': (text) => [Buffer.from(text, 'utf16le').swap16()],
  'url': (text) => [Buffer.from(encodeURIComponent(text))],
  'url-whole': (text) => [Buffer.from(everyByte(text, (hex) => `%${hex.toUpperCase()}`)), Buffer.from(everyByte(text, (hex) => `%${hex}`))],
  'json': (text) => [Buffer.from(JSON.stringify(text).slice(1, -1))],
  'json-whole': (text) => [Buffer.from([...text].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))],
  'quoted-printable': (text) => [Buffer.from(everyByte(text, (hex) => `=${hex.toUpperCase()}`))],
  // Unsalted, they can be found by trying all addresses there are (ER-04).
  ...Object.fromEntries(['sha256', 'sha1', 'md5'].map((name) => [name, (text: string) => digests(name, text)])),
  // Literals of PostgreSQL's own compression: a byte of bits before every eight.
  'pglz-literals': (text) => Array.from({ length: 8 }, (_, lead) => withControlBytes(Buffer.from(text), lead)),
}

export interface Hit {
  file: string
  text: string
  form: string
}

const WINDOW = 4
const SPREAD = 2_654_435_761
/** What is unpacked may hold packed parts again; deeper than this nobody hides anything by chance. */
const DEPTH = 2
const UNPACKED_BYTES = 8 * 1024 * 1024

interface Needle {
  bytes: Buffer
  text: string
  form: string
}

/** Looks for these texts, each at least eight characters long. */
export class CanaryScanner {
  readonly #bits = new Uint8Array(2 ** 21)
  readonly #needles = new Map<number, Needle[]>()

  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) {
      if (text.length < 8) throw new Error('a canary of so few characters is found by chance')
      const seen = new Set<string>()
      for (const [form, write] of Object.entries(FORMS)) for (const bytes of write(text)) {
        if (seen.has(bytes.toString('latin1'))) continue
        seen.add(bytes.toString('latin1'))
        this.#add({ bytes, text, form })
      }
    }
  }

  /** All files below these folders, and files among them. */
  scan(...places: string[]): Hit[] {
    return places.flatMap((place) => filesUnder(place)).flatMap((file) => this.scanBytes(readFileSync(file), file))
  }

  scanBytes(bytes: Buffer, file = ''): Hit[] {
    const hits = new Map<string, Hit>()
    const note = ({ text, form }: Pick<Needle, 'text' | 'form'>, how = '') => void hits.set(`${text} ${form}${how}`, { file, text, form: `${form}${how}` })
    for (const needle of this.#find(bytes)) note(needle)
    for (const needle of this.#find(withoutSoftBreaks(bytes))) note(needle, ' over line ends')
    for (const [how, unpacked] of unpackedParts(bytes, DEPTH)) for (const needle of this.#find(unpacked)) note(needle, ` in ${how}`)
    return [...hits.values()]
  }

  #add(needle: Needle): void {
    const key = needle.bytes.readUInt32BE(0)
    const bit = spread(key)
    this.#bits[bit >>> 3]! |= 1 << (bit & 7)
    const there = this.#needles.get(key)
    if (there) there.push(needle)
    else this.#needles.set(key, [needle])
  }

  #find(bytes: Buffer): Needle[] {
    const found: Needle[] = []
    if (bytes.length < WINDOW) return found
    let key = bytes.readUIntBE(0, 3)
    for (let at = 3; at < bytes.length; at++) {
      key = ((key << 8) | bytes[at]!) >>> 0
      const bit = spread(key)
      if ((this.#bits[bit >>> 3]! & (1 << (bit & 7))) === 0) continue
      for (const needle of this.#needles.get(key) ?? []) if (bytes.compare(needle.bytes, 0, needle.bytes.length, at - 3, Math.min(bytes.length, at - 3 + needle.bytes.length)) === 0) found.push(needle)
    }
    return found
  }
}

const spread = (key: number): number => Math.imul(key, SPREAD) >>> 8

function filesUnder(place: string): string[] {
  const what = lstatSync(place, { throwIfNoEntry: false })
  if (what?.isFile()) return [place]
  return what?.isDirectory() ? readdirSync(place).toSorted().flatMap((name) => filesUnder(join(place, name))) : []
}

/** The part of a text's base64 that does not depend on what stands before and after it, for each of the three beginnings. */
function base64Cores(text: string, encoding: 'base64' | 'base64url'): Buffer[] {
  return [0, 1, 2].map((before) => {
    const all = Buffer.from(`${'\0'.repeat(before)}${text}`).toString(encoding).replaceAll('=', '')
    const cut = Math.ceil((before * 8) / 6)
    const whole = Math.floor((before + Buffer.byteLength(text)) / 3) * 4
    return Buffer.from(all.slice(cut, whole))
  })
}

function digests(name: string, text: string): Buffer[] {
  const bytes = createHash(name).update(text).digest()
  return [bytes, Buffer.from(bytes.toString('hex')), Buffer.from(bytes.toString('base64').replaceAll('=', ''))]
}

function everyByte(text: string, write: (hex: string) => string): string {
  return [...Buffer.from(text)].map((byte) => write(byte.toString(16).padStart(2, '0'))).join('')
}

function withControlBytes(text: Buffer, lead: number): Buffer {
  const parts: Buffer[] = [text.subarray(0, lead)]
  for (let at = lead; at < text.length; at += 8) parts.push(Buffer.from([0]), text.subarray(at, at + 8))
  return Buffer.concat(parts)
}

/** Lines of quoted-printable and of base64 are joined. */
function withoutSoftBreaks(bytes: Buffer): Buffer {
  const text = bytes.toString('latin1')
  return text.includes('=\r\n') || text.includes('\r\n') ? Buffer.from(text.replaceAll('=\r\n', '').replaceAll('\r\n', ''), 'latin1') : Buffer.alloc(0)
}

const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: UNPACKED_BYTES }
const PACKED: readonly { how: string; begins: Buffer; unpack: (bytes: Buffer) => Buffer }[] = [
  { how: 'gzip', begins: Buffer.from([0x1f, 0x8b, 0x08]), unpack: (bytes) => gunzipSync(bytes, LENIENT) },
  { how: 'zstd', begins: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), unpack: (bytes) => zstdDecompressSync(bytes, { finishFlush: constants.ZSTD_e_flush, maxOutputLength: UNPACKED_BYTES }) },
  { how: 'zip', begins: Buffer.from('PK\u0003\u0004'), unpack: (bytes) => inflateRawSync(bytes.subarray(30 + bytes.readUInt16LE(26) + bytes.readUInt16LE(28)), LENIENT) },
  ...[0x01, 0x5e, 0x9c, 0xda].map((level) => ({ how: 'deflate', begins: Buffer.from([0x78, level]), unpack: (bytes: Buffer) => inflateSync(bytes, LENIENT) })),
]

function* unpackedParts(bytes: Buffer, depth: number): Generator<[string, Buffer]> {
  for (const { how, begins, unpack } of PACKED) {
    for (let at = bytes.indexOf(begins); at >= 0; at = bytes.indexOf(begins, at + 1)) {
      const unpacked = attempt(() => unpack(bytes.subarray(at)))
      if (!unpacked || unpacked.length === 0) continue
      yield [how, unpacked]
      if (depth > 1) for (const [inner, part] of unpackedParts(unpacked, depth - 1)) yield [`${inner} in ${how}`, part]
    }
  }
  yield* compressedValues(bytes)
}

function attempt<Result>(act: () => Result): Result | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

const MOST_RAW_BYTES = 1024 * 1024
const PAGE = 8192

/**
 * Values that PostgreSQL has compressed (pglz), where they stand in pages and in its log: in a row after a head that
 * tells both lengths, or in the pieces of a TOAST table, of which the first begins with the length of all.
 */
function* compressedValues(bytes: Buffer): Generator<[string, Buffer]> {
  for (let at = 0; at + 12 < bytes.length; at += 4) {
    const head = bytes.readUInt32LE(at)
    const raw = bytes.readUInt32LE(at + 4)
    const length = head >>> 2
    // A row holds at most a page; pieces of TOAST have an ordinary head and begin with the raw length.
    const inRow = (head & 3) === 2 && length > 12 && length <= PAGE && at + length <= bytes.length
    const inPieces = (head & 3) === 0 && length > 500 && length <= 2_010 && at + length <= bytes.length
    if (!(inRow || inPieces) || raw >>> 30 !== 0 || raw < 32 || raw > MOST_RAW_BYTES) continue
    const body = bytes.subarray(at + 8, at + length)
    if (raw <= body.length) continue
    const unpacked = unpackPglz(body, raw)
    if (unpacked.length > 16) yield ['pglz', unpacked]
  }
}

/** pglz as PostgreSQL writes it; stops where it makes no sense any more, with what it has got. */
export function unpackPglz(packed: Buffer, rawLength: number): Buffer {
  const raw = Buffer.alloc(rawLength)
  let [from, to] = [0, 0]
  while (from < packed.length && to < rawLength) {
    let control = packed[from++]!
    for (let bit = 0; bit < 8 && from < packed.length && to < rawLength; bit++, control >>= 1) {
      if ((control & 1) === 0) {
        raw[to++] = packed[from++]!
        continue
      }
      if (from + 1 >= packed.length) return raw.subarray(0, to)
      let length = (packed[from]! & 0x0f) + 3
      const back = ((packed[from]! & 0xf0) << 4) | packed[from + 1]!
      from += 2
      if (length === 18) length += packed[from++] ?? 0
      if (back === 0 || back > to) return raw.subarray(0, to)
      for (let left = Math.min(length, rawLength - to); left > 0; left--, to++) raw[to] = raw[to - back]!
    }
  }
  return raw.subarray(0, to)
}
