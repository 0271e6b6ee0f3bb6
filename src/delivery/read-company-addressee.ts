import { selectCompanies } from '../companies/companies.sql.ts'
import type { Party } from '../invoices/issued-invoice.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Language } from '../values/text.ts'
import { addressLines, type Addressee } from './address.ts'

/** Where a letter goes to a company today: to the company, for the attention of whoever the invoice names; undefined where no letter would arrive. */
export async function readCompanyAddressee(tx: Tx, companyId: string, { name, contact }: Party, from: string, language: Language): Promise<Addressee | undefined> {
  const [company] = await selectCompanies(tx, [companyId])
  if (!company?.street) return undefined
  const street = contact?.name ? `${contact.name}\n${company.street}` : company.street
  return addressLines({ name, street, postcode: company.postalCode ?? undefined, city: company.city ?? undefined, country: company.country }, from, language)
}
