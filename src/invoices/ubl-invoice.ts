import XMLBuilder from 'fast-xml-builder'
import { UBL_SPACES } from '../e-invoices/ubl-path.ts'
import type { XmlElement } from '../e-invoices/xml-tree.ts'
import { decimalText } from '../values/decimal.ts'
import type { InvoiceLine, InvoiceTotals, Vat } from './invoice.ts'
import type { Account, IssuedInvoice, Party } from './issued-invoice.ts'

/** Names of the specification and process (Peppol BIS Billing 3.0; PEPPOL-EN16931-R001, R004). */
const CUSTOMIZATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
const PROFILE = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0'
const NAMESPACES = { '@_xmlns:cac': UBL_SPACES.cac, '@_xmlns:cbc': UBL_SPACES.cbc }
/** UNCL1001: a commercial invoice, a credit note. */
const TYPE_CODES = { invoice: '380', 'credit-note': '381' } as const
/** UNCL4461. Swedish domestic payments are credit transfers, 30 (SE-R-012). */
const CREDIT_TRANSFER = '30'
/** How Peppol names the Swedish giros (SE-R-011). */
const GIROS: Partial<Record<Account['type'], string>> = { bankgiro: 'SE:BANKGIRO', plusgiro: 'SE:PLUSGIRO' }
/** ISO 6523: organisation numbers of Sweden and Norway. */
const LEGAL_SCHEMES: Record<string, string> = { SE: '0007', NO: '0192', DK: '0184', FI: '0212' }
const DIGITS = new Set(Object.values(LEGAL_SCHEMES))
const F_TAX = 'Godkänd för F-skatt'
const REGISTER_OF_ENTERPRISES = 'Foretaksregisteret'

type Node = { [name: string]: Node | Node[] | string | undefined }

const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true, suppressBooleanAttributes: false })

