import { LAW_COUNTRIES, lawCountry, type LawCountry } from './country.ts'
import { inForce, type Dated } from './dated.ts'

/** `primary`: vouchers and invoices; `secondary`: contracts, order notes, letters, where a country tells them apart. */
export type BookkeepingMaterial = 'primary' | 'secondary'

interface Floor {
  /** Counted from the end of the fiscal year, or of the calendar year in which it ended. */
  from: 'fiscal-year' | 'calendar-year'
  months: Record<BookkeepingMaterial, number>
}

const years = (count: number): Record<BookkeepingMaterial, number> => ({ primary: count * 12, secondary: count * 12 })

/** Statutory floors for issued documents (H4): the document stays that long and nothing else does. */
const FLOORS: Record<LawCountry, readonly Dated<Floor>[]> = {
  SE: [{ value: { from: 'calendar-year', months: years(7) }, validFrom: '2010-12-31', source: 'Bokföringslagen (1999:1078) 7 kap. 2 §' }],
  NO: [{ value: { from: 'fiscal-year', months: { primary: 60, secondary: 42 } }, validFrom: '2014-01-01', source: 'Bokføringsloven § 13' }],
  DK: [{ value: { from: 'fiscal-year', months: years(5) }, validFrom: '2006-07-01', source: 'Bogføringsloven § 12' }],
  FI: [{ value: { from: 'calendar-year', months: years(6) }, validFrom: '1997-12-31', source: 'Kirjanpitolaki (1336/1997) 2:10' }],
  DE: [
    { value: { from: 'calendar-year', months: years(10) }, validFrom: '1998-12-24', source: '§ 147 AO, § 257 HGB' },
    // Applies to all documents whose old period had not ended, so the day asked decides, not the document's age.
    { value: { from: 'calendar-year', months: years(8) }, validFrom: '2025-01-01', source: '§ 147 (3) AO, § 257 (4) HGB (BEG IV, BGBl. 2024 I 323)' },
  ],
  other: [{ value: { from: 'calendar-year', months: years(10) }, validFrom: '1900-01-01', source: 'No rule here: the longest known period, so that nothing is destroyed too early' }],
}

/**
 * The last day (ISO 8601 date) an issued document must be kept under the seller's bookkeeping act (H4).
 * @param country the seller's country, ISO 3166 alpha-2; null = the longest candidate
 * @param fiscalYearEnd last day of the fiscal year the document belongs to, ISO 8601 date
 * @param on the day whose law applies; today as a rule. Default: the end of the fiscal year
 */
export function bookkeepingUntil(country: string | null, fiscalYearEnd: string, material: BookkeepingMaterial = 'primary', on: string = fiscalYearEnd): string {
  const key = lawCountry(country)
  const candidates = key === 'unknown' ? LAW_COUNTRIES : [key]
  return candidates.map((each) => lastDay(inForce(FLOORS[each], on).value, fiscalYearEnd, material)).toSorted().at(-1)!
}

/** Where the floor stands in law, for the sentence shown to the person. */
export function bookkeepingSource(country: string | null, on: string): string {
  const key = lawCountry(country)
  return inForce(FLOORS[key === 'unknown' ? 'other' : key], on).source
}

function lastDay(floor: Floor, fiscalYearEnd: string, material: BookkeepingMaterial): string {
  const [year, month] = fiscalYearEnd.split('-').map(Number) as [number, number]
  const startMonth = floor.from === 'calendar-year' ? 12 : month
  // Day 0 of the following month is the last day: fiscal years end with a month, and so do the periods.
  const end = new Date(Date.UTC(year, startMonth + floor.months[material], 0))
  return end.toISOString().slice(0, 10)
}
