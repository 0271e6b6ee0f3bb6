import { COUNTRY_CODES } from '../values/country-codes.ts'
import { exact, size, ONE, times, twoDecimals, wholeNumber } from './exact.ts'
import {
  alike, amountAt, anywhere, at, atMostTwoDecimals, BUYER, exactAt, isAllowance, isVat, lines, marked, quantityOf, rule, said, SELLER, SHARES, sum, there, TOTALS, twoDecimalsIn, vatNumber, whole, type Checked, type Rule,
} from './rule.ts'
import { attribute, each, elementsOf, first, textAt, trimmed } from './ubl-path.ts'
import type { XmlElement } from './xml-tree.ts'

// EN 16931-1, and its binding to UBL: what every invoice must say, and how its sums hang together.

const lineAllowances = (document: Checked) => document.lines.flatMap((line) => each(line, 'cac:AllowanceCharge').filter(isAllowance))
const means = at('cac:PaymentMeans')
const TRANSFERS = ['30', '58']
const transfers = (document: Checked) => means(document).filter((one) => TRANSFERS.includes(textAt(one, 'cbc:PaymentMeansCode') ?? ''))

const MUST_SAY: Rule[] = [
  rule('BR-01', 'missing', whole, said('cbc:CustomizationID')),
  rule('BR-02', 'missing', whole, said('cbc:ID')),
  rule('BR-03', 'missing', whole, said('cbc:IssueDate')),
  rule('BR-04', 'missing', whole, (root) => said('cbc:InvoiceTypeCode')(root) || said('cbc:CreditNoteTypeCode')(root)),
  rule('BR-05', 'missing', whole, said('cbc:DocumentCurrencyCode')),
  rule('BR-06', 'seller-name', whole, said(`${SELLER}/cac:PartyLegalEntity/cbc:RegistrationName`)),
  rule('BR-07', 'buyer-name', whole, said(`${BUYER}/cac:PartyLegalEntity/cbc:RegistrationName`)),
  rule('BR-08', 'seller-address', whole, there(`${SELLER}/cac:PostalAddress`)),
  rule('BR-09', 'country', at(`${SELLER}/cac:PostalAddress`), said('cac:Country/cbc:IdentificationCode')),
  rule('BR-10', 'buyer-address', whole, there(`${BUYER}/cac:PostalAddress`)),
  rule('BR-11', 'country', at(`${BUYER}/cac:PostalAddress`), said('cac:Country/cbc:IdentificationCode')),
  ...[['BR-12', 'LineExtensionAmount'], ['BR-13', 'TaxExclusiveAmount'], ['BR-14', 'TaxInclusiveAmount'], ['BR-15', 'PayableAmount']].map(([id, name]) => rule(id!, 'missing', at(TOTALS), there(`cbc:${name}`))),
  rule('BR-16', 'no-lines', whole, (_, { lines: all }) => all.length > 0),
  rule('BR-21', 'missing', lines, said('cbc:ID')),
  rule('BR-22', 'missing', lines, (line) => quantityOf(line) !== undefined),
  rule('BR-23', 'unit', lines, (line) => attribute(quantityOf(line) ?? line, 'unitCode') !== undefined),
  rule('BR-24', 'missing', lines, there('cbc:LineExtensionAmount')),
  rule('BR-25', 'missing', lines, said('cac:Item/cbc:Name')),
  rule('BR-26', 'missing', lines, there('cac:Price/cbc:PriceAmount')),
  rule('BR-27', 'price-below-zero', lines, (line) => (exactAt(line, 'cac:Price/cbc:PriceAmount') ?? -1n) >= 0n),
  rule('BR-41', 'missing', lineAllowances, there('cbc:Amount')),
  ...alike(['BR-42', 'BR-CO-23'], 'allowance-reason', lineAllowances, (one) => there('cbc:AllowanceChargeReason')(one) || there('cbc:AllowanceChargeReasonCode')(one)),
  rule('BR-45', 'missing', at(SHARES), there('cbc:TaxableAmount')),
  rule('BR-46', 'missing', at(SHARES), there('cbc:TaxAmount')),
  rule('BR-47', 'vat-category', at(SHARES), (share) => each(share, 'cac:TaxCategory').some((one) => isVat(one) && first(one, 'cbc:ID') !== undefined)),
  rule('BR-48', 'vat-rate', at(SHARES), (share) => each(share, 'cac:TaxCategory').some((one) => isVat(one) && (first(one, 'cbc:Percent') !== undefined || textAt(one, 'cbc:ID') === 'O'))),
  rule('BR-49', 'missing', means, there('cbc:PaymentMeansCode')),
  rule('BR-50', 'account', (document) => transfers(document).flatMap((one) => each(one, 'cac:PayeeFinancialAccount')), said('cbc:ID')),
  rule('BR-61', 'account', transfers, there('cac:PayeeFinancialAccount/cbc:ID')),
  rule('BR-52', 'missing', anywhere('cac:AdditionalDocumentReference'), said('cbc:ID')),
  rule('BR-55', 'missing', at('cac:BillingReference'), there('cac:InvoiceDocumentReference/cbc:ID')),
  rule('BR-57', 'country', at('cac:Delivery/cac:DeliveryLocation/cac:Address'), there('cac:Country/cbc:IdentificationCode')),
  rule('BR-62', 'scheme', at(`${SELLER}/cbc:EndpointID`), marked('schemeID')),
  rule('BR-63', 'scheme', at(`${BUYER}/cbc:EndpointID`), marked('schemeID')),
  rule('BR-CO-04', 'vat-category', lines, (line) => each(line, 'cac:Item/cac:ClassifiedTaxCategory').some((one) => isVat(one) && first(one, 'cbc:ID') !== undefined)),
  rule('BR-CO-09', 'vat-number', anywhere('cac:PartyTaxScheme'), (one) => !isVat(one) || NATIONS.has((textAt(one, 'cbc:CompanyID') ?? '').slice(0, 2))),
  rule('BR-CO-18', 'vat-missing', whole, there(SHARES)),
  rule('BR-CO-26', 'seller-number', at('cac:AccountingSupplierParty'), (role) => vatNumber(first(role, 'cac:Party')) !== undefined || there('cac:Party/cac:PartyLegalEntity/cbc:CompanyID')(role) || each(role, 'cac:Party/cac:PartyIdentification/cbc:ID').some((one) => attribute(one, 'schemeID') !== 'SEPA')),
]

