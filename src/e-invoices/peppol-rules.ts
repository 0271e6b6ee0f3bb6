import { exact, over, size, times, twoDecimals } from './exact.ts'
import { ADDRESS_SCHEMES, AMOUNTS, CURRENCIES } from './content-rules.ts'
import { amountAt, anywhere, at, BUYER, exactAt, isAllowance, isCharge, lines, rule, SELLER, sum, there, whole, type Checked, type Rule } from './rule.ts'
import { attribute, each, textAt, trimmed } from './ubl-path.ts'
import type { XmlElement } from './xml-tree.ts'

// Peppol BIS Billing 3.0: what its network wants beyond EN 16931.

const SPECIFICATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
const PROCESS = /^urn:fdc:peppol\.eu:2017:poacc:billing:(\d{2}):1\.0$/
const INVOICE_TYPES = new Set('71 80 82 84 102 218 219 326 331 380 382 383 384 386 388 393 395 553 575 623 780 817 870 875 876 877'.split(' '))
const CREDIT_TYPES = new Set('381 396 81 83 532'.split(' '))
const CENT = 10n ** 10n
const DAYS = ['cbc:IssueDate', 'cbc:DueDate', 'cbc:TaxPointDate', 'cbc:StartDate', 'cbc:EndDate', 'cbc:ActualDeliveryDate']

/** Numbers of other countries that are told by their form: scheme of ISO 6523, form, weight. */
const NUMBER_FORMS = {
  R042: ['0184', /^(?:DK)?\d{8}$/, 'fatal'], R052: ['0096', /^\d{10}$/, 'fatal'], R053: ['0198', /^DK\d{8}$/, 'fatal'], R054: ['0106', /^\d{8}$/, 'warning'], R055: ['0190', /^\d{20}$/, 'warning'],
  'R056-1': ['9944', /^NL\d{9}B\d{2}$/, 'warning'], R057: ['0217', /^\d{12}$/, 'warning'],
} as const

const numbersOf = (scheme: string) => (document: Checked) => [...anywhere('cbc:EndpointID', 'cbc:CompanyID')(document), ...document.named('cac:PartyIdentification').flatMap((one) => each(one, 'cbc:ID'))]
  .filter((one) => attribute(one, 'schemeID') === scheme)
const allowances = (document: Checked) => [document.root, ...document.lines].flatMap((one) => each(one, 'cac:AllowanceCharge'))

export const PEPPOL_RULES: readonly Rule[] = [
  rule('PEPPOL-EN16931-R001', 'missing', whole, there('cbc:ProfileID')),
  rule('PEPPOL-EN16931-R002', 'notes', whole, (root, { sellerCountry, buyerCountry }) => each(root, 'cbc:Note').length <= 1 || (sellerCountry === 'DE' && buyerCountry === 'DE')),
  rule('PEPPOL-EN16931-R003', 'buyer-reference', whole, (root) => there('cbc:BuyerReference')(root) || there('cac:OrderReference/cbc:ID')(root)),
  rule('PEPPOL-EN16931-R004', 'specification', whole, (root) => {
    const said = textAt(root, 'cbc:CustomizationID') ?? ''
    return said.startsWith(SPECIFICATION) && !said.includes('::')
  }),
  rule('PEPPOL-EN16931-R007', 'specification', whole, (root) => PROCESS.test(textAt(root, 'cbc:ProfileID') ?? '')),
  rule('PEPPOL-EN16931-R008', 'empty', ({ elements }) => elements, (one) => one.children.some((child) => 'local' in child) || trimmed(one) !== ''),
  rule('PEPPOL-EN16931-R010', 'endpoint', at(BUYER), there('cbc:EndpointID')),
  rule('PEPPOL-EN16931-R020', 'endpoint', at(SELLER), there('cbc:EndpointID')),
  rule('PEPPOL-EN16931-R043', 'code', allowances, (one) => isAllowance(one) || isCharge(one)),
  rule('PEPPOL-EN16931-R051', 'one-currency', (document) => [...anywhere(...AMOUNTS.filter((name) => name !== 'cbc:TaxAmount'))(document), ...each(document.root, 'cac:TaxTotal').filter((total) => there('cac:TaxSubtotal')(total)).flatMap((total) => [...each(total, 'cbc:TaxAmount'), ...each(total, 'cac:TaxSubtotal/cbc:TaxAmount')])],
    (one, { currency }) => attribute(one, 'currencyID') === currency),
  rule('PEPPOL-EN16931-R053', 'vat-missing', whole, (root) => each(root, 'cac:TaxTotal').filter((total) => there('cac:TaxSubtotal')(total)).length === 1),
  rule('PEPPOL-EN16931-R054', 'vat-in-currency', whole, (root) => each(root, 'cac:TaxTotal').filter((total) => !there('cac:TaxSubtotal')(total)).length === (there('cbc:TaxCurrencyCode')(root) ? 1 : 0)),
  rule('PEPPOL-EN16931-R120', 'line-amount', lines, lineAmountFits),
  rule('PEPPOL-EN16931-F001', 'day', anywhere(...DAYS), (one) => isDay(trimmed(one))),
  rule('PEPPOL-EN16931-CL002', 'code', ({ named }) => named('cac:AllowanceCharge').filter(isAllowance).flatMap((one) => each(one, 'cbc:AllowanceChargeReasonCode')), (one) => /^(?:4[12]|6[0-8]|7[01]|88|95|10[0-5])$/.test(trimmed(one)) && trimmed(one) !== '61' && trimmed(one) !== '101'),
  rule('PEPPOL-EN16931-CL007', 'currency', anywhere(...AMOUNTS), (one) => CURRENCIES.has(attribute(one, 'currencyID') ?? '')),
  rule('PEPPOL-EN16931-CL008', 'scheme', (document) => anywhere('cbc:EndpointID')(document).filter((one) => attribute(one, 'schemeID') !== undefined), (one) => ADDRESS_SCHEMES.has(attribute(one, 'schemeID')!)),
  rule('PEPPOL-EN16931-P0100', 'code', anywhere('cbc:InvoiceTypeCode'), (one, { root }) => !billed(root) || INVOICE_TYPES.has(trimmed(one))),
  rule('PEPPOL-EN16931-P0101', 'code', anywhere('cbc:CreditNoteTypeCode'), (one, { root }) => !billed(root) || CREDIT_TYPES.has(trimmed(one))),
  rule('PEPPOL-EN16931-P0112', 'code', anywhere('cbc:InvoiceTypeCode'), (one, { sellerCountry, buyerCountry }) => !['326', '384'].includes(trimmed(one)) || (sellerCountry === 'DE' && buyerCountry === 'DE')),
  rule('PEPPOL-COMMON-R041', 'organisation-number', numbersOf('0192'), (one) => norwegianNumberHolds(trimmed(one))),
  rule('PEPPOL-COMMON-R049', 'organisation-number', numbersOf('0007'), (one) => swedishNumberHolds(trimmed(one))),
  ...Object.entries(NUMBER_FORMS).map(([id, [scheme, form, flag]]) => rule(`PEPPOL-COMMON-${id}`, 'organisation-number', numbersOf(scheme), (one) => form.test(trimmed(one)), flag)),
  rule('PEPPOL-COMMON-R040', 'organisation-number', numbersOf('0088'), (one) => globalNumberHolds(trimmed(one))),
  rule('PEPPOL-COMMON-R043', 'organisation-number', numbersOf('0208'), (one) => belgianNumberHolds(trimmed(one))),
]

