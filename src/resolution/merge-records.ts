import { randomBytes } from 'node:crypto'
import { readSayers } from '../consent/read-sayers.ts'
import { standingOf } from '../consent/standing.ts'
import { storeStandings } from '../consent/standing.sql.ts'
import { yesEnds } from '../consent/yes-end.ts'
import { insertEntries } from '../ledger/entries.sql.ts'
import { SALT_BYTES } from '../ledger/entry.ts'
import { insertAliases, selectAliases, selectLeading, updateLedBy } from '../people/record-aliases.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { mergeLines, obstacleTo, type Pair } from './merge.ts'
import { selectMergeStates, selectPairDecision, updatePairs } from './merges.sql.ts'

/**
 * Makes two records one human (rule L4), where the first is led already with the one that leads it: a line in the ledger of each and an alias. Rows keep their record; each takes over
 * what the others said no to, so that for every purpose and channel the most restrictive answer stands; the one that does
 * not lead is used for nothing but contracts and duties of its own. Only what a pass found to share more than a name can be
 * merged. Throws `conflict` with what stands in the way; returns the act's id, by which it is taken back.
 */
export async function mergeRecords(tx: Tx, pair: Pair, by: StaffId): Promise<string> {
  const { other } = pair
  const leading = (await selectLeading(tx, [pair.leading])).get(pair.leading) ?? pair.leading
  const group = [leading, ...(await selectAliases(tx, [leading])).map((one) => one.otherPersonId)]
  const people = [...group, other]
  const { catalogue, standings, aliases } = await readSayers(tx, people)
  // Under the locks: whom nobody else can make one with anybody now.
  if ((aliases.get(leading) ?? []).length !== group.length - 1) throw new Problem('conflict', { text: 'people.merge.obstacle.already' })
  const states = await selectMergeStates(tx, [leading, other])
  const obstacle = obstacleTo(states.get(leading), states.get(other), await selectPairDecision(tx, pair.leading, other), aliases.get(other)?.length ?? 0, tx.now)
  if (obstacle) throw new Problem('conflict', { rule: 'L4', text: `people.merge.obstacle.${obstacle}` })
  const mergeId = newId(tx.now)
  const lines = mergeLines({ leading, group, other }, standings, catalogue.purposes, { mergeId, by, now: tx.now })
  await insertEntries(tx, lines.map((line) => ({ ...line, salt: randomBytes(SALT_BYTES) })))
  await storeStandings(tx, lines.map((line) => ({ personId: line.personId, before: standings.get(line.personId)!, after: standingOf([line], standings.get(line.personId)!) })), yesEnds(catalogue.purposes))
  const made = { mergeId, mergedAt: tx.now, mergedBy: by }
  await insertAliases(tx, group.flatMap((one) => [
    { ...made, personId: one, otherPersonId: other, leads: one === leading }, { ...made, personId: other, otherPersonId: one, leads: false },
  ]))
  await updateLedBy(tx, other, leading)
  await updatePairs(tx, other, group, 'merged', by)
  return mergeId
}
