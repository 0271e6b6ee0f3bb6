import { selectStandings } from '../consent/standing.sql.ts'
import { selectAliases, selectLeading } from '../people/record-aliases.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { StaffId } from '../values/ids.ts'
import { effectOf, mergeLines, obstacleTo, type MergeEffect, type MergeObstacle, type Pair } from './merge.ts'
import { selectMergeStates, selectPairDecision } from './merges.sql.ts'

export interface MergeRehearsal extends Pair {
  /** Why they cannot be made one; then nothing is said of what would change. */
  obstacle: MergeObstacle | undefined
  effect: MergeEffect | undefined
}

/** What making each of these pairs one human would change, each for itself (rule M1). Changes nothing. */
export async function rehearseMerges(tx: Tx, pairs: readonly Pair[], by: StaffId): Promise<MergeRehearsal[]> {
  const { purposes } = await selectCatalogue(tx)
  const rehearsals: MergeRehearsal[] = []
  for (const pair of pairs) {
    const leading = (await selectLeading(tx, [pair.leading])).get(pair.leading) ?? pair.leading
    const states = await selectMergeStates(tx, [leading, pair.other])
    const [group, others] = [[leading, ...(await selectAliases(tx, [leading])).map((one) => one.otherPersonId)], await selectAliases(tx, [pair.other])]
    const obstacle = obstacleTo(states.get(leading), states.get(pair.other), await selectPairDecision(tx, pair.leading, pair.other), others.length, tx.now)
    const standings = await selectStandings(tx, [...group, pair.other])
    const [line] = obstacle ? [] : mergeLines({ leading, group, other: pair.other }, standings, purposes, { mergeId: '', by, now: tx.now })
    rehearsals.push({ leading, other: pair.other, obstacle, effect: line && effectOf(line, standings.get(leading)!, purposes) })
  }
  return rehearsals
}
