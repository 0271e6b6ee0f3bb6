import { piecesOf, type Bytes } from '../plumbing/spooled-file.ts'
import { badFile, type BankFormat, type BankLine } from './bank-line.ts'
import { isBgMax, readBgMax } from './bgmax.ts'
import { readCamt, type CamtReading } from './camt.ts'

const PIECE_BYTES = 256 * 1024
/** As much as a hundred thousand transactions take in the longer of the two forms. */
export const MAX_BANK_FILE_BYTES = 256 * 1024 * 1024
const HEAD_BYTES = 512
const ENCODINGS: Record<string, string> = { 'utf-8': 'utf-8', utf8: 'utf-8', 'us-ascii': 'utf-8', 'iso-8859-1': 'windows-1252', 'iso-8859-15': 'iso-8859-15', 'windows-1252': 'windows-1252' }

/** A bank's file as it is read: what it is, its lines, and when they are over how many entries were passed over. */
export interface BankReading {
  format(): BankFormat
  passedOver(): number
  lines: Iterable<BankLine>
}

/** Says what a file is by its beginning. Throws a Problem (invalid) for what is neither BgMax nor camt.053 or camt.054. */
export function readBankFile(bytes: Bytes): BankReading {
  if (bytes.length === 0) throw badFile('empty')
  if (bytes.length > MAX_BANK_FILE_BYTES) throw badFile('too-long', { megabytes: MAX_BANK_FILE_BYTES / 1024 / 1024 })
  const head = Buffer.from(bytes.subarray(0, HEAD_BYTES))
  const start = head.toString('latin1').replace(/^\xef\xbb\xbf/, '')
  if (/^\s*</.test(start)) {
    const reading: CamtReading = { passedOver: 0 }
    return { format: () => reading.format!, passedOver: () => reading.passedOver, lines: readCamt(textOf(bytes, encodingOf(start)), reading) }
  }
  if (/^\xff\xfe|^\xfe\xff/.test(start)) throw badFile('encoding')
  // A text of this kind that does not begin as it should is named by its line, so that one sees what was cut off.
  if (!isBgMax(start) && !/^(?:01|05|20)[\dA-Z ]{8}/.test(start)) throw badFile('unknown')
  return { format: () => 'bgmax', passedOver: () => 0, lines: readBgMax(linesOf(textOf(bytes, 'windows-1252'))) }
}

function encodingOf(start: string): string {
  const said = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w-]+)["']/.exec(start)?.[1]?.toLowerCase() ?? 'utf-8'
  const encoding = ENCODINGS[said]
  if (!encoding) throw badFile('encoding')
  return encoding
}

function* textOf(bytes: Bytes, encoding: string): Generator<string, void> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  try {
    for (const piece of piecesOf(bytes, PIECE_BYTES)) yield decoder.decode(piece, { stream: true })
    yield decoder.decode()
  } catch (error) {
    if (error instanceof TypeError) throw badFile('encoding')
    throw error
  }
}

function* linesOf(pieces: Iterable<string>): Generator<string, void> {
  let rest = ''
  for (const piece of pieces) {
    const lines = (rest + piece).split('\n')
    rest = lines.pop()!
    if (rest.length > PIECE_BYTES) throw badFile('unknown')
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  if (rest !== '') yield rest
}
