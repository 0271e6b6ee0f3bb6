import type { Account, Party } from './issued-invoice.ts'
import type { KidModulus, OcrControl } from '../values/payment-reference.ts'

/** How this company invoices: who it is on the page, where payments go, how references are made. */
export interface Invoicing {
  seller: Party
  /** ISO 4217. */
  currency: string
  /** Stands before the running number. */
  prefix: string
  /** Where the series goes on from another system's; numbers that were given already stay given. */
  firstNumber?: number | undefined
  /** Days from issue to the day of payment. */
  dueDays: number
  /** Payable amounts in whole units (lag 1970:1029). */
  wholeUnits: boolean
  accounts: readonly Account[]
  /** Swish number, in digits. */
  swish?: string | undefined
  reference: { kind: 'ocr'; control: OcrControl } | { kind: 'kid'; modulus: KidModulus }
  /** Days after the next invoice during which the code of the one before still tells who somebody is; it says no for good. */
  codeDays?: number | undefined
  /** What is said about paying late, in the language of the customer; left out: nothing. */
  terms?: Partial<Record<'sv' | 'nb' | 'en', string>> | undefined
}
