import type { Invoicing } from '../invoices/invoicing.ts'
import { selectInvoicing } from '../invoices/invoices.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'

/** In which language somebody is written to, and how the company invoices. Throws `not-found` for somebody unknown, `conflict` before the company has said it. */
export async function readRecipient(tx: Tx, personId: PersonId): Promise<{ language: Language; settings: Invoicing }> {
  const settings = await selectInvoicing(tx)
  if (!settings) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const own = (await selectValues(tx, [personId])).find((value) => value.fieldKey === 'language')?.value
  return { settings, language: writtenLanguage(own, settings.seller.address.country) }
}
