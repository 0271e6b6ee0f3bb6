import { ONE, size, times, twoDecimals } from './exact.ts'
import { amountAt, anywhere, at, BUYER, exactAt, isCharge, isVat, lines, rule, SELLER, SHARES, sum, there, vatNumber, whole, type Checked, type Rule } from './rule.ts'
import { each, first, textAt } from './ubl-path.ts'
import type { XmlElement } from './xml-tree.ts'

// EN 16931-1, 6.4: what holds for each category of VAT. Allowances and charges on the whole document count with their lines.

/** Categories by the letters of their rules: standard rate, zero rate, exempt, reverse charge, within the EU, export, outside VAT. */
const FAMILIES = { S: 'S', Z: 'Z', E: 'E', AE: 'AE', IC: 'K', G: 'G', O: 'O' } as const
type Family = keyof typeof FAMILIES

/** The standard rate is looked for whatever tax it says it is of, so that one that says nothing is found. */
const isOf = (category: string) => (element: XmlElement) => (category === 'S' || isVat(element)) && textAt(element, 'cbc:ID') === category
const onLines = (category: string) => (document: Checked) => document.lines.flatMap((line) => each(line, 'cac:Item/cac:ClassifiedTaxCategory').filter(isOf(category)))
const shares = (category: string) => (document: Checked) => at(SHARES)(document).filter((share) => each(share, 'cac:TaxCategory').some(isOf(category)))
/** Those that say that they are of VAT. */
const vatShares = (category: string) => (document: Checked) => shares(category)(document).filter((share) => each(share, 'cac:TaxCategory').some(isVat))
const categoryOf = (share: XmlElement) => each(share, 'cac:TaxCategory').find(isVat)!
/** Nothing but this category is looked at where it stands on a line. */
const where = (category: string) => (document: Checked) => (onLines(category)(document).length > 0 ? [document.root] : [])

/** What lines of a category, and of a rate, come to. */
function taxable({ root, lines: all }: Checked, category: string, rate?: bigint): bigint {
  const counts = (one: XmlElement | undefined) => one !== undefined && textAt(one, 'cbc:ID') === category && (rate === undefined || exactAt(one, 'cbc:Percent') === rate)
  const net = sum(all.filter((line) => counts(first(line, 'cac:Item/cac:ClassifiedTaxCategory'))).flatMap((line) => each(line, 'cbc:LineExtensionAmount')))
  return each(root, 'cac:AllowanceCharge').filter((one) => counts(first(one, 'cac:TaxCategory'))).reduce((total, one) => total + (isCharge(one) ? 1n : -1n) * amountAt(one, 'cbc:Amount'), net)
}

/** Which numbers of seller and buyer a category needs (rule 02). */
const NUMBERS: Record<Family, (root: XmlElement) => boolean> = {
  S: taxed, Z: taxed, E: taxed,
  AE: (root) => taxed(root) && (numberOf(root, BUYER) || there(`${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`)(root)),
  IC: (root) => numberOf(root, SELLER) && numberOf(root, BUYER),
  G: (root) => numberOf(root, SELLER),
  O: (root) => !numberOf(root, SELLER) && !numberOf(root, BUYER) && !represented(root),
}
const SAYS: Partial<Record<Family, string>> = { AE: 'numbers-of-both', IC: 'numbers-of-both', O: 'outside-vat' }

function taxed(root: XmlElement): boolean {
  return there(`${SELLER}/cac:PartyTaxScheme/cbc:CompanyID`)(root) || represented(root)
}

function represented(root: XmlElement): boolean {
  return vatNumber(first(root, 'cac:TaxRepresentativeParty')) !== undefined
}

function numberOf(root: XmlElement, path: string): boolean {
  return vatNumber(first(root, path)) !== undefined || (path === SELLER && represented(root))
}

function rulesOf(family: Family): Rule[] {
  const category = FAMILIES[family]
  const id = (number: string) => `BR-${family}-${number}`
  const single = category !== 'S'
  return [
    rule(id('01'), 'vat-share', whole, (_, document) => {
      const used = onLines(category)(document).length + document.named('cac:AllowanceCharge').flatMap((one) => each(one, 'cac:TaxCategory')).filter(isOf(category)).length
      const counted = shares(category)(document).length
      return single ? used + counted === 0 || counted === 1 : used > 0 === counted > 0
    }),
    rule(id('02'), SAYS[family] ?? 'seller-vat-number', where(category), (root, document) => NUMBERS[family](root) && onLines(category)(document).some(isVat)),
    rule(id('05'), category === 'S' ? 'vat-rate' : 'vat-rate-of-nothing', (document) => onLines(category)(document).filter(isVat), (one) => rateFits(one, category)),
    rule(id('08'), 'vat-base', vatShares(category), (share, document) => {
      const base = amountAt(share, 'cbc:TaxableAmount')
      if (single) return base === taxable(document, category)
      return size(base - taxable(document, category, exactAt(categoryOf(share), 'cbc:Percent'))) < ONE
    }),
    rule(id('09'), single ? 'vat-of-nothing' : 'vat-of-rate', vatShares(category), (share) => {
      if (single) return exactAt(share, 'cbc:TaxAmount') === 0n
      const tax = amountAt(share, 'cbc:TaxAmount')
      return size(size(tax) - twoDecimals(times(size(amountAt(share, 'cbc:TaxableAmount')), (exactAt(categoryOf(share), 'cbc:Percent') ?? 0n) / 100n))) < ONE
    }),
    rule(id('10'), ['S', 'Z'].includes(category) ? 'no-exemption' : 'exemption', vatShares(category), (share) => {
      const reasoned = there('cbc:TaxExemptionReason')(categoryOf(share)) || there('cbc:TaxExemptionReasonCode')(categoryOf(share))
      return reasoned !== ['S', 'Z'].includes(category)
    }),
  ]
}

/** The standard rate is above nothing, outside VAT there is none, and the rest is nothing. */
function rateFits(one: XmlElement, category: string): boolean {
  const rate = exactAt(one, 'cbc:Percent')
  if (category === 'O') return rate === undefined
  return category === 'S' ? (rate ?? 0n) > 0n : rate === 0n
}

export const VAT_RULES: readonly Rule[] = [
  ...(Object.keys(FAMILIES) as Family[]).flatMap(rulesOf),
  rule('BR-IC-11', 'delivery-day', whole, (root, document) => shares('K')(document).length === 0 || there('cac:Delivery/cbc:ActualDeliveryDate')(root) || each(root, 'cac:InvoicePeriod').some((period) => period.children.some((child) => 'local' in child))),
  rule('BR-IC-12', 'delivery-country', whole, (root, document) => shares('K')(document).length === 0 || there('cac:Delivery/cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode')(root)),
  rule('BR-O-11', 'outside-vat-alone', shares('O'), (_, { root }) => each(root, `${SHARES}/cac:TaxCategory`).every((one) => !isVat(one) || textAt(one, 'cbc:ID') === 'O')),
  rule('BR-O-12', 'outside-vat-alone', shares('O'), (_, { named }) => named('cac:ClassifiedTaxCategory').every((one) => !isVat(one) || textAt(one, 'cbc:ID') === 'O')),
  rule('UBL-SR-48', 'vat-category', lines, (line) => each(line, 'cac:Item/cac:ClassifiedTaxCategory').length === 1),
  rule('UBL-SR-32', 'twice', anywhere('cac:TaxSubtotal'), (share) => each(share, 'cac:TaxCategory/cbc:TaxExemptionReason').length <= 1),
]
