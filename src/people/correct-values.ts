import type { KeyObject } from 'node:crypto'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { parseFieldValue } from './field-value.ts'
import { holdValues, type Origin } from './hold-values.ts'
import { deleteIdentifiersOfKinds } from './identifiers.sql.ts'
import { lockPeople } from './people.sql.ts'
import { insertProvenance } from './provenance.sql.ts'
import { sealValues, type SealingKeeper, type ValueToSeal } from './seal-values.ts'
import { canBeSealed, parseSealedValue } from './sealed-value.ts'
import { RETENTION_ZONE } from './start-grounds.ts'
import { callClearValues, type FieldValue, type RefusedValue } from './values.sql.ts'

export interface Correction {
  /** Fields that now have the new value, or none. */
  changed: string[]
  refused: RefusedValue[]
}

/**
 * Corrects or removes (null) values of one person (art. 16); what no living ground needs is refused (rule H1).
 * What is sensitive is kept sealed where the keeper is given, and refused otherwise (rule H6).
 * Throws `not-found`, and `invalid` for a field that does not exist or a value that does not fit it: then nothing is changed.
 */
export async function correctValues(
  tx: Tx, indexKey: KeyObject, personId: PersonId, changes: Readonly<Record<string, unknown>>, origin: Origin, keeper?: SealingKeeper,
): Promise<Correction> {
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const fields = new Map((await selectCatalogue(tx)).fields.map((field) => [field.key, field]))
  const values: Record<string, FieldValue> = {}
  const cleared: string[] = []
  const sealed: ValueToSeal[] = []
  for (const [key, input] of Object.entries(changes)) {
    const field = fields.get(key)
    if (!field) throw new Problem('invalid', { text: 'people.value.field-unknown', field: key })
    if (input === null) cleared.push(key)
    else if (keeper && canBeSealed(field)) sealed.push({ personId, field, value: parseSealedValue(field, input, localDateIn(RETENTION_ZONE, tx.now)) })
    else values[key] = parseFieldValue(field, input)
  }
  await callClearValues(tx, personId, cleared)
  // That the person took it away is remembered, so that no file brings it back.
  if (origin.recordedBy.kind === 'person' && cleared.length > 0) {
    await insertProvenance(tx, [{ ...origin, personId, provenanceId: newId(tx.now), recordedAt: tx.now, fields: cleared, noticeGivenAt: null }])
  }
  const number = values['customer_number']
  // The old number finds the person no more.
  if (number !== undefined || cleared.includes('customer_number')) await deleteIdentifiersOfKinds(tx, [{ personId, kinds: ['customer-number'] }])
  const identifiers = typeof number === 'string' ? [{ kind: 'customer-number' as const, canonical: number }] : []
  const held = await holdValues(tx, indexKey, [{ personId, values, contactPoints: [], identifiers }], origin)
  const refused = [...held.refused, ...(keeper ? await sealValues(tx, keeper, sealed, origin) : [])]
  const changed = [...cleared, ...Object.keys(values), ...sealed.map((one) => one.field.key)].filter((key) => !refused.some((one) => one.fieldKey === key))
  return { changed, refused }
}
