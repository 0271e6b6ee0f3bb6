import { Problem } from '../plumbing/errors.ts'
import type { LocalDate } from '../values/calendar.ts'
import { exact, hundredths, millionths } from './exact.ts'
import { attribute, each, first, textAt, trimmed } from './ubl-path.ts'
import { parseXml, writeXml, type XmlDocument, type XmlElement } from './xml-tree.ts'

/** Somebody on an e-invoice that others wrote. */
export interface ReadParty {
  name: string
  /** As the seller's or buyer's systems know them (BT-29, BT-46). */
  numbers: readonly string[]
  organisationNumber?: string
  vatNumber?: string
  endpoint?: { scheme: string; id: string }
  address: { street?: string; more?: string; postcode?: string; city?: string; country?: string }
  contact: { name?: string; phone?: string; email?: string }
}

export interface ReadLine {
  number: string
  name: string
  /** In millionths, rounded where somebody wrote more. */
  quantity: bigint
  unit?: string
  price: bigint
  /** In hundredths of the currency, without VAT. */
  amount: bigint
  vat: { category: string; percent?: string }
}

/** What an invoice or credit note in UBL 2.1 says; amounts in hundredths of its currency, a credit note's above zero as it is written. */
export interface ReadInvoice {
  kind: 'invoice' | 'credit-note'
  /** UNCL1001. */
  type: string
  number: string
  issuedOn: LocalDate
  dueOn?: LocalDate
  deliveredOn?: LocalDate
  /** ISO 4217. */
  currency: string
  specification: string
  process: string
  notes: readonly string[]
  buyerReference?: string
  orderReference?: string
  /** What it takes back or corrects. */
  credits: readonly { number: string; issuedOn?: LocalDate }[]
  references: readonly { id: string; description?: string; uri?: string }[]
  seller: ReadParty
  buyer: ReadParty
  payments: readonly { means: string; reference?: string; account?: string; branch?: string }[]
  terms?: string
  totals: { lines: bigint; net: bigint; vat: bigint; gross: bigint; paidBefore: bigint; rounding: bigint; payable: bigint }
  shares: readonly { category: string; percent?: string; taxable: bigint; vat: bigint; exemption?: string }[]
  lines: readonly ReadLine[]
}

/** An e-invoice: what it says, and the whole of the file behind it. */
export interface UblInvoice {
  said: ReadInvoice
  document: XmlDocument
}

const ROOTS: Record<string, ReadInvoice['kind']> = {
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2 Invoice': 'invoice',
  'urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2 CreditNote': 'credit-note',
}

/**
 * Reads an invoice or credit note in UBL 2.1. Nothing is lost: what has no place in our words stays in `document`, and `writeXml`
 * gives it back. Throws a Problem (invalid) that names rule and field for what is no XML, no UBL invoice, or lacks what makes one.
 */
