import type { LocalDate } from '../values/calendar.ts'
import type { Language } from '../values/text.ts'
import type { InvoiceLine } from './invoice.ts'

/** Whoever sells or buys, as it stands on the document. */
export interface Party {
  name: string
  organisationNumber?: string | undefined
  vatNumber?: string | undefined
  /** Swedish sellers that pay their own tax say so (SE-R-005); Norwegian companies name their register (NO-R-002). */
  approvedForFTax?: boolean | undefined
  inRegisterOfEnterprises?: boolean | undefined
  address: { street?: string | undefined; more?: string | undefined; postcode?: string | undefined; city?: string | undefined; country: string }
  contact?: { name?: string | undefined; phone?: string | undefined; email?: string | undefined } | undefined
  /** Where e-invoices go: scheme of ISO 6523 (Peppol's EAS list) and number. */
  endpoint?: { scheme: string; id: string } | undefined
}

export interface Account {
  type: 'bankgiro' | 'plusgiro' | 'iban' | 'account'
  number: string
  /** BIC, where there is one. */
  bank?: string | undefined
}

/** What is said about the customer's data: a sentence and where to go on, nothing that is theirs: a voucher is kept for years and read by many. */
export interface PrivacyPart {
  /** Stands for the link among the references. */
  id: string
  note: string
  description: string
  uri: string
  /** The link as it stands in the e-invoice, so that what is said there is counted there; left out: the same. */
  eInvoice?: string
  /** Where to go by hand, and type the code. */
  frontDoor: string
  /** The code that is typed there, in groups (access/typed-code.ts). */
  code?: string
  /** Of the sentence: its language, and which wording of it this is (voucher-notice.ts). */
  language?: Language
  version?: number
}

/** An invoice or credit note as it was issued: it never changes. */
export interface IssuedInvoice {
  kind: 'invoice' | 'credit-note'
  number: string
  issuedOn: LocalDate
  dueOn: LocalDate
  deliveredOn?: LocalDate
  /** ISO 4217. */
  currency: string
  seller: Party
  buyer: Party
  /** What the buyer wants to find it by (BT-10); Peppol wants one. */
  buyerReference: string
  /** OCR, KID or RF reference that is to come with the payment. */
  reference: string
  accounts: readonly Account[]
  terms: string
  lines: readonly InvoiceLine[]
  /** The payable amount is rounded to whole units. */
  wholeUnits: boolean
  /** On a credit note: what makes it come to what is left of its invoice, in hundredths. */
  rounding?: bigint
  /** The invoice that a credit note takes back. */
  credits?: { number: string; issuedOn: LocalDate }
  privacy?: PrivacyPart
}
