import { nameOf } from '../people/name-of.ts'
import { selectPeople, selectRelations } from '../people/people.sql.ts'
import { selectContactPoints, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { addressLines, type Addressee, type AddressParts } from './address.ts'

/**
 * Where a letter to somebody goes today, whatever stands on the document: to an estate by whoever looks after it, to a
 * payer where somebody else pays. `from` is the sender's country. Undefined: no letter would arrive.
 */
export async function readAddressee(tx: Tx, personId: PersonId, named: string, from: string, language: Language): Promise<Addressee | undefined> {
  const [person] = await selectPeople(tx, [personId])
  if (!person) return undefined
  const living = (await selectRelations(tx, personId)).filter((one) => one.personId === personId && (one.until === null || one.until > tx.now))
  const through = living.find((one) => one.kind === (person.deceasedAt === null ? 'payer' : 'estate'))
  const name = person.deceasedAt === null ? named : t(language, 'delivery.letter.estate', { name: named })
  const other = through && (await partsOf(tx, through.otherPersonId, from))
  if (other) return addressLines({ ...other, name, careOf: other.name }, from, language)
  const own = await partsOf(tx, personId, from)
  return own && addressLines({ ...own, name }, from, language)
}

async function partsOf(tx: Tx, personId: PersonId, from: string): Promise<AddressParts | undefined> {
  const [person] = await selectPeople(tx, [personId])
  const values = new Map((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value]))
  const text = (field: string) => values.get(field) as string | undefined
  const country = person?.country ?? from
  if (text('street')) return { name: nameOf(values), street: text('street')!, postcode: text('postal_code'), city: text('city'), country }
  const written = (await selectContactPoints(tx, [personId])).find((one) => one.kind === 'postal')?.value
  const [street, ...rest] = (written ?? '').split(',').map((part) => part.trim())
  return street && rest.length > 0 ? { name: nameOf(values), street, city: rest.filter((part) => part !== country).join(', '), country } : undefined
}
