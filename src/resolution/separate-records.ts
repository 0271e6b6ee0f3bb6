import { randomBytes } from 'node:crypto'
import { readSayers } from '../consent/read-sayers.ts'
import { rebuildStanding } from '../consent/rebuild-standing.ts'
import { NO_STANDING } from '../consent/standing.ts'
import { deleteStandings, storeStandings } from '../consent/standing.sql.ts'
import { yesEnds } from '../consent/yes-end.ts'
import { insertEntries } from '../ledger/entries.sql.ts'
import { SALT_BYTES } from '../ledger/entry.ts'
import { deleteAliases, selectAliases, selectLeading, updateLedBy } from '../people/record-aliases.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { undoableUntil, unmergeLine } from './merge.ts'
import { updatePairs } from './merges.sql.ts'

/**
 * Takes a merge back: the record that another leads is one of its own again, and each stands where it stood, but for what
 * the human said meanwhile, which stays with all of them. `decision`: whether the pair is remembered as two people or looked
 * at again. Throws `conflict` where it is not led by another, where a later merge comes first, and after thirty days.
 */
export async function separateRecords(tx: Tx, personId: PersonId, decision: 'different' | 'open', by: StaffId): Promise<void> {
  const leading = (await selectLeading(tx, [personId])).get(personId)
  const people = [personId, ...(await selectAliases(tx, [personId])).map((one) => one.otherPersonId)]
  const { catalogue, standings, aliases } = await readSayers(tx, people)
  const own = (aliases.get(personId) ?? []).find((one) => one.otherPersonId === leading)
  if (!leading || !own) throw new Problem('conflict', { text: 'people.separate.not-merged' })
  // Whoever came later knows this record by the act that brought them.
  if (aliases.get(personId)!.some((one) => one.mergeId !== own.mergeId)) throw new Problem('conflict', { text: 'people.separate.newest-first' })
  if (undoableUntil(own.mergedAt) <= tx.now) throw new Problem('conflict', { rule: 'L4', text: 'people.separate.too-late' })
  const act = { mergeId: own.mergeId, by, now: tx.now }
  await insertEntries(tx, people.map((one) => ({ ...unmergeLine(one, standings.get(one)!, one === personId ? leading : personId, act), salt: randomBytes(SALT_BYTES) })))
  // Only the whole sequence says what stands without the line that is taken back.
  const rebuilt = await rebuildStanding(tx, people)
  await deleteStandings(tx, people)
  await storeStandings(tx, people.map((one) => ({ personId: one, before: NO_STANDING, after: rebuilt.get(one)! })), yesEnds(catalogue.purposes))
  await deleteAliases(tx, people, own.mergeId)
  await updateLedBy(tx, personId, null)
  await updatePairs(tx, personId, people.filter((one) => one !== personId), decision === 'open' ? null : 'different', by)
}
