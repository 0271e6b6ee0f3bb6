import { randomBytes } from 'node:crypto'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn, startOfDay, weekOf } from '../values/calendar.ts'
import { daysLater } from '../values/moment.ts'
import { toldCount, type Chance } from './group.ts'
import { COUNTED_AFTER_DAYS, PERIOD_OF, STATISTICS, type StatisticKind } from './statistic.ts'
import { insertStatistics, moveMark, selectGroups, selectMarks } from './statistics.sql.ts'

/** After midnight what was begun before it is still being written. */
const SETTLES_MS = 10 * 60 * 1000

/**
 * Counts, once and for good, every period that is over: among everybody who is there, in groups of at least ten, blurred.
 * What is counted does not change when somebody leaves, and says of nobody whether they are in it. Returns the groups
 * that were added. `first` false: only goes on where counting has begun (what an erasure asks for, so that nobody leaves
 * between the end of a period and its count).
 */
export async function countPeriods(tx: Tx, { first = true, chance = fairChance }: { first?: boolean; chance?: Chance } = {}): Promise<number> {
  const marks = await selectMarks(tx)
  let added = 0
  for (const what of STATISTICS) {
    const from = marks.get(what)
    const to = endOfCounted(what, tx.now)
    if ((from === undefined && !first) || (from !== undefined && from >= to)) continue
    // Another copy may be counting the same: it has the row, and finds what we found counted.
    if (!(await moveMark(tx, what, from, to))) continue
    const groups = (await selectGroups(tx, what, from ?? new Date(0), to)).flatMap(({ period, cell, ...group }) => {
      const count = toldCount(group, chance)
      return count === undefined ? [] : [{ period, cell, count }]
    })
    await insertStatistics(tx, what, groups)
    added += groups.length
  }
  return added
}

/** The first moment of the period that may not be counted yet. */
export function endOfCounted(what: StatisticKind, now: Date): Date {
  const day = localDateIn(RETENTION_ZONE, daysLater(new Date(now.getTime() - SETTLES_MS), -COUNTED_AFTER_DAYS[what]))
  return startOfDay(PERIOD_OF[what] === 'week' ? weekOf(day).from : `${day.slice(0, 7)}-01` as typeof day, RETENTION_ZONE)
}

/** Chance that nobody foresees. */
export function fairChance(): number {
  return randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}