const SUMS: Rule[] = [
  rule('BR-CO-10', 'sum-of-lines', at(TOTALS), (totals, { lines: all }) => exactAt(totals, 'cbc:LineExtensionAmount') === twoDecimals(sum(all.flatMap((line) => each(line, 'cbc:LineExtensionAmount'))))),
  rule('BR-CO-13', 'sum-without-vat', at(TOTALS), (totals) => exactAt(totals, 'cbc:TaxExclusiveAmount') === twoDecimals(amountAt(totals, 'cbc:LineExtensionAmount') + amountAt(totals, 'cbc:ChargeTotalAmount') - amountAt(totals, 'cbc:AllowanceTotalAmount'))),
  rule('BR-CO-14', 'sum-of-vat', at('cac:TaxTotal'), (total) => !there('cac:TaxSubtotal')(total) || (each(total, 'cac:TaxSubtotal/cbc:TaxAmount').every((one) => exact(trimmed(one)) !== undefined) && exactAt(total, 'cbc:TaxAmount') === twoDecimals(sum(each(total, 'cac:TaxSubtotal/cbc:TaxAmount'))))),
  rule('BR-CO-15', 'sum-with-vat', whole, (root, { currency }) => {
    const taxes = each(root, 'cac:TaxTotal/cbc:TaxAmount').filter((one) => attribute(one, 'currencyID') === currency)
    return currency === '' || (taxes.length === 1 && exactAt(root, `${TOTALS}/cbc:TaxInclusiveAmount`) === twoDecimals(amountAt(root, `${TOTALS}/cbc:TaxExclusiveAmount`) + sum(taxes)))
  }),
  rule('BR-CO-16', 'sum-payable', at(TOTALS), (totals) => exactAt(totals, 'cbc:PayableAmount') === twoDecimals(amountAt(totals, 'cbc:TaxInclusiveAmount') - amountAt(totals, 'cbc:PrepaidAmount') + amountAt(totals, 'cbc:PayableRoundingAmount'))),
  rule('BR-CO-17', 'vat-of-rate', at(SHARES), (share) => {
    const category = each(share, 'cac:TaxCategory').find(isVat)
    const [rate, tax] = [category && exactAt(category, 'cbc:Percent'), amountAt(share, 'cbc:TaxAmount')]
    if (rate === undefined || wholeNumber(rate) === 0n) return wholeNumber(tax) === 0n
    return size(size(tax) - twoDecimals(times(size(amountAt(share, 'cbc:TaxableAmount')), rate / 100n))) < ONE
  }),
]

