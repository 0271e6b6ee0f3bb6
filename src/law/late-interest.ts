import type { Dated } from './dated.ts'

/** Interest on what is paid late, per year, in hundredths of a percent. Each line is known for its half-year and no other. */
interface HalfYears {
  /** Above the rate that is listed. */
  above: number
  rates: readonly Dated<number>[]
}

/** The same source for half-years that follow each other. */
function halfYears(first: string, source: string, rates: readonly number[]): Dated<number>[] {
  const [year, month] = first.split('-').map(Number) as [number, number]
  return rates.map((value, place) => {
    const half = (month === 1 ? 0 : 1) + place
    return { value, validFrom: `${year + Math.floor(half / 2)}-${half % 2 === 0 ? '01' : '07'}-01`, source }
  })
}

/** Newer half-years are added when somebody has looked them up; for one that is missing nothing is said to have run. */
const RATES: Partial<Record<string, HalfYears>> = {
  // Räntelagen (1975:635) 6 §: the reference rate of 9 § and eight percentage points.
  SE: { above: 8_00, rates: [
    ...halfYears('2013-01-01', 'Riksbanken, referensränta, table of 1 July 2020', [1_00, 1_00, 1_00, 1_00, 0, 0, 0, -50, -50, -50, -50, -50, -50, 0, 0, 0]),
    ...halfYears('2021-01-01', 'Riksbanken, referensränta, as loanster.se and kredity.se list it', [0, 0, 0, 50, 2_50]),
    ...halfYears('2023-07-01', 'Riksbanken, 3 July 2023: Referensräntan fastställd till 3,50 procent', [3_50]),
    ...halfYears('2024-01-01', 'Riksbanken, referensränta for 1 January–30 June 2024, as capway.se tells', [4_00]),
  ] },
  // Forsinkelsesrenteloven § 3: set for each half-year by regulation.
  NO: { above: 0, rates: [
    ...halfYears('2013-01-01', 'Forskrifter om forsinkelsesrente, as forsinkelsesrente.net lists them', [8_50, 9_50, 9_50, 9_50, 9_25, 9_00, 8_75, 8_50, 8_50, 8_50, 8_50, 8_50, 8_75, 9_25, 9_50, 8_00, 8_00, 8_00, 8_50, 9_25, 10_75, 11_75]),
    ...halfYears('2024-01-01', 'Finansdepartementet, forsinkelsesrente fra 1. januar 2024', [12_50]),
    ...halfYears('2025-01-01', 'FOR-2024-12-19-3279 § 1', [12_50]),
    ...halfYears('2026-01-01', 'Finanstilsynet, first half of 2026, as Kreditorforeningen tells', [12_00]),
  ] },
}

const DAY_MS = 86_400_000
/** Days after the demand from which interest runs where no day was agreed (räntelagen 4 §, forsinkelsesrenteloven § 2). */
const AFTER_DEMAND_DAYS = 30
/** 365 × 366: a day of any year is a whole number of these parts. */
const PARTS_OF_YEAR = 365n * 366n
const PERCENT_HUNDREDTHS = 10_000n

const noon = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const dayAfter = (day: string, days: number): string => new Date(noon(day) + days * DAY_MS).toISOString().slice(0, 10)
const halfYearOf = (day: string): string => `${day.slice(0, 4)}-${day.slice(5, 7) < '07' ? '01' : '07'}-01`

/** The rate of a day (ISO 8601 date) in hundredths of a percent a year, and where it stands; undefined where it is not known here. */
export function lateInterestRate(country: string, on: string): Dated<number> | undefined {
  const known = RATES[country]
  const line = known?.rates.find((each) => each.validFrom === halfYearOf(on))
  return line && { ...line, value: line.value + known!.above }
}

export interface Late {
  country: string
  /** Still to be paid, in hundredths. */
  left: bigint
  /** ISO 8601 dates. */
  issuedOn: string
  dueOn: string
  on: string
}

/** `from`: the first day that interest runs; the amount up to and with the day, never more than the law gives. */
export type LateInterest = { from: string; amount: bigint; rate: number } | { unknown: string }

/**
 * Statutory interest on what is left of an invoice: from the day after it was due, and at the earliest thirty days after it was
 * issued, day by day at the rate of each half-year, rounded down once. What was left before part of it was paid bears none here.
 * `unknown` is the first half-year whose rate is not known here: then nothing is claimed. Undefined while none runs or no law is known.
 */
export function lateInterest({ country, left, issuedOn, dueOn, on }: Late): LateInterest | undefined {
  const demanded = dayAfter(issuedOn, AFTER_DEMAND_DAYS)
  const from = dayAfter(demanded > dueOn ? demanded : dueOn, 1)
  if (!RATES[country] || from > on || left <= 0n) return undefined
  let parts = 0n
  for (let day = from; day <= on; day = dayAfter(day, 1)) {
    const rate = lateInterestRate(country, day)
    if (!rate) return { unknown: halfYearOf(day) }
    const year = Number(day.slice(0, 4))
    parts += BigInt(rate.value) * (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 365n : 366n)
  }
  return { from, amount: (left * parts) / (PARTS_OF_YEAR * PERCENT_HUNDREDTHS), rate: lateInterestRate(country, on)!.value }
}
