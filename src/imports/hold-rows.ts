import type { KeyObject } from 'node:crypto'
import { holdValues } from '../people/hold-values.ts'
import { FIELD_OF_IDENTIFIER, type HashedIdentifier } from '../people/identifier.ts'
import { insertIdentifiers } from '../people/identifiers.sql.ts'
import { updatePerson } from '../people/people.sql.ts'
import { updateEndedContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { mailboxOf } from '../values/email.ts'
import type { PersonId } from '../values/ids.ts'
import { originOfRun, refusedReason, type ImportPlan } from './import-plan.ts'
import type { Reason } from './import.ts'
import { POINT_FIELD, type PlannedRow } from './planned-row.ts'
import { plannedValues, type RowValues } from './row-values.ts'
import { insertBefore } from './undo.sql.ts'
import type { Before } from './undo.ts'

export interface HeldRow {
  /** Something of the person is other than before. */
  changed: boolean
  reasons: Reason[]
}

/** Holds what the rows bring of known people, as far as living grounds need it (rules H1, H2), and lets them be found by it. One row per person. */
export async function holdRows(tx: Tx, indexKey: KeyObject, plan: ImportPlan, rows: readonly PlannedRow[]): Promise<Map<PlannedRow, HeldRow>> {
  if (rows.length === 0) return new Map()
  const planned = rows.map((one) => ({ one, ...plannedValues(one, plan) }))
  const brings = planned.filter(({ what }) => Object.keys(what.values).length > 0 || what.contactPoints.length > 0)
  const { refused } = await holdValues(tx, indexKey, brings.map(({ one, what }) => ({ personId: one.personId, ...what, identifiers: [] })), originOfRun(plan, tx.now))
  const refusals = Map.groupBy(refused, (each) => each.personId)
  const held = new Map<PlannedRow, HeldRow>()
  const before: Before[] = []
  const found: { personId: PersonId; kind: string; keyHash: Buffer }[] = []
  for (const { one, what, reasons } of planned) {
    const not = [...new Map((refusals.get(one.personId) ?? []).map((each) => [each.fieldKey, each])).values()]
    const kept = [...Object.keys(what.values), ...what.contactPoints.map((point) => POINT_FIELD[point.kind])].filter((field) => !not.some((each) => each.fieldKey === field))
    const moved = await moveCountry(tx, one)
    before.push(...(await leaveOldAddress(tx, one, what, kept)), ...replacedBy(one, what, kept, moved))
    held.set(one, {
      changed: moved || kept.length > 0,
      reasons: [...reasons, ...not.map((each) => refusedReason(plan, each))],
    })
    found.push(...identifiersHeld(one, kept).map(({ kind, keyHash }) => ({ personId: one.personId, kind, keyHash: Buffer.from(keyHash, 'hex') })))
  }
  await insertIdentifiers(tx, found)
  if (plan.undoable) await insertBefore(tx, plan.importId, before)
  return held
}

/** What the row replaces, kept so that it can be undone (rule M1). */
function replacedBy({ known, personId }: PlannedRow, { values }: RowValues, kept: readonly string[], moved: boolean): Before[] {
  const fields = Object.keys(values).filter((field) => kept.includes(field))
  return [
    ...fields.map((field) => ({ personId, item: `value ${field}`, before: known?.values.get(field) ?? null })),
    ...(moved ? [{ personId, item: 'country', before: known?.person.country ?? null }] : []),
  ]
}

/** A person lives in one place: a new postal address takes the place of the old one. */
async function leaveOldAddress(tx: Tx, { known, personId }: PlannedRow, { contactPoints }: RowValues, kept: readonly string[]): Promise<Before[]> {
  if (!kept.includes('postal_address') || !contactPoints.some((point) => point.kind === 'postal')) return []
  const left = known?.points.filter((point) => point.kind === 'postal') ?? []
  for (const old of left) await updateEndedContactPoint(tx, personId, old.contactPointId)
  return left.map((old) => ({ personId, item: `point ${old.contactPointId}`, before: null }))
}

async function moveCountry(tx: Tx, { row, known, personId }: PlannedRow): Promise<boolean> {
  if (!known || row.country === null || row.country === known.person.country || (known.person.country !== null && !row.countryTold)) return false
  await updatePerson(tx, personId, { country: row.country })
  return true
}

/** The person is found by what is held of them, and by nothing else. */
function identifiersHeld({ row, known }: PlannedRow, kept: readonly string[]): HashedIdentifier[] {
  const points = [...(known?.points ?? []), ...row.contactPoints.filter((point) => kept.includes(POINT_FIELD[point.kind]))]
  const number = kept.includes('customer_number') ? row.values.get('customer_number') : known?.values.get('customer_number')
  return row.identifiers.filter(({ kind, canonical }) => {
    if (kind === 'email' || kind === 'phone') return points.some((point) => point.kind === kind && point.canonical === canonical)
    if (kind === 'mailbox') return points.some((point) => point.kind === 'email' && mailboxOf(point.canonical) === canonical)
    if (kind === 'customer-number') return number === canonical
    const field = FIELD_OF_IDENTIFIER[kind]
    return kept.includes(field) || known?.values.has(field)
  })
}