export function readUblInvoice(text: string): UblInvoice {
  const document = parseXml(text)
  const { root } = document
  const kind = ublKind(root)
  const credit = kind === 'credit-note'
  const totals = needed(root, 'cac:LegalMonetaryTotal', 'BR-15')
  const must = (path: string, rule: string) => trimmed(needed(root, path, rule))
  const money = (name: string) => amount(totals, `cbc:${name}`)
  const said: ReadInvoice = {
    kind, type: textAt(root, credit ? 'cbc:CreditNoteTypeCode' : 'cbc:InvoiceTypeCode') ?? '',
    number: must('cbc:ID', 'BR-02'), issuedOn: day(must('cbc:IssueDate', 'BR-03'), 'cbc:IssueDate'), currency: must('cbc:DocumentCurrencyCode', 'BR-05'),
    specification: textAt(root, 'cbc:CustomizationID') ?? '', process: textAt(root, 'cbc:ProfileID') ?? '', notes: each(root, 'cbc:Note').map(trimmed),
    ...known({
      dueOn: dayAt(root, 'cbc:DueDate') ?? dayAt(root, 'cac:PaymentMeans/cbc:PaymentDueDate'), deliveredOn: dayAt(root, 'cac:Delivery/cbc:ActualDeliveryDate'),
      buyerReference: textAt(root, 'cbc:BuyerReference'), orderReference: textAt(root, 'cac:OrderReference/cbc:ID'), terms: textAt(root, 'cac:PaymentTerms/cbc:Note'),
    }),
    credits: each(root, 'cac:BillingReference/cac:InvoiceDocumentReference').map((one) => ({ number: textAt(one, 'cbc:ID') ?? '', ...known({ issuedOn: dayAt(one, 'cbc:IssueDate') }) })),
    references: each(root, 'cac:AdditionalDocumentReference').map((one) => ({ id: textAt(one, 'cbc:ID') ?? '', ...known({ description: textAt(one, 'cbc:DocumentDescription'), uri: textAt(one, 'cac:Attachment/cac:ExternalReference/cbc:URI') }) })),
    seller: party(needed(root, 'cac:AccountingSupplierParty/cac:Party', 'BR-06')), buyer: party(needed(root, 'cac:AccountingCustomerParty/cac:Party', 'BR-07')),
    payments: each(root, 'cac:PaymentMeans').map(payment),
    totals: {
      lines: money('LineExtensionAmount'), net: money('TaxExclusiveAmount'), gross: money('TaxInclusiveAmount'), paidBefore: money('PrepaidAmount'), rounding: money('PayableRoundingAmount'), payable: hundredths(number(must('cac:LegalMonetaryTotal/cbc:PayableAmount', 'BR-15'), 'cac:LegalMonetaryTotal/cbc:PayableAmount')),
      vat: each(root, 'cac:TaxTotal/cbc:TaxAmount').filter((one) => attribute(one, 'currencyID') === textAt(root, 'cbc:DocumentCurrencyCode')).reduce((total, one) => total + hundredths(number(trimmed(one), 'cac:TaxTotal/cbc:TaxAmount')), 0n),
    },
    shares: each(root, 'cac:TaxTotal/cac:TaxSubtotal').map((one) => ({
      category: textAt(one, 'cac:TaxCategory/cbc:ID') ?? '', taxable: amount(one, 'cbc:TaxableAmount'), vat: amount(one, 'cbc:TaxAmount'),
      ...known({ percent: textAt(one, 'cac:TaxCategory/cbc:Percent'), exemption: textAt(one, 'cac:TaxCategory/cbc:TaxExemptionReason') }),
    })),
    lines: each(root, credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine').map((one, place) => line(one, credit ? 'cbc:CreditedQuantity' : 'cbc:InvoicedQuantity', place)),
  }
  if (said.lines.length === 0) throw new Problem('invalid', { text: 'e-invoices.rule.no-lines', rule: 'BR-16', field: credit ? 'cac:CreditNoteLine' : 'cac:InvoiceLine' })
  return { said, document }
}

/** Which of the two it is. Throws a Problem (invalid) for every other document. */
export function ublKind({ space, local }: XmlElement): ReadInvoice['kind'] {
  const kind = ROOTS[`${space} ${local}`]
  if (!kind) throw new Problem('invalid', { text: 'e-invoices.not-ubl', rule: 'UBL', field: 'ubl', parameters: { root: local.slice(0, 60) } })
  return kind
}

/** The file again, whole. */
export function writeUblInvoice({ document }: UblInvoice): string {
  return writeXml(document)
}

function party(one: XmlElement): ReadParty {
  const vat = each(one, 'cac:PartyTaxScheme').find((scheme) => textAt(scheme, 'cac:TaxScheme/cbc:ID')?.toUpperCase() === 'VAT')
  const endpoint = first(one, 'cbc:EndpointID')
  const address = first(one, 'cac:PostalAddress')
  const contact = first(one, 'cac:Contact')
  return {
    name: textAt(one, 'cac:PartyName/cbc:Name') ?? textAt(one, 'cac:PartyLegalEntity/cbc:RegistrationName') ?? '',
    numbers: each(one, 'cac:PartyIdentification/cbc:ID').map(trimmed),
    ...known({ organisationNumber: textAt(one, 'cac:PartyLegalEntity/cbc:CompanyID'), vatNumber: vat && textAt(vat, 'cbc:CompanyID') }),
    ...(endpoint && { endpoint: { scheme: attribute(endpoint, 'schemeID') ?? '', id: trimmed(endpoint) } }),
    address: address ? known({
      street: textAt(address, 'cbc:StreetName'), more: textAt(address, 'cbc:AdditionalStreetName'), postcode: textAt(address, 'cbc:PostalZone'), city: textAt(address, 'cbc:CityName'), country: textAt(address, 'cac:Country/cbc:IdentificationCode'),
    }) : {},
    contact: contact ? known({ name: textAt(contact, 'cbc:Name'), phone: textAt(contact, 'cbc:Telephone'), email: textAt(contact, 'cbc:ElectronicMail') }) : {},
  }
}

function payment(one: XmlElement): ReadInvoice['payments'][number] {
  return {
    means: textAt(one, 'cbc:PaymentMeansCode') ?? '',
    ...known({ reference: textAt(one, 'cbc:PaymentID'), account: textAt(one, 'cac:PayeeFinancialAccount/cbc:ID'), branch: textAt(one, 'cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID') }),
  }
}

function line(one: XmlElement, quantityName: string, place: number): ReadLine {
  const quantity = first(one, quantityName)
  const at = (name: string) => `${quantityName === 'cbc:CreditedQuantity' ? 'cac:CreditNoteLine' : 'cac:InvoiceLine'}${place > 0 ? `[${place + 1}]` : ''}/${name}`
  const price = textAt(one, 'cac:Price/cbc:PriceAmount')
  return {
    number: textAt(one, 'cbc:ID') ?? '', name: textAt(one, 'cac:Item/cbc:Name') ?? '', quantity: quantity ? millionths(number(trimmed(quantity), at(quantityName))) : 0n,
    price: price === undefined ? 0n : millionths(number(price, at('cac:Price/cbc:PriceAmount'))), amount: amount(one, 'cbc:LineExtensionAmount'),
    ...known({ unit: quantity && attribute(quantity, 'unitCode') }),
    vat: { category: textAt(one, 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID') ?? '', ...known({ percent: textAt(one, 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent') }) },
  }
}

