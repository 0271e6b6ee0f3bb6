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
