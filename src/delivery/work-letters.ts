import type { KeyObject } from 'node:crypto'
import { decideFor } from '../decisions/decide-for.ts'
import { takeLease } from '../ledger/take-lease.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import { updateDelivery } from './deliveries.sql.ts'
import { invoiceQuestions } from './invoice-questions.ts'
import { joinLetters } from './join-letters.ts'
import { insertLetters, selectDueBatch, selectMade, selectNextLetters, selectPartSizes, updateBatchState, updateMade } from './letters.sql.ts'
import { sealLetters } from './sealed-letters.ts'
import { writeLetter, type Letter, type Sheets } from './write-letter.ts'

/** One copy of the program makes letters at a time; another takes over when it has been silent for so long. */
const LEASE = 'letters'
const LEASE_MS = 60_000
const GIVEN_BACK = -1
/** Letters in one part: what a stop in the middle makes anew. */
const IN_A_PART = 50

export interface LetterWorker {
  /** Seals the file. */
  secret: KeyObject
  sheets: Sheets
  /** Tests let it die here. */
  fault?: (point: 'made' | 'kept') => void
}

/** Works off the oldest batch that waits, part by part; true when it did. It goes on where it was stopped: each part stands or falls with its letters. */
export async function workLetters(database: Database, worker: LetterWorker, holder: string, stopping?: AbortSignal): Promise<boolean> {
  const batchId = await database.read(selectDueBatch)
  if (batchId === undefined) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, holder, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    await database.write((tx) => updateBatchState(tx, batchId, ['waiting'], 'running'))
    while (await database.write(async (tx) => (await renew(tx)) && nextPart(tx, worker, batchId))) worker.fault?.('kept')
  } catch (error) {
    if (isPassing(error)) throw error
    await database.write((tx) => updateBatchState(tx, batchId, ['waiting', 'running'], 'failed', 'delivery.batch-failed'))
    throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}

/** Decides, writes and seals the next part in one transaction; false when that was the last, or somebody has ended it. */
async function nextPart(tx: Tx, { secret, sheets, fault }: LetterWorker, batchId: string): Promise<boolean> {
  // Holds the batch, so that whoever cancels it waits for this part.
  if (!(await updateBatchState(tx, batchId, ['running'], 'running'))) return false
  const next = await selectNextLetters(tx, batchId, IN_A_PART)
  if (next.length === 0) {
    await updateBatchState(tx, batchId, ['running'], 'done')
    return false
  }
  // What is told on the sheets beside is recorded in this transaction: the strong lock (rule D5).
  const people = [...new Set(next.map((one) => one.personId))]
  await lockPeople(tx, people)
  const decisions = Map.groupBy(await decideFor(tx, people, invoiceQuestions('letter')), (one) => one.personId)
  const made: { one: (typeof next)[number]; letter: Letter; rule: string }[] = []
  for (const one of next) {
    const [granted, letter] = [decisions.get(one.personId)!.find((each) => each.allowed), await writeLetter(tx, one, sheets)]
    if (!granted || typeof letter === 'string') await updateDelivery(tx, one, ['waiting'], 'refused', granted ? String(letter) : decisions.get(one.personId)![0]!.rule)
    else made.push({ one, letter, rule: granted.rule })
  }
  const joined = made.length === 0 ? undefined : await joinLetters(made.map(({ letter }) => letter.documents), tx.now)
  fault?.('made')
  const before = (await selectMade(tx, batchId)).length
  for (const [place, { one, letter, rule }] of made.entries()) await updateMade(tx, one, { sequence: before + place + 1, pages: joined!.pages[place]!, country: letter.country, rule })
  const part = (await selectPartSizes(tx, batchId)).length
  return insertLetters(tx, batchId, { part, sealed: joined && sealLetters(secret, batchId, part, joined.pdf), letters: made.length, looked: next.length, pages: joined?.pages.reduce((sum, pages) => sum + pages, 0) ?? 0 })
}
