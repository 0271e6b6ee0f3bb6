import { exact, ONE } from './exact.ts'
import { norwegianNumberHolds, swedishNumberHolds } from './peppol-rules.ts'
import { BUYER, isVat, rule, SELLER, vatNumber, whole, type Checked, type Rule } from './rule.ts'
import { each, first, textAt, trimmed } from './ubl-path.ts'

// What Sweden and Norway ask of sellers of theirs (PEPPOL-EN16931-UBL: SE-R, NO-R), and the little that Denmark asks of every seller.

const sellerOf = (country: string) => ({ root, sellerCountry }: Checked) => (sellerCountry === country ? each(root, SELLER) : [])
const norwegian = ({ root, registeredIn }: Checked) => (registeredIn === 'NO' ? each(root, SELLER) : [])
/** Swedish sellers that have a Swedish VAT number. */
const registered = (document: Checked) => sellerOf('SE')(document).filter((one) => vatNumber(one)?.startsWith('SE'))
const legalEntities = (document: Checked) => sellerOf('SE')(document).flatMap((one) => each(one, 'cac:PartyLegalEntity')).filter((one) => first(one, 'cbc:CompanyID') !== undefined)
const giros = (name: string) => (document: Checked) => (document.sellerCountry !== 'SE' ? [] : document.named('cac:PaymentMeans'))
  .filter((one) => textAt(one, 'cbc:PaymentMeansCode') === '30' && textAt(one, 'cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID') === name).flatMap((one) => each(one, 'cac:PayeeFinancialAccount/cbc:ID'))
const SWEDISH_RATES = [25n, 12n, 6n].map((rate) => rate * ONE)
const digits = (form: RegExp) => (one: Parameters<typeof trimmed>[0]) => form.test(trimmed(one))

export const NATIONAL_RULES: readonly Rule[] = [
  rule('SE-R-001', 'vat-number-swedish', registered, (one) => vatNumber(one)!.length === 14),
  rule('SE-R-002', 'vat-number-swedish', registered, (one) => exact(vatNumber(one)!.slice(2, 14)) !== undefined),
  rule('SE-R-003', 'organisation-number', legalEntities, (one) => exact(textAt(one, 'cbc:CompanyID')) !== undefined),
  rule('SE-R-004', 'organisation-number', legalEntities, (one) => textAt(one, 'cbc:CompanyID')!.length === 10),
  rule('SE-R-013', 'organisation-number', legalEntities, (one) => swedishNumberHolds(textAt(one, 'cbc:CompanyID')!)),
  rule('SE-R-005', 'f-tax', (document) => sellerOf('SE')(document).filter((one) => first(one, 'cac:PartyLegalEntity/cbc:CompanyID') !== undefined).flatMap((one) => each(one, 'cac:PartyTaxScheme')).filter((one) => !isVat(one)).flatMap((one) => each(one, 'cbc:CompanyID')),
    (one) => trimmed(one).toUpperCase() === 'GODKÄND FÖR F-SKATT'),
  rule('SE-R-006', 'swedish-rates', (document) => (registered(document).length === 0 ? [] : ['cac:TaxCategory', 'cac:ClassifiedTaxCategory'].flatMap((name) => document.named(name)).filter((one) => textAt(one, 'cbc:ID') === 'S')),
    (one) => SWEDISH_RATES.includes(exact(textAt(one, 'cbc:Percent')) ?? 0n)),
  rule('SE-R-007', 'plusgiro', giros('SE:PLUSGIRO'), (one) => exact(trimmed(one)) !== undefined, 'warning'),
  rule('SE-R-010', 'plusgiro', giros('SE:PLUSGIRO'), digits(/^.{2,8}$/), 'warning'),
  rule('SE-R-008', 'bankgiro', giros('SE:BANKGIRO'), (one) => exact(trimmed(one)) !== undefined, 'warning'),
  rule('SE-R-009', 'bankgiro', giros('SE:BANKGIRO'), digits(/^.{7,8}$/), 'warning'),
  rule('SE-R-011', 'swedish-transfer', ({ named, sellerCountry }) => (sellerCountry === 'SE' ? named('cac:PaymentMeans') : []), (one) => !['50', '56'].includes(textAt(one, 'cbc:PaymentMeansCode') ?? ''), 'warning'),
  rule('SE-R-012', 'swedish-transfer', ({ named, sellerCountry, buyerCountry }) => (sellerCountry === 'SE' && buyerCountry === 'SE' ? named('cac:PaymentMeans') : []), (one) => textAt(one, 'cbc:PaymentMeansCode') !== '31', 'warning'),
  rule('NO-R-001', 'vat-number-norwegian', norwegian, (one) => {
    const number = vatNumber(one)
    return !number?.startsWith('NO') || (/^NO\d{9}MVA$/.test(number) && norwegianNumberHolds(number.slice(2, 11)))
  }),
  rule('NO-R-002', 'register-of-enterprises', norwegian, (one) => each(one, 'cac:PartyTaxScheme').some((scheme) => textAt(scheme, 'cac:TaxScheme/cbc:ID') === 'TAX' && textAt(scheme, 'cbc:CompanyID') === 'Foretaksregisteret'), 'warning'),
  rule('DK-R-002', 'seller-number', ({ root, sellerCountry }) => (sellerCountry === 'DK' ? [root] : []), (root) => (textAt(root, `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`) ?? '') !== ''),
  rule('DK-R-014', 'scheme', ({ root, sellerCountry }) => (sellerCountry === 'DK' ? each(root, `${SELLER}/cac:PartyLegalEntity/cbc:CompanyID`) : []), isDanishNumber),
  rule('DK-R-016', 'credit-below-zero', whole, (root, { credit, sellerCountry, buyerCountry }) => !credit || sellerCountry !== 'DK' || buyerCountry !== 'DK' || !(textAt(root, 'cac:LegalMonetaryTotal/cbc:PayableAmount') ?? '').startsWith('-')),
  rule('DK-R-017', 'scheme', ({ root, sellerCountry, buyerCountry }) => (sellerCountry === 'DK' && buyerCountry === 'DK' ? each(root, `${BUYER}/cac:PartyLegalEntity/cbc:CompanyID`) : []), isDanishNumber),
]

function isDanishNumber(one: Parameters<typeof trimmed>[0]): boolean {
  return one.attributes.some(({ name, value }) => name === 'schemeID' && value === '0184')
}