function needed(from: XmlElement, path: string, rule: string): XmlElement {
  const found = first(from, path)
  if (!found || (found.children.every((child) => 'text' in child) && trimmed(found) === '')) throw new Problem('invalid', { text: 'e-invoices.rule.missing', rule, field: path })
  return found
}

function amount(from: XmlElement, path: string): bigint {
  const text = textAt(from, path)
  return text === undefined ? 0n : hundredths(number(text, path))
}

function number(text: string, field: string): bigint {
  const read = exact(text)
  if (read === undefined) throw new Problem('invalid', { text: 'e-invoices.no-number', rule: 'UBL', field })
  return read
}

function dayAt(from: XmlElement, path: string): LocalDate | undefined {
  const text = textAt(from, path)
  return text === undefined ? undefined : day(text, path)
}

/** Some write a time zone after the day, as XML Schema allows. */
function day(text: string, field: string): LocalDate {
  const [, date] = /^(\d{4}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2})?$/.exec(text) ?? []
  if (!date || Number.isNaN(Date.parse(`${date}T00:00:00Z`)) || !new Date(`${date}T00:00:00Z`).toISOString().startsWith(date)) throw new Problem('invalid', { text: 'e-invoices.rule.day', rule: 'PEPPOL-EN16931-F001', field })
  return date as LocalDate
}

type Known<Members> = { [Key in keyof Members]?: Exclude<Members[Key], undefined> }

/** Without what is not said. */
function known<Members extends Record<string, unknown>>(members: Members): Known<Members> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== '')) as Known<Members>
}