/** What has two decimals at most. */
const CENTS: Rule[] = [
  ...[['BR-DEC-09', 'LineExtensionAmount'], ['BR-DEC-12', 'TaxExclusiveAmount'], ['BR-DEC-14', 'TaxInclusiveAmount'], ['BR-DEC-16', 'PrepaidAmount'], ['BR-DEC-17', 'PayableRoundingAmount'], ['BR-DEC-18', 'PayableAmount']]
    .map(([id, name]) => rule(id!, 'decimals', at(TOTALS), twoDecimalsIn(`cbc:${name}`))),
  rule('BR-DEC-19', 'decimals', at(SHARES), twoDecimalsIn('cbc:TaxableAmount')),
  rule('BR-DEC-20', 'decimals', at(SHARES), twoDecimalsIn('cbc:TaxAmount')),
  rule('BR-DEC-23', 'decimals', lines, twoDecimalsIn('cbc:LineExtensionAmount')),
  rule('BR-DEC-24', 'decimals', lineAllowances, twoDecimalsIn('cbc:Amount')),
  rule('UBL-DT-01', 'decimals', amountsOf, atMostTwoDecimals),
]

/** Every amount that says its currency. */
export const AMOUNTS = ['cbc:Amount', 'cbc:BaseAmount', 'cbc:PriceAmount', 'cbc:TaxAmount', 'cbc:TaxableAmount', 'cbc:LineExtensionAmount', 'cbc:TaxExclusiveAmount', 'cbc:TaxInclusiveAmount', 'cbc:AllowanceTotalAmount', 'cbc:ChargeTotalAmount', 'cbc:PrepaidAmount', 'cbc:PayableRoundingAmount', 'cbc:PayableAmount']
/** 1A is Kosovo and XI Northern Ireland in the list of EN 16931. */
const COUNTRIES = new Set([...COUNTRY_CODES.keys(), '1A', 'XI'])
/** Greece says EL on VAT numbers. */
const NATIONS = new Set([...COUNTRIES, 'EL'])
export const CURRENCIES = new Set(Intl.supportedValuesOf('currency'))
const CATEGORIES = ['AE', 'L', 'M', 'E', 'S', 'Z', 'G', 'O', 'K', 'B']
const among = (codes: ReadonlySet<string>) => (element: XmlElement) => codes.has(trimmed(element))
const inForm = (form: RegExp) => (element: XmlElement) => form.test(trimmed(element))
const markForm = (name: string, form: RegExp) => (element: XmlElement) => form.test(attribute(element, name) ?? '')
const carrying = (name: string, ...elements: string[]) => (document: Checked) => anywhere(...elements)(document).filter((one) => attribute(one, name) !== undefined)
/** ISO 6523. */
const ICD = /^0\d{3}$/
/** Schemes of electronic addresses (EAS): those of ISO 6523 that are used, 99xx for numbers of countries, and five in letters. */
export const ADDRESS_SCHEMES: ReadonlySet<string> = new Set([
  ...numbers('2 7 9 37 60 88 96-97 106 130 135 142 147 151 154 158 170 177 183-184 188 190-196 198-205 208-213 215-221 225 230 235 240 242 244-246 248'), ...numbers('9910 9913-9915 9918-9920 9922-9953 9957 9959'), 'AN', 'AQ', 'AS', 'AU', 'EM',
])

