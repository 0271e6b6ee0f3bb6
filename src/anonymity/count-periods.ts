import type { Tx } from '../plumbing/database.ts'
import { fairChance, toldCount, type Chance } from './group.ts'
import { endOfCounted, STATISTICS } from './statistic.ts'
import { insertStatistics, moveMark, selectGroups, selectMarks } from './statistics.sql.ts'

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
