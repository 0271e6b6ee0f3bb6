import { parseOrganisationNumber } from '../values/identity-number.ts'
import { isFault, type Fault } from '../values/fault.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import type { Invoicing } from './invoicing.ts'
import { ibanHolds } from './payment-code.ts'

export interface SellerFault {
  field: string
  /** Key of a sentence. */
  text: string
  /** The rule of Peppol or EN 16931 that would refuse every invoice. */
  rule?: string | undefined
  parameters?: Fault['parameters'] | undefined
}

/** What an e-invoice of this seller would be refused for, or a bank: found before the first invoice, and named by field and rule. */
export function sellerFaults({ seller, accounts, currency, swish }: Invoicing, today: LocalDate): SellerFault[] {
  const { country } = seller.address
  const number = parseOrganisationNumber(seller.organisationNumber ?? '', country as CountryCode, today)
  const vat = seller.vatNumber?.replaceAll(' ', '')
  return [
    ...(isFault(number) && seller.organisationNumber ? [{ field: 'seller.organisationNumber', text: number.fault, rule: country === 'SE' ? 'SE-R-013' : 'PEPPOL-COMMON-R041', parameters: number.parameters }] : []),
    ...(vat && country === 'SE' && !/^SE\d{12}$/.test(vat) ? [{ field: 'seller.vatNumber', text: 'invoices.vat-number-swedish', rule: 'SE-R-001' }] : []),
    ...(vat && country === 'NO' && !/^NO\d{9}MVA$/.test(vat) ? [{ field: 'seller.vatNumber', text: 'invoices.vat-number-norwegian', rule: 'NO-R-001' }] : []),
    ...accounts.flatMap((account, place): SellerFault[] => {
      const field = `accounts.${place}.number`
      const digits = account.number.replaceAll(/\D/g, '')
      if (account.type === 'bankgiro' && !/^\d{7,8}$/.test(digits)) return [{ field, text: 'invoices.bankgiro', rule: 'SE-R-009' }]
      if (account.type === 'plusgiro' && !/^\d{2,8}$/.test(digits)) return [{ field, text: 'invoices.plusgiro', rule: 'SE-R-007' }]
      if (account.type === 'iban' && !ibanHolds(account.number)) return [{ field, text: 'invoices.iban' }]
      if (account.type === 'account' && country === 'NO' && !norwegianAccountHolds(digits)) return [{ field, text: 'invoices.norwegian-account' }]
      return []
    }),
    ...(accounts.length === 0 && !swish ? [{ field: 'accounts', text: 'invoices.nowhere-to-pay', rule: 'BR-61' }] : []),
    ...(swish && currency !== 'SEK' ? [{ field: 'swish', text: 'invoices.swish-kronor' }] : []),
  ]
}

/** Eleven digits, the last by modulus 11 with weights 5 4 3 2 7 6 5 4 3 2. */
function norwegianAccountHolds(digits: string): boolean {
  if (!/^\d{11}$/.test(digits)) return false
  const weights = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
  const rest = weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11
  return (rest === 0 ? 0 : 11 - rest) === Number(digits[10])
}
