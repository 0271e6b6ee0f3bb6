import { participantByNumber, writtenNumber, type Company } from '../companies/company.ts'
import { nameOf } from '../people/name-of.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Language } from '../values/text.ts'
import { writtenLanguage } from '../values/written-language.ts'
import type { Party } from './issued-invoice.ts'

/** Purposes that an invoice may be issued for: somebody who agreed to something, or owes for it. */
export const INVOICED_FOR: readonly string[] = ['contract', 'invoicing']

export interface Buyer {
  buyer: Party
  language: Language
  customerNumber: string | undefined
  /** What a company wants to find an invoice by: public buyers demand one. */
  reference?: string | undefined
}

/** As they stand on an invoice, from the values held of them; `country` is theirs where it is known, `company` the seller's. Without a name nobody is invoiced (BR-07). */
export function buyerOf(values: ReadonlyMap<string, unknown>, country: string | null, company: string): Buyer | Problem {
  const text = (field: string) => values.get(field) as string | undefined
  const name = nameOf(values)
  if (name === '') return new Problem('refused', { text: 'invoices.nameless', rule: 'BR-07' })
  const address: Party['address'] = { country: country ?? company }
  for (const [part, field] of [['street', 'street'], ['postcode', 'postal_code'], ['city', 'city']] as const) if (text(field)) address[part] = text(field)!
  return { buyer: { name, address }, language: writtenLanguage(text('language'), company), customerNumber: text('customer_number') }
}

/** A company as it stands on an invoice, with who speaks for it; the language is that person's. */
export function companyBuyerOf(company: Company, speaks: ReadonlyMap<string, unknown>, seller: string): Buyer {
  const { name, country, vatNumber, street, postalCode, city, invoiceReference } = company
  const number = writtenNumber(company)
  const endpoint = company.participant ?? participantByNumber(company)
  const contact = nameOf(speaks)
  return {
    buyer: {
      name, ...(number && { organisationNumber: number }), ...(vatNumber && { vatNumber }), ...(endpoint && { endpoint }), ...(contact !== '' && { contact: { name: contact } }),
      address: { country, ...(street && { street }), ...(postalCode && { postcode: postalCode }), ...(city && { city }) },
    },
    language: writtenLanguage(speaks.get('language') as string | undefined, seller), customerNumber: undefined, reference: invoiceReference ?? (contact || undefined),
  }
}
