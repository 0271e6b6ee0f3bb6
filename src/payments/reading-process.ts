// A process of its own: reads the one file it was given and tells its lines, some at a time. Started by read-apart.ts.
import { Problem } from '../plumbing/errors.ts'
import { answerAsHelper, HELPER_FILE } from '../plumbing/helper-process.ts'
import { SpooledFile } from '../plumbing/spooled-file.ts'
import { readBankFile, type BankReading } from './bank-file.ts'
import type { BankLine } from './bank-line.ts'
import { LINES_AT_ONCE, type ReadingAnswer, type SentLine } from './read-apart.ts'

let reading: BankReading | undefined
let lines: Iterator<BankLine> | undefined

answerAsHelper(async () => {
  try {
    return nextLines()
  } catch (error) {
    return whyNot(error)
  }
})

function nextLines(): ReadingAnswer {
  reading ??= readBankFile(new SpooledFile(HELPER_FILE))
  lines ??= reading.lines[Symbol.iterator]()
  const piece: SentLine[] = []
  let ended = false
  while (piece.length < LINES_AT_ONCE && !ended) {
    const { done, value } = lines.next()
    if (done) ended = true
    else piece.push({ ...value, amount: String(value.amount) })
  }
  return { lines: piece, ended, format: reading.format(), passedOver: reading.passedOver() }
}

function whyNot(error: unknown): ReadingAnswer {
  if (error instanceof Problem) return { problem: [error.kind, error.detail] }
  return { fault: error instanceof Error ? error.name : 'unknown' }
}
