/** With which month fiscal years end, from a day on. A company's own list is in order of days. */
export interface FiscalYearRule {
  /** First day of the first fiscal year that ends so, ISO 8601 date; null: always has. */
  from: string | null
  /** 1 to 12. */
  lastMonth: number
}

/** Who has said nothing keeps books by the calendar year (bokföringslagen 3 kap. 1 §; regnskapsloven § 1-7). */
const CALENDAR_YEAR: FiscalYearRule = { from: null, lastMonth: 12 }

/** How fiscal years end on a day. */
export function fiscalYearRuleOn(day: string, rules: readonly FiscalYearRule[]): FiscalYearRule {
  return rules.findLast(({ from }) => from === null || from <= day) ?? CALENDAR_YEAR
}

/** The last day of the fiscal year that a day belongs to; both ISO 8601 dates. */
export function fiscalYearEndOf(day: string, rules: readonly FiscalYearRule[]): string {
  const { lastMonth } = fiscalYearRuleOn(day, rules)
  const year = Number(day.slice(0, 4))
  const end = lastDayOf(year, lastMonth)
  return end >= day ? end : lastDayOf(year + 1, lastMonth)
}

/**
 * The list after a company has said on a day with which month its fiscal years end. `next-year`: the year that runs ends as
 * it was to, and the next one is short; what was said of years to come before is taken back. `always`: it was never otherwise.
 */
export function saidFiscalYear(rules: readonly FiscalYearRule[], lastMonth: number, counts: 'next-year' | 'always', today: string): FiscalYearRule[] {
  if (counts === 'always') return [{ from: null, lastMonth }]
  const begun = rules.filter(({ from }) => from === null || from <= today)
  if (fiscalYearRuleOn(today, begun).lastMonth === lastMonth) return begun
  return [...begun, { from: dayAfter(fiscalYearEndOf(today, begun)), lastMonth }]
}

/** Day 0 of the following month. */
function lastDayOf(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10)
}
