import fc from 'fast-check'
import type { Buyer } from '../src/invoices/buyer.ts'
import { UNITS, type DraftLine } from '../src/invoices/draft-line.ts'
import type { InvoiceDraft } from '../src/invoices/invoice-draft.ts'
import type { Invoicing } from '../src/invoices/invoicing.ts'
import type { LocalDate } from '../src/values/calendar.ts'
import type { PersonId } from '../src/values/ids.ts'

// Drafts as people type them, of companies in Sweden, Norway and Denmark: nearly all may be issued.

export const SELLERS = {
  SE: { name: 'Björk & Co AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Gatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, endpoint: { scheme: '0007', id: '5566778899' } },
  NO: { name: 'Fjell AS', organisationNumber: '974 760 673', vatNumber: 'NO974760673MVA', inRegisterOfEnterprises: true, address: { street: 'Veien 1', postcode: '0150', city: 'Oslo', country: 'NO' }, endpoint: { scheme: '0192', id: '974760673' } },
  DK: { name: 'Havn ApS', organisationNumber: '13585628', vatNumber: 'DK13585628', address: { street: 'Gaden 1', postcode: '2100', city: 'København', country: 'DK' }, endpoint: { scheme: '0184', id: '13585628' } },
} as const

const ACCOUNTS = {
  SE: [{ type: 'bankgiro', number: '123-4567' }, { type: 'plusgiro', number: '12 34 56-7' }, { type: 'iban', number: 'SE45 5000 0000 0583 9825 7466', bank: 'ESSESESS' }],
  NO: [{ type: 'account', number: '86011117947' }], DK: [{ type: 'iban', number: 'DK50 0040 0440 1162 43' }],
} as const
const CURRENCIES = { SE: 'SEK', NO: 'NOK', DK: 'DKK' } as const

const decimal = (most: number, decimals: number) => fc.tuple(fc.integer({ min: 0, max: most }), fc.integer({ min: 0, max: decimals })).map(([number, places]) => (number / 10 ** places).toFixed(places))
const words = fc.string({ unit: fc.constantFrom(...'abcåäöøæ &<>"\'é—½日', 'Ek', ' '), minLength: 1, maxLength: 40 }).map((text) => `A${text.trim()}`)

const vat = fc.oneof(
  { weight: 6, arbitrary: fc.record({ supply: fc.constantFrom('standard', 'food', 'books', 'lodging') }) },
  { weight: 2, arbitrary: fc.record({ vat: fc.record({ category: fc.constantFrom('E', 'G'), exemption: words }) }) },
  { weight: 1, arbitrary: fc.record({ vat: fc.record({ category: fc.constant('Z') }) }) },
  { weight: 1, arbitrary: fc.record({ vat: fc.record({ category: fc.constantFrom('AE', 'K', 'O'), exemption: words }) }) },
)
const line: fc.Arbitrary<DraftLine> = fc.tuple(words, decimal(100_000, 4), fc.constantFrom(...UNITS), decimal(1_000_000, 4), fc.boolean(), fc.option(decimal(200, 2)), vat).map(([description, quantity, unit, price, priceHasVat, allowance, taxed]) => ({
  description, quantity: Number(quantity) === 0 ? '1' : quantity, unit, price, priceHasVat, ...(allowance !== null && { allowance }), ...taxed,
} as DraftLine))

export interface RandomDraft {
  settings: Invoicing
  buyer: Buyer
  draft: InvoiceDraft
}

export const TODAY = '2026-11-22' as LocalDate

export const randomDraft: fc.Arbitrary<RandomDraft> = fc.record({
  country: fc.constantFrom('SE', 'NO', 'DK'), lines: fc.array(line, { minLength: 1, maxLength: 12 }), wholeUnits: fc.boolean(), name: words, language: fc.constantFrom('sv', 'nb', 'en'), delivered: fc.boolean(), reference: fc.option(words), endpoint: fc.boolean(),
}).map(({ country, lines, wholeUnits, name, language, delivered, reference }) => ({
  settings: {
    seller: SELLERS[country], currency: CURRENCIES[country], prefix: '', dueDays: 30, wholeUnits, accounts: ACCOUNTS[country], reference: country === 'NO' ? { kind: 'kid', modulus: 10 } : { kind: 'ocr', control: 'length-and-check-digit' },
  } as Invoicing,
  buyer: { buyer: { name, address: { street: 'Vägen 2', postcode: '222 33', city: 'Lund', country }, endpoint: { scheme: '0088', id: '7300010000001' } }, language, customerNumber: 'K-1' } as Buyer,
  draft: { personId: 'p' as PersonId, lines, ...(delivered && { deliveredOn: '2026-11-20' as LocalDate }), ...(reference !== null && { buyerReference: reference }) },
}))
