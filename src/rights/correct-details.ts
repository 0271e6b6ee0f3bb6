import type { KeyObject } from 'node:crypto'
import { correctValues, type Correction } from '../people/correct-values.ts'
import { holdValues, OWN_PAGE, type Origin } from '../people/hold-values.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectContactPoints, selectValues, updateEndedContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { CountryCode } from '../values/country.ts'
import type { PersonId } from '../values/ids.ts'
import { postalAddress } from '../values/postal-address.ts'

const ADDRESS_FIELDS: readonly string[] = ['street', 'postal_code', 'city', 'region']

/**
 * The person corrects, adds or removes (null) what is held of them (art. 16): recorded as said by the person. Parts of
 * the address make a new postal contact point, so that letters go to where the person lives. Throws as correctValues.
 */
export async function correctDetails(tx: Tx, indexKey: KeyObject, personId: PersonId, changes: Readonly<Record<string, unknown>>): Promise<Correction> {
  const origin: Origin = { source: OWN_PAGE, collected: 'self', recordedBy: { kind: 'person', id: personId }, importId: null, noticeDueAt: null }
  const correction = await correctValues(tx, indexKey, personId, changes, origin)
  if (correction.changed.some((field) => ADDRESS_FIELDS.includes(field))) await moveTo(tx, indexKey, personId, origin)
  return correction
}

async function moveTo(tx: Tx, indexKey: KeyObject, personId: PersonId, origin: Origin): Promise<void> {
  const [person] = await selectPeople(tx, [personId])
  const values = new Map((await selectValues(tx, [personId])).map(({ fieldKey, value }) => [fieldKey, String(value)]))
  const address = postalAddress({
    street: values.get('street'), postalCode: values.get('postal_code'), city: values.get('city'), region: values.get('region'), country: person?.country as CountryCode | null,
  })
  for (const old of (await selectContactPoints(tx, [personId])).filter((point) => point.kind === 'postal' && point.canonical !== address?.canonical)) {
    await updateEndedContactPoint(tx, personId, old.contactPointId)
  }
  if (address) await holdValues(tx, indexKey, [{ personId, values: {}, identifiers: [], contactPoints: [{ kind: 'postal', ...address }] }], origin)
}
