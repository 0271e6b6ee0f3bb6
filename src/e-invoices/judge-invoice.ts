import type { NamedCustomer } from '../people/find-customer.ts'
import type { LocalDate } from '../values/calendar.ts'
import { amountText } from '../values/money.ts'
import { brokenRules, type BrokenRule } from './broken-rules.ts'
import { buyerOf } from './named-buyer.ts'
import { readUblInvoice, type ReadInvoice } from './read-invoice.ts'
import { xmlText } from './xml-text.ts'

/** What an e-invoice of another system says that is asked here, and what is wrong with it; of the file itself nothing. Plain data, so that it can be judged elsewhere. */
export interface JudgedInvoice {
  kind: ReadInvoice['kind']
  number: string
  issuedOn: LocalDate
  /** ISO 4217. */
  currency: string
  /** With two decimals and a point. */
  payable: string
  seller: { name: string; number?: string; country?: string }
  buyer: NamedCustomer & { name: string }
  payments: ReadInvoice['payments']
  /** Every rule of EN 16931 and of the seller's country that it does not hold to. */
  broken: BrokenRule[]
}

/** Reads it and holds it to the rules. Throws a Problem (invalid) that names rule and place for what is no UBL invoice that can be read. */
export function judgeInvoice(bytes: Uint8Array): JudgedInvoice {
  const { said, document: { root } } = readUblInvoice(xmlText(bytes))
  const { kind, number, issuedOn, currency, totals, seller, buyer, payments } = said
  const sellerNumber = seller.organisationNumber ?? seller.vatNumber
  return {
    kind, number, issuedOn, currency, payable: amountText(totals.payable), payments, broken: brokenRules(root, 'standard'),
    seller: { name: seller.name, ...(sellerNumber !== undefined && { number: sellerNumber }), ...(seller.address.country !== undefined && { country: seller.address.country }) },
    buyer: { name: buyer.name, ...buyerOf(root) },
  }
}
