import type { KeyObject } from 'node:crypto'
import { holdValues, type Origin } from '../people/hold-values.ts'
import { lockPeople } from '../people/people.sql.ts'
import { insertProvenance } from '../people/provenance.sql.ts'
import type { Scope } from '../people/scope.ts'
import { selectFieldsInScope, selectInScope } from '../people/scope.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { FieldValue } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import { isOwnership, isSame, valueAfter, type MassChange, type Ownership } from './mass-change.ts'
import { callClearField, putOwners, selectCurrent, type ChangedPerson } from './mass-changes.sql.ts'

/** Art. 14(3)(a): whoever did not say it themself is told within a month. */
const NOTICE_MONTHS = 1

interface Wished {
  personId: PersonId
  before: FieldValue | null
  after: FieldValue | null
}

/**
 * Changes one thing of these people, as far as each has a ground that needs it (rule H1) and is seen by whoever asked. Who has it
 * so already is left alone. One provenance row for each who is changed.
 */
export async function changePeople(tx: Tx, indexKey: KeyObject, change: MassChange, personIds: readonly PersonId[], scope: Scope | undefined): Promise<ChangedPerson[]> {
  const locked = await lockPeople(tx, personIds)
  const seen = await seenOf(tx, change.target, locked, scope)
  const current = await selectCurrent(tx, change.target, locked)
  const wished = locked.filter((personId) => seen.has(personId)).map((personId): Wished => {
    const before = current.get(personId) ?? null
    return { personId, before, after: valueAfter(change, before) }
  })
  const changing = wished.filter(({ before, after }) => !isSame(before, after))
  const written = isOwnership(change.target) ? await writeOwners(tx, change, change.target, changing) : await writeField(tx, indexKey, change, changing)
  const done = new Map(written.map((one) => [one.personId, one]))
  return personIds.map((personId) => done.get(personId) ?? { personId, outcome: seen.has(personId) ? 'unchanged' : 'not-seen', before: null, provenanceId: null })
}

async function seenOf(tx: Tx, target: string, personIds: readonly PersonId[], scope: Scope | undefined): Promise<ReadonlySet<PersonId>> {
  if (scope === undefined) return new Set(personIds)
  if (isOwnership(target)) return selectInScope(tx, scope, personIds)
  const fields = await selectFieldsInScope(tx, scope, personIds)
  return new Set(personIds.filter((personId) => fields.get(personId)?.has(target)))
}

async function writeField(tx: Tx, indexKey: KeyObject, change: MassChange, changing: readonly Wished[]): Promise<ChangedPerson[]> {
  const { target: field } = change
  const origin: Origin = {
    source: change.source, collected: change.collected, recordedBy: { kind: 'staff', id: change.createdBy }, importId: null,
    noticeDueAt: change.collected === 'other' ? monthsLater(tx.now, NOTICE_MONTHS, RETENTION_ZONE) : null,
  }
  const setting = changing.filter(({ after }) => after !== null)
  const { refused, provenance } = await holdValues(tx, indexKey, setting.map(({ personId, after }) => ({ personId, values: { [field]: after! }, contactPoints: [], identifiers: [] })), origin)
  const ruleOf = new Map(refused.map((one) => [one.personId, one.rule]))
  const clearing = changing.filter(({ after }) => after === null).map(({ personId }) => ({ personId, provenanceId: newId(tx.now) }))
  await callClearField(tx, clearing.map((one) => one.personId), field)
  await insertProvenance(tx, clearing.map((one) => ({ ...origin, ...one, recordedAt: tx.now, fields: [field], noticeDueAt: null, noticeGivenAt: null })))
  const cleared = new Map(clearing.map((one) => [one.personId, one.provenanceId]))
  return changing.map(({ personId, before }): ChangedPerson => {
    const rule = ruleOf.get(personId)
    return rule ? { personId, outcome: rule, before: null, provenanceId: null } : { personId, outcome: 'changed', before, provenanceId: cleared.get(personId) ?? provenance.get(personId)! }
  })
}

async function writeOwners(tx: Tx, { createdBy }: MassChange, target: Ownership, changing: readonly Wished[]): Promise<ChangedPerson[]> {
  await putOwners(tx, target, changing.map(({ personId, after }) => ({ personId, value: after as string | null })), createdBy)
  return changing.map(({ personId, before }) => ({ personId, outcome: 'changed', before, provenanceId: null }))
}
