import { setTimeout as sleep } from 'node:timers/promises'
import type { Keeper } from '../keeper/keeper.ts'
import { selectPeopleToSweep } from '../people/grounds.sql.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { sweepActivities } from '../activities/sweep-activities.ts'
import { sweepEvents } from '../events/sweep-events.ts'
import { sweepLetters } from '../correspondence/sweep-letters.ts'
import { sweepNotes } from '../notes/sweep-notes.ts'
import { openSweep } from './open-sweep.ts'
import { refreshNear } from './refresh-near.ts'
import { sweepDocuments } from './sweep-documents.ts'
import { sweepHolds } from './sweep-holds.ts'
import type { ClockDoubt } from './sweep-clock.ts'
import { sweepPeople, type Forget } from './sweep-people.ts'
import { addToRun, finishRun, selectGroundless, type SweepCounts } from './sweep.sql.ts'
import { warnPeople } from './warn-people.ts'

/** One batch of a step: what it did, the last person where it goes by people, and whether there may be more. */
type Step = (tx: Tx, after: PersonId | undefined) => Promise<SweepCounts & { next?: PersonId | undefined; more: boolean }>

export interface SweepDesk {
  forget: Forget
  /** People in one transaction. */
  batch?: number
  /** Between two batches others have the machine, for so many milliseconds. */
  restMs?: number
  stopping?: AbortSignal
  /** The clock is doubted, so nothing is swept in this hour. */
  onDoubt?(why: ClockDoubt): void
}

const BATCH = 200
const REST_MS = 100

/**
 * The sweep of the hour that has come, in batches of their own transactions; one that was stopped goes on where it was,
 * since what is done is gone. True when it has been done just now, false where nothing was to be done or the clock is doubted.
 */
export async function workSweep(database: Database, keeper: Pick<Keeper, 'journal' | 'lastHead'>, desk: SweepDesk): Promise<boolean> {
  const { slot, doubted } = await database.write((tx) => openSweep(tx, keeper))
  if (doubted) desk.onDoubt?.(doubted)
  if (slot === undefined) return false
  const { batch = BATCH, forget } = desk
  const steps: Step[] = [
    (tx, after) => refreshNear(tx, after, batch),
    async (tx) => {
      const due = await selectPeopleToSweep(tx, batch)
      return { ...(await sweepPeople(tx, keeper, forget, due)), more: due.length > 0 }
    },
    async (tx, after) => {
      const due = await selectGroundless(tx, after, batch)
      return { ...(await sweepPeople(tx, keeper, forget, due)), next: due.at(-1), more: due.length === batch }
    },
    (tx) => sweepDocuments(tx, batch),
    (tx) => sweepHolds(tx, batch),
    (tx) => sweepNotes(tx, batch),
    (tx) => sweepActivities(tx, batch),
    (tx) => sweepEvents(tx, batch),
    (tx) => sweepLetters(tx, batch),
    (tx) => warnPeople(tx, batch),
  ]
  for (const step of steps) if (!(await untilDone(database, slot, step, desk))) return false
  await database.write((tx) => finishRun(tx, slot))
  return true
}

/** Batch after batch of one step; false when the program stops meanwhile. */
async function untilDone(database: Database, slot: string, step: Step, { restMs = REST_MS, stopping }: SweepDesk): Promise<boolean> {
  let after: PersonId | undefined
  for (;;) {
    if (stopping?.aborted) return false
    const { next, more } = await database.write(async (tx) => {
      const counts = await step(tx, after)
      await addToRun(tx, slot, counts)
      return counts
    })
    if (!more) return true
    after = next
    await sleep(restMs, undefined, stopping ? { signal: stopping } : {}).catch(() => {})
  }
}
