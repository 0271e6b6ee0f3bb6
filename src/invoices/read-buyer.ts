import { nameOf } from '../people/name-of.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lives } from '../people/ground.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectValues } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { languageOf, type Language } from '../values/text.ts'
import type { Party } from './issued-invoice.ts'

/** Purposes that an invoice may be issued for: somebody who agreed to something, or owes for it. */
const INVOICED_FOR = ['contract', 'invoicing']

/** Who an invoice is to. Throws `not-found` for somebody unknown, `refused` (D1) where no agreement is left that it could be for. */
export async function readBuyer(tx: Tx, personId: PersonId): Promise<{ buyer: Party; language: Language; customerNumber: string | undefined }> {
  const [person] = await selectPeople(tx, [personId])
  if (!person) throw new Problem('not-found', { text: 'people.unknown' })
  const grounds = await selectGrounds(tx, [personId])
  if (!grounds.some((ground) => INVOICED_FOR.includes(ground.purpose) && lives(ground, tx.now))) throw new Problem('refused', { text: 'invoices.no-agreement', rule: 'D1' })
  const values = new Map((await selectValues(tx, [personId])).map((one) => [one.fieldKey, one.value]))
  const text = (field: string) => values.get(field) as string | undefined
  const name = nameOf(values)
  if (name === '') throw new Problem('refused', { text: 'invoices.nameless', rule: 'BR-07' })
  const company = (await selectInstallation(tx))!.controller.country
  const address: Party['address'] = { country: person.country ?? company }
  for (const [part, field] of [['street', 'street'], ['postcode', 'postal_code'], ['city', 'city']] as const) if (text(field)) address[part] = text(field)!
  return { buyer: { name, address }, language: languageOf(text('language') ?? '') ?? (company === 'NO' ? 'nb' : 'sv'), customerNumber: text('customer_number') }
}
