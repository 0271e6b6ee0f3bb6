import type { Database } from '../plumbing/database.ts'
import { claimMessages } from './claim-messages.ts'
import { finishMailings } from './mailings.sql.ts'
import { afterOutcome, type Message } from './message-state.ts'
import { anythingDue, requeue } from './messages.sql.ts'
import { recoverMessages } from './recover-messages.ts'
import { sendOne, type Progress } from './send-one.ts'
import type { Batch, Sending } from './sending.ts'

export interface SendRun {
  /** Names this sender in the rows it claims. */
  by: string
  /** Messages claimed at once. What a crash finds claimed stays unknown, so this is small. */
  batch?: number
  /** Hand-overs at a time; each holds a database connection while the mail server answers. */
  lanes?: number
  stopping?: AbortSignal
  /** Told of every unexpected error; the message in question is tried again, or stays for recovery. */
  onError: (error: unknown) => void
}

const BATCH = 16
const LANES = 4

/**
 * Hands over everything that is due, batch by batch, and returns how many messages were worked on. Several senders, in
 * one or many copies of the program, may run at once. Ends early when told to, or when the database cannot be asked.
 */
export async function sendDue(database: Database, sending: Sending, run: SendRun): Promise<number> {
  let worked = 0
  await database.write((tx) => recoverMessages(tx))
  while (!run.stopping?.aborted) {
    const batch = await database.writeByKeys((tx) => claimMessages(tx, sending, run.by, run.batch ?? BATCH))
    if (batch) {
      sending.fault?.('claimed')
      await workOff(database, sending, run, batch)
      worked += batch.messages.length
    } else if (!(await database.readByKeys(anythingDue))) {
      // Somebody else may just have taken what this sender reached for: only when nothing is due is it done.
      break
    }
  }
  await database.write(finishMailings)
  return worked
}

async function workOff(database: Database, sending: Sending, run: SendRun, batch: Batch): Promise<void> {
  const left = [...batch.messages]
  const lane = async () => {
    for (let message = left.shift(); message; message = left.shift()) {
      if (run.stopping?.aborted) await putBack(database, message)
      else await send(database, sending, run, batch, message)
    }
  }
  await Promise.all(Array.from({ length: run.lanes ?? LANES }, lane))
}

async function send(database: Database, sending: Sending, run: SendRun, batch: Batch, message: Message): Promise<void> {
  const progress: Progress = { handedOver: false }
  try {
    await database.writeByKeysOnce((tx) => sendOne(tx, sending, batch, message, progress))
    sending.fault?.('committed')
  } catch (error) {
    run.onError(error)
    // Something may be on its way: only recovery may touch it. Otherwise it is tried again as if the server had said "later".
    if (!progress.handedOver) await postpone(database, message).catch(run.onError)
  }
}

async function postpone(database: Database, message: Message): Promise<void> {
  const next = afterOutcome(message.kind, 'later', message.attempts)
  await database.write(async (tx) => {
    const waitMs = next.state === 'waiting' ? next.waitMs : LAST_RESORT_MS
    await requeue(tx, message, message.attempts, new Date(tx.now.getTime() + waitMs))
  })
}

/** A message that an error of ours keeps from going out is looked at again once a day until the error is mended. */
const LAST_RESORT_MS = 86_400_000

async function putBack(database: Database, message: Message): Promise<void> {
  await database.write((tx) => requeue(tx, message, message.attempts - 1, null))
}