/** The invoice in UBL 2.1 as Peppol BIS Billing 3.0 wants it; every element in the order of the schema, none of them empty. */
export function ublInvoice(invoice: IssuedInvoice, totals: InvoiceTotals): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [rootOf(invoice)]: ublNode(invoice, totals) })}`
}

/** The same as a tree, for whoever looks at it before it is written. */
export function ublTree(invoice: IssuedInvoice, totals: InvoiceTotals): XmlElement {
  const root = rootOf(invoice)
  return treeOf(root, ublNode(invoice, totals), `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`)
}

function rootOf({ kind }: Pick<IssuedInvoice, 'kind'>): 'Invoice' | 'CreditNote' {
  return kind === 'credit-note' ? 'CreditNote' : 'Invoice'
}

function ublNode(invoice: IssuedInvoice, totals: InvoiceTotals): Node {
  const credit = invoice.kind === 'credit-note'
  const root = rootOf(invoice)
  const turned = credit ? turn(invoice.lines, totals) : { lines: invoice.lines, totals }
  return without({
    '@_xmlns': `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`, ...NAMESPACES,
    'cbc:CustomizationID': CUSTOMIZATION,
    'cbc:ProfileID': PROFILE,
    'cbc:ID': invoice.number,
    'cbc:IssueDate': invoice.issuedOn,
    'cbc:DueDate': credit ? undefined : invoice.dueOn,
    [`cbc:${root}TypeCode`]: TYPE_CODES[invoice.kind],
    'cbc:Note': invoice.privacy?.note,
    'cbc:DocumentCurrencyCode': invoice.currency,
    'cbc:BuyerReference': invoice.buyerReference,
    'cac:BillingReference': invoice.credits && { 'cac:InvoiceDocumentReference': { 'cbc:ID': invoice.credits.number, 'cbc:IssueDate': invoice.credits.issuedOn } },
    'cac:AdditionalDocumentReference': invoice.privacy && {
      'cbc:ID': invoice.privacy.id, 'cbc:DocumentDescription': invoice.privacy.description,
      'cac:Attachment': { 'cac:ExternalReference': { 'cbc:URI': invoice.privacy.eInvoice ?? invoice.privacy.uri } },
    },
    'cac:AccountingSupplierParty': { 'cac:Party': party(invoice.seller, true) },
    'cac:AccountingCustomerParty': { 'cac:Party': party(invoice.buyer, false) },
    'cac:Delivery': delivery(invoice),
    'cac:PaymentMeans': invoice.accounts.map((account) => paymentMeans(invoice, account)),
    'cac:PaymentTerms': { 'cbc:Note': invoice.terms },
    'cac:TaxTotal': taxTotal(turned.totals, invoice.currency),
    'cac:LegalMonetaryTotal': monetaryTotal(turned.totals, invoice.currency),
    [`cac:${root}Line`]: turned.lines.map((line, place) => invoiceLine(line, place, turned.totals.lines[place]!, invoice.currency, credit)),
  })
}

function treeOf(name: string, node: Node | string, space: string): XmlElement {
  const { '#text': text = typeof node === 'string' ? node : undefined, ...rest } = typeof node === 'string' ? {} : node
  const children = Object.entries(rest).filter(([key]) => !key.startsWith('@_')).flatMap(([key, value]) => (Array.isArray(value) ? value : [value as Node | string]).map((one) => treeOf(key, one, UBL_SPACES[key.slice(0, 3) as 'cac' | 'cbc'])))
  return {
    name, space, local: name.split(':').at(-1)!, attributes: Object.entries(rest).filter(([key]) => key.startsWith('@_')).map(([key, value]) => ({ name: key.slice(2), value: value as string })),
    children: typeof text === 'string' ? [{ text }] : children,
  }
}

/** A credit note counts upwards what it takes back. */
function turn(lines: readonly InvoiceLine[], totals: InvoiceTotals): { lines: readonly InvoiceLine[]; totals: InvoiceTotals } {
  return {
    lines: lines.map((line) => ({ ...line, quantity: -line.quantity, ...(line.allowance !== undefined && { allowance: -line.allowance }) })),
    totals: {
      lines: totals.lines.map((amount) => -amount), net: -totals.net, vat: -totals.vat, gross: -totals.gross, paidBefore: -totals.paidBefore, rounding: -totals.rounding, payable: -totals.payable,
      shares: totals.shares.map((share) => ({ ...share, taxable: -share.taxable, vat: -share.vat })),
    },
  }
}

/** Goods that are sold into another country of the EU go to the buyer (BR-IC-12). */
function delivery({ deliveredOn, lines, buyer }: IssuedInvoice): Node {
  const abroad = lines.some((line) => line.vat.category === 'K')
  return { 'cbc:ActualDeliveryDate': deliveredOn, 'cac:DeliveryLocation': abroad ? { 'cac:Address': { 'cac:Country': { 'cbc:IdentificationCode': buyer.address.country } } } : undefined }
}

function party(one: Party, selling: boolean): Node {
  const legalScheme = LEGAL_SCHEMES[one.address.country]
  return {
    'cbc:EndpointID': one.endpoint && { '@_schemeID': one.endpoint.scheme, '#text': registered(one.endpoint.scheme, one.endpoint.id) },
    'cac:PartyName': { 'cbc:Name': one.name },
    'cac:PostalAddress': {
      'cbc:StreetName': one.address.street, 'cbc:AdditionalStreetName': one.address.more, 'cbc:CityName': one.address.city,
      'cbc:PostalZone': one.address.postcode, 'cac:Country': { 'cbc:IdentificationCode': one.address.country },
    },
    'cac:PartyTaxScheme': [
      ...(one.vatNumber ? [taxScheme(one.vatNumber.replaceAll(/\s/g, ''), 'VAT')] : []),
      ...(selling && one.address.country === 'SE' && one.approvedForFTax ? [taxScheme(F_TAX, 'TAX')] : []),
      ...(selling && one.address.country === 'NO' && one.inRegisterOfEnterprises ? [taxScheme(REGISTER_OF_ENTERPRISES, 'TAX')] : []),
    ],
    'cac:PartyLegalEntity': { 'cbc:RegistrationName': one.name, 'cbc:CompanyID': one.organisationNumber && { ...(legalScheme && { '@_schemeID': legalScheme }), '#text': registered(legalScheme, one.organisationNumber) } },
    'cac:Contact': one.contact && { 'cbc:Name': one.contact.name, 'cbc:Telephone': one.contact.phone, 'cbc:ElectronicMail': one.contact.email },
  }
}

/** Digits alone where a register has digits; a Swedish sole trader's without the century (SE-R-004). */
function registered(scheme: string | undefined, number: string): string {
  if (!scheme || !DIGITS.has(scheme)) return number.trim()
  const digits = number.replaceAll(/\D/g, '')
  return scheme === LEGAL_SCHEMES['SE'] ? digits.slice(-10) : digits
}

function taxScheme(number: string, scheme: string): Node {
  return { 'cbc:CompanyID': number, 'cac:TaxScheme': { 'cbc:ID': scheme } }
}

function paymentMeans(invoice: IssuedInvoice, account: Account): Node {
  const giro = GIROS[account.type]
  const branch = giro ?? account.bank
  return {
    'cbc:PaymentMeansCode': CREDIT_TRANSFER,
    'cbc:PaymentID': invoice.reference,
    'cac:PayeeFinancialAccount': { 'cbc:ID': giro ? account.number.replaceAll(/\D/g, '') : account.number.replaceAll(' ', ''), 'cac:FinancialInstitutionBranch': branch && { 'cbc:ID': branch } },
  }
}

function taxTotal(totals: InvoiceTotals, currency: string): Node {
  return {
    'cbc:TaxAmount': money(totals.vat, currency),
    'cac:TaxSubtotal': totals.shares.map((share) => ({
      'cbc:TaxableAmount': money(share.taxable, currency), 'cbc:TaxAmount': money(share.vat, currency),
      'cac:TaxCategory': taxCategory(share, share.exemption),
    })),
  }
}

function taxCategory({ category, rate }: Vat, exemption?: string): Node {
  return {
    'cbc:ID': category, 'cbc:Percent': category === 'O' ? undefined : percent(rate),
    'cbc:TaxExemptionReason': exemption, 'cac:TaxScheme': { 'cbc:ID': 'VAT' },
  }
}

function monetaryTotal(totals: InvoiceTotals, currency: string): Node {
  return {
    'cbc:LineExtensionAmount': money(totals.net, currency),
    'cbc:TaxExclusiveAmount': money(totals.net, currency),
    'cbc:TaxInclusiveAmount': money(totals.gross, currency),
    'cbc:PrepaidAmount': totals.paidBefore === 0n ? undefined : money(totals.paidBefore, currency),
    'cbc:PayableRoundingAmount': totals.rounding === 0n ? undefined : money(totals.rounding, currency),
    'cbc:PayableAmount': money(totals.payable, currency),
  }
}

function invoiceLine(line: InvoiceLine, place: number, amount: bigint, currency: string, credit: boolean): Node {
  return {
    'cbc:ID': String(place + 1),
    [`cbc:${credit ? 'Credited' : 'Invoiced'}Quantity`]: { '@_unitCode': line.unit, '#text': decimalText(line.quantity) },
    'cbc:LineExtensionAmount': money(amount, currency),
    'cac:AllowanceCharge': line.allowance ? { 'cbc:ChargeIndicator': 'false', 'cbc:AllowanceChargeReasonCode': '95', 'cbc:Amount': money(line.allowance, currency) } : undefined,
    'cac:Item': { 'cbc:Name': line.description, 'cac:ClassifiedTaxCategory': taxCategory(line.vat) },
    'cac:Price': { 'cbc:PriceAmount': { '@_currencyID': currency, '#text': decimalText(line.unitPrice) } },
  }
}

/** Amounts have two decimals at most and say their currency (BR-DEC, PEPPOL-EN16931-R051). */
function money(amount: bigint, currency: string): Node {
  return { '@_currencyID': currency, '#text': decimalText(amount * 10_000n) }
}

function percent(rate: number): string {
  return decimalText(BigInt(rate) * 10_000n)
}

/** No empty elements (PEPPOL-EN16931-R008): what is not known is left out, and so is what then holds nothing. */
function without(node: Node): Node {
  const kept = Object.entries(node).flatMap(([name, value]): [string, Node | Node[] | string][] => {
    if (value === undefined || value === '') return []
    if (typeof value === 'string') return [[name, value]]
    if (Array.isArray(value)) return value.length > 0 ? [[name, value.map(without)]] : []
    const inner = without(value)
    return Object.keys(inner).some((key) => !key.startsWith('@_')) ? [[name, inner]] : []
  })
  return Object.fromEntries(kept)
}
