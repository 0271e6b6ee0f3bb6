import { lockPeople } from '../people/people.sql.ts'
import { callWriteValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { isOwnership, isSame, valueAfter, type MassChange, type UndoOutcome } from './mass-change.ts'
import { callClearField, deleteProvenance, putOwners, selectCurrent, selectToldSince, type UndoablePerson } from './mass-changes.sql.ts'

/** Makes it what it was before. Whoever has been changed since is left alone, and what no ground needs any more does not come back (rule H1). */
export async function undoPeople(tx: Tx, change: MassChange, people: readonly UndoablePerson[], by: string): Promise<Map<PersonId, UndoOutcome>> {
  const there = new Set(await lockPeople(tx, people.map((one) => one.personId)))
  const current = await selectCurrent(tx, change.target, people.map((one) => one.personId))
  const since = isOwnership(change.target) ? new Set<PersonId>() : await selectToldSince(tx, people, change.target)
  const outcomes = new Map<PersonId, UndoOutcome>()
  for (const { personId, before } of people) {
    const isAsLeft = !since.has(personId) && isSame(current.get(personId) ?? null, valueAfter(change, before))
    outcomes.set(personId, !there.has(personId) ? 'not-seen' : isAsLeft ? 'restored' : 'changed-since')
  }
  const restoring = people.filter((one) => outcomes.get(one.personId) === 'restored')
  if (isOwnership(change.target)) await putOwners(tx, change.target, restoring.map(({ personId, before }) => ({ personId, value: before as string | null })), by)
  else for (const [personId, rule] of await restoreField(tx, change.target, restoring)) outcomes.set(personId, rule)
  return outcomes
}

/** Where a value came from before is what is told again. Returns whom a rule kept from having theirs back. */
async function restoreField(tx: Tx, field: string, restoring: readonly UndoablePerson[]): Promise<Map<PersonId, UndoOutcome>> {
  await callClearField(tx, restoring.filter(({ before }) => before === null).map((one) => one.personId), field)
  const refused = await callWriteValues(tx, restoring.flatMap(({ personId, before }) => (before === null ? [] : [{ personId, fieldKey: field, value: before }])))
  const rules = new Map(refused.map((one) => [one.personId, one.rule]))
  await deleteProvenance(tx, restoring.flatMap(({ personId, provenanceId }) => (provenanceId === null || rules.has(personId) ? [] : [{ personId, provenanceId }])))
  return rules
}