/** Quantity × price, with what was put on and taken off, comes to the amount of the line; two hundredths are let go. */
function lineAmountFits(line: XmlElement): boolean {
  const quantity = exact(textAt(line, 'cbc:InvoicedQuantity') ?? textAt(line, 'cbc:CreditedQuantity')) ?? 10n ** 12n
  const base = exactAt(line, 'cac:Price/cbc:BaseQuantity') ?? 10n ** 12n
  const changes = each(line, 'cac:AllowanceCharge')
  const amountOf = (which: (one: XmlElement) => boolean) => sum(changes.filter(which).flatMap((one) => each(one, 'cbc:Amount')))
  if (base === 0n) return false
  const expected = times(quantity, over(amountAt(line, 'cac:Price/cbc:PriceAmount'), base)) + amountOf(isCharge) - amountOf(isAllowance)
  return size(twoDecimals(amountAt(line, 'cbc:LineExtensionAmount')) - expected) <= 2n * CENT
}

/** Types of documents are told by the process of plain billing, and of billing with a response. */
function billed(root: XmlElement): boolean {
  return ['01', '02'].includes(PROCESS.exec(textAt(root, 'cbc:ProfileID') ?? '')?.[1] ?? '')
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
}

/** Ten digits, the last by Luhn; with the century of a sole trader's number it is not one here. */
export function swedishNumberHolds(number: string): boolean {
  if (!/^\d{10}$/.test(number)) return false
  const total = [...number].reduce((all, digit, place) => {
    const twice = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return all + (twice > 9 ? twice - 9 : twice)
  }, 0)
  return total % 10 === 0
}

/** Nine digits, the last by modulus 11 with weights 3 2 7 6 5 4 3 2. */
export function norwegianNumberHolds(number: string): boolean {
  if (!/^\d{9}$/.test(number)) return false
  const weights = [3, 2, 7, 6, 5, 4, 3, 2]
  const rest = weights.reduce((total, weight, place) => total + weight * Number(number[place]), 0) % 11
  return (11 - rest) % 11 === Number(number[8])
}


/** GS1: digits, the last so that three times every other one and the rest come to a multiple of ten. */
function globalNumberHolds(number: string): boolean {
  if (!/^\d{2,20}$/.test(number)) return false
  const total = number.slice(0, -1).split('').toReversed().reduce((all, digit, place) => all + Number(digit) * (place % 2 === 0 ? 3 : 1), 0)
  return (10 - (total % 10)) % 10 === Number(number.at(-1))
}

/** Ten digits; what is left of the first eight by 97, taken from 97, are the last two. */
function belgianNumberHolds(number: string): boolean {
  return /^\d{10}$/.test(number) && 97 - (Number(number.slice(0, 8)) % 97) === Number(number.slice(8))
}
