import { inForce, nextBeginning, type Dated } from './dated.ts'

/** Countries whose rates stand here. Others are invoiced with a rate that is typed in. */
export const VAT_COUNTRIES = ['SE', 'NO', 'DK', 'FI', 'DE'] as const
export type VatCountry = (typeof VAT_COUNTRIES)[number]

/** What is sold, as far as its rate depends on it. */
export const SUPPLIES = ['standard', 'food', 'restaurant', 'lodging', 'passenger-transport', 'books', 'culture'] as const
export type Supply = (typeof SUPPLIES)[number]

/** EN 16931 BT-118, UNCL5305: taxed, taxed at zero, exempt, the buyer owes it, within the EU, export, outside the scope of VAT. */
export const VAT_CATEGORIES = ['S', 'Z', 'E', 'AE', 'K', 'G', 'O'] as const
export type VatCategory = (typeof VAT_CATEGORIES)[number]

const always = (value: number, source: string): readonly Dated<number>[] => [{ value, validFrom: '1900-01-01', source }]

/** Rates in per cent. A supply that is not named has the standard rate. */
const RATES: Record<VatCountry, Partial<Record<Supply, readonly Dated<number>[]>> & { standard: readonly Dated<number>[] }> = {
  SE: {
    standard: always(25, 'ML (2023:200) 9 kap. 2 §'),
    food: [
      { value: 12, validFrom: '1996-01-01', source: 'ML (2023:200) 9 kap. 3 §' },
      { value: 6, validFrom: '2026-04-01', source: 'ML (2023:200) 9 kap., as changed for 1 April 2026 to 31 December 2027' },
      { value: 12, validFrom: '2028-01-01', source: 'ML (2023:200) 9 kap. 3 §' },
    ],
    restaurant: always(12, 'ML (2023:200) 9 kap. 5 §'),
    lodging: always(12, 'ML (2023:200) 9 kap. 4 §'),
    'passenger-transport': always(6, 'ML (2023:200) 9 kap. 14 §'),
    books: always(6, 'ML (2023:200) 9 kap. 10 §'),
    culture: always(6, 'ML (2023:200) 9 kap. 11–13 §§'),
  },
  NO: {
    standard: always(25, 'Merverdiavgiftsloven § 5-1'),
    food: always(15, 'Merverdiavgiftsloven § 5-2'),
    lodging: always(12, 'Merverdiavgiftsloven § 5-5'),
    'passenger-transport': always(12, 'Merverdiavgiftsloven § 5-3'),
    culture: always(12, 'Merverdiavgiftsloven §§ 5-6 to 5-11'),
    books: always(0, 'Merverdiavgiftsloven § 6-3'),
  },
  DK: { standard: always(25, 'Momsloven § 33') },
  FI: {
    standard: [
      { value: 24, validFrom: '2013-01-01', source: 'Arvonlisäverolaki 84 §' },
      { value: 25.5, validFrom: '2024-09-01', source: 'Arvonlisäverolaki 84 §' },
    ],
    food: [
      { value: 14, validFrom: '2013-01-01', source: 'Arvonlisäverolaki 85 §' },
      { value: 13.5, validFrom: '2026-01-01', source: 'Arvonlisäverolaki 85 §' },
    ],
  },
  DE: { standard: always(19, '§ 12 Abs. 1 UStG'), food: always(7, '§ 12 Abs. 2 UStG'), books: always(7, '§ 12 Abs. 2 UStG') },
}

/** The rate in per cent for what is sold from a country on a day (ISO 8601 date), and where it stands. */
export function vatRate(country: VatCountry, supply: Supply, on: string): { percent: number; source: string } {
  const { value, source } = inForce(RATES[country][supply] ?? RATES[country].standard, on)
  return { percent: value, source }
}

/** Every rate that a seller in a country may put on an invoice of a day, the highest first; zero always. */
export function vatRates(country: VatCountry, on: string): number[] {
  return [...new Set([...SUPPLIES.map((supply) => vatRate(country, supply, on).percent), 0])].toSorted((a, b) => b - a)
}

/** The first day after one on which the rate of a supply changes, as far as it is known here. */
export function nextVatChange(country: VatCountry, supply: Supply, on: string): string | undefined {
  return nextBeginning(RATES[country][supply] ?? RATES[country].standard, on)
}