/** Codes: short lists as they are, long ones (units, currencies, schemes) by their form or by the language data. */
const CODES: Rule[] = [
  rule('BR-CL-01', 'code', anywhere('cbc:InvoiceTypeCode', 'cbc:CreditNoteTypeCode'), inForm(/^\d{2,3}$/)),
  rule('BR-CL-03', 'currency', anywhere(...AMOUNTS), (one) => CURRENCIES.has(attribute(one, 'currencyID') ?? '')),
  rule('BR-CL-04', 'currency', anywhere('cbc:DocumentCurrencyCode'), among(CURRENCIES)),
  rule('BR-CL-11', 'scheme', carrying('schemeID', 'cbc:CompanyID'), markForm('schemeID', ICD)),
  rule('BR-CL-14', 'country', ({ named }) => named('cac:Country').flatMap((one) => each(one, 'cbc:IdentificationCode')), among(COUNTRIES)),
  rule('BR-CL-16', 'code', at('cac:PaymentMeans/cbc:PaymentMeansCode'), inForm(/^(?:[1-9]\d?|ZZZ)$/)),
  rule('BR-CL-17', 'vat-category', ({ named }) => named('cac:TaxCategory').flatMap((one) => each(one, 'cbc:ID')), among(new Set(CATEGORIES))),
  rule('BR-CL-18', 'vat-category', ({ named }) => named('cac:ClassifiedTaxCategory').flatMap((one) => each(one, 'cbc:ID')), among(new Set(CATEGORIES))),
  rule('BR-CL-19', 'code', ({ named }) => named('cac:AllowanceCharge').filter(isAllowance).flatMap((one) => each(one, 'cbc:AllowanceChargeReasonCode')), among(new Set('41 42 60 62 63 64 65 66 67 68 70 71 88 95 100 102 103 104 105'.split(' ')))),
  rule('BR-CL-23', 'unit', carrying('unitCode', 'cbc:InvoicedQuantity', 'cbc:CreditedQuantity', 'cbc:BaseQuantity'), markForm('unitCode', /^[A-Z0-9]{2,3}$/)),
  rule('BR-CL-25', 'scheme', carrying('schemeID', 'cbc:EndpointID'), (one) => ADDRESS_SCHEMES.has(attribute(one, 'schemeID')!)),
]

/** `2 96-97` as `0002`, `0096`, `0097`. */
function numbers(ranges: string): string[] {
  return ranges.split(' ').flatMap((range) => {
    const [from, to = from] = range.split('-').map(Number) as [number, number?]
    return Array.from({ length: to - from + 1 }, (_, place) => String(from + place).padStart(4, '0'))
  })
}

/** Prices may have more, also where something is taken off them. */
function amountsOf({ elements, named }: Checked): XmlElement[] {
  const ofPrices = new Set(named('cac:Price').filter((one) => first(one, 'cac:AllowanceCharge') !== undefined).flatMap(elementsOf))
  return elements.filter((one) => one.local.endsWith('Amount') && !one.local.endsWith('PriceAmount') && !ofPrices.has(one))
}

export const CONTENT_RULES: readonly Rule[] = [...MUST_SAY, ...SUMS, ...CENTS, ...CODES]
