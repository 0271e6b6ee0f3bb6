import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Problem, type ProblemDetail, type ProblemKind } from '../plumbing/errors.ts'
import { HelperGone, HelperProcess, type HelperBounds } from '../plumbing/helper-process.ts'
import { Lane } from '../plumbing/lane.ts'
import { piecesOf, SpooledFile, type Bytes } from '../plumbing/spooled-file.ts'
import { readBankFile } from './bank-file.ts'
import { badFile, type BankFormat, type BankLine } from './bank-line.ts'

/** A bank's file while it is read: its lines come piece by piece; what it is, and how much was passed over, is known when they have. */
export interface OpenBankFile {
  format(): BankFormat
  passedOver(): number
  pieces: AsyncIterable<BankLine[]>
}

export type ReadingRequest = 'more'
/** Whole numbers beyond what a double holds do not go through the channel as they are. */
export type SentLine = Omit<BankLine, 'amount'> & { amount: string }
export type ReadingAnswer = { lines: SentLine[]; ended: boolean; format: BankFormat; passedOver: number } | { problem: [ProblemKind, ProblemDetail] } | { fault: string }

const PROGRAM = join(import.meta.dirname, 'reading-process.ts')
const BOUNDS: HelperBounds = { megabytes: 512, silenceMs: 25_000 }
/** So short a file is read in less time than a process takes to start. */
const SHORT_BYTES = 64 * 1024
const PIECE_BYTES = 1024 * 1024
export const LINES_AT_ONCE = 1_000
const readings = new Lane(2, 16)

/**
 * Opens a bank's file for as long as `use` lasts; a longer one in a process of its own, as files of others are (choice 43).
 * Throws a Problem (invalid) that names row and fault, at the latest with the last piece.
 */
export async function readApart<Result>(bytes: Bytes, use: (file: OpenBankFile) => Promise<Result>): Promise<Result> {
  if (bytes.length <= SHORT_BYTES) return use(readHere(bytes))
  return readings.run(async () => {
    const file = bytes instanceof SpooledFile ? bytes : await SpooledFile.of(piecesOf(bytes, PIECE_BYTES))
    const helper = new HelperProcess(PROGRAM, file.descriptor, BOUNDS)
    try {
      return await use(readThere(helper))
    } finally {
      helper.end()
      if (file !== bytes) file.close()
    }
  })
}

/** What a file is known by: the same bytes are the same file. */
export function digestOf(bytes: Bytes): string {
  const digest = createHash('sha256')
  for (const piece of piecesOf(bytes, PIECE_BYTES)) digest.update(piece)
  return digest.digest('hex')
}

function readHere(bytes: Bytes): OpenBankFile {
  const reading = readBankFile(bytes)
  return { format: reading.format, passedOver: reading.passedOver, pieces: inPieces(reading.lines) }
}

async function* inPieces(lines: Iterable<BankLine>): AsyncGenerator<BankLine[], void> {
  let piece: BankLine[] = []
  for (const line of lines) {
    if (piece.push(line) < LINES_AT_ONCE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}

function readThere(helper: HelperProcess): OpenBankFile {
  let known: { format: BankFormat; passedOver: number } | undefined
  return {
    format: () => known!.format, passedOver: () => known!.passedOver,
    pieces: (async function* () {
      for (let ended = false; !ended;) {
        const told = await ask(helper)
        known = told
        ended = told.ended
        if (told.lines.length > 0) yield told.lines.map((line) => ({ ...line, amount: BigInt(line.amount) }))
      }
    })(),
  }
}

async function ask(helper: HelperProcess): Promise<Extract<ReadingAnswer, { lines: SentLine[] }>> {
  const told = (await helper.ask({ ask: 'more' satisfies ReadingRequest }).catch((error: unknown) => {
    throw error instanceof HelperGone ? badFile('too-heavy') : error
  })) as ReadingAnswer
  if ('problem' in told) throw new Problem(...told.problem)
  if ('fault' in told) throw new Error(`a bank's file could not be read: ${told.fault}`)
  return told
}
