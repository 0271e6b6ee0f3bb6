import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Field } from '../purposes/field.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Origin } from './hold-values.ts'
import { insertProvenance } from './provenance.sql.ts'
import { blindMark, seal } from './sealed-value.ts'
import { callWriteSealedValues } from './sealed-values.sql.ts'
import type { RefusedValue } from './values.sql.ts'

/** What sealing needs of the keeper. */
export type SealingKeeper = Pick<Keeper, 'keyRoom'> & { keys: Pick<Keeper['keys'], 'blindIndex'> }

export interface ValueToSeal {
  personId: PersonId
  field: Pick<Field, 'key' | 'type'>
  /** In its one form (sealed-value.ts). */
  value: string
}

/**
 * Keeps sensitive values sealed, each with a key of its person's own, as far as a living ground needs the field (rules
 * H1, H2, H6); returns what was refused. The people exist and are locked.
 */
export async function sealValues(tx: Tx, keeper: SealingKeeper, values: readonly ValueToSeal[], origin: Origin): Promise<RefusedValue[]> {
  if (values.length === 0) return []
  const keys = await keeper.keyRoom.create(values.map((one) => one.personId))
  const refused = await callWriteSealedValues(tx, values.map(({ personId, field, value }) => ({
    personId, fieldKey: field.key, sealed: seal(keys.get(personId)!, personId, field.key, value), blind: blindMark(keeper.keys.blindIndex, field, value),
  })))
  const not = new Set(refused.map((one) => `${one.personId} ${one.fieldKey}`))
  const kept = Map.groupBy(values.filter((one) => !not.has(`${one.personId} ${one.field.key}`)), (one) => one.personId)
  await insertProvenance(tx, [...kept].map(([personId, ofPerson]) => ({
    ...origin, personId, provenanceId: newId(tx.now), recordedAt: tx.now, fields: ofPerson.map((one) => one.field.key), noticeGivenAt: null,
  })))
  return refused
}
