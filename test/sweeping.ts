import { erasePeople } from '../src/erasure/erase-people.ts'
import type { House } from '../src/doors/house.ts'
import { sweepPeople } from '../src/lifecycle/sweep-people.ts'
import type { SweepCounts } from '../src/lifecycle/sweep.sql.ts'
import { workSweep } from '../src/lifecycle/work-sweep.ts'
import type { Keeper } from '../src/keeper/keeper.ts'
import { selectPeopleToSweep } from '../src/people/grounds.sql.ts'
import type { Tx } from '../src/plumbing/database.ts'
import { daysLater } from '../src/values/moment.ts'
import type { TestDatabase } from './database.ts'

const HALF_DAY_MS = 12 * 3_600_000

/** The sweep as the clock runs it, without rests. */
export async function sweepNow(database: TestDatabase, keeper: House['keeper'], batch?: number): Promise<boolean> {
  return workSweep(database, keeper, {
    restMs: 0, ...(batch === undefined ? {} : { batch }), forget: (tx, people) => erasePeople(tx, keeper, people.map((personId) => ({ personId, why: 'retention' as const }))),
  })
}

/** Lets time pass up to a moment, half a day at a time, with the sweep running. */
export async function passTo(database: TestDatabase, keeper: House['keeper'], to: Date): Promise<void> {
  while (database.now < to) {
    database.now = new Date(Math.min(database.now.getTime() + HALF_DAY_MS, to.getTime()))
    await sweepNow(database, keeper)
  }
}

/** The same for a long time in which nothing is expected to happen: somebody has said that the clock is right. */
export async function leapTo(database: TestDatabase, keeper: House['keeper'], to: Date): Promise<void> {
  await database.superuser("update clock_mark set trusted_at = $1 where what = 'sweep'", [daysLater(to, -0.5)])
  database.now = to
  await sweepNow(database, keeper)
}

/** One batch of what the sweep does with values, and nobody forgotten. */
export async function sweepValues(tx: Tx, keeper: Pick<Keeper, 'journal'>): Promise<SweepCounts> {
  return sweepPeople(tx, keeper, async () => {}, await selectPeopleToSweep(tx, 500))
}
