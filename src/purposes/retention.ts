import { fiscalYearEndOf, type FiscalYearRule } from '../law/fiscal-year.ts'
import { addDays, localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import { monthsLater } from '../values/moment.ts'
import type { Retention, RetentionEvent } from './purpose.ts'

/** What is known of a ground when its holding is computed. */
export interface RetentionFacts {
  since: Date
  /** When use ended or will end; null while that waits for an event. */
  end: Date | null
  lastSaleAt: Date | null
  /** When the person last did something with us, or said yes anew; left out: when the ground began. */
  lastActAt?: Date | null
}

/** Events that end the use of what was given, where nothing has ended it before. */
const END_USE: readonly RetentionEvent[] = ['consent-given', 'last-activity']

/** Why a ground waits that its own retention rule will end. */
export const WAITS_FOR_RETENTION = 'retention'

/** Until when what rests on a ground may be held (art. 5(1)(e)), or null while the event has not come; `years` as the company has said them. */
export function holdUntil(retention: Retention, facts: RetentionFacts, zone: string, years: readonly FiscalYearRule[]): Date | null {
  switch (retention.from) {
    case 'collected':
      return latest(facts.end, monthsLater(facts.since, retention.months, zone))
    case 'last-purchase':
      return facts.end && latest(facts.end, facts.lastSaleAt && monthsLater(facts.lastSaleAt, retention.months, zone))
    case 'bookkeeping-floor':
      // The floor pins issued documents, nothing of the living profile (rule H4).
      return facts.end
    case 'consent-given':
    case 'last-activity':
      return earliest(facts.end, monthsLater(latest(facts.since, facts.lastActAt ?? null)!, retention.months, zone))
    case 'fiscal-year-end':
      return facts.end && monthsLater(startOfDay(addDays(fiscalYearEndOf(localDateIn(zone, facts.end), years) as LocalDate, 1), zone), retention.months, zone)
    case 'ground-end':
    case 'competition-end':
    case 'case-closed':
      return facts.end && monthsLater(facts.end, retention.months, zone)
  }
}

/** When use ends by the rule itself, for a ground that nothing else ends; null where the rule ends no use. None of them counts fiscal years. */
export function useUntil(retention: Retention, facts: RetentionFacts, zone: string): Date | null {
  return facts.end === null && END_USE.includes(retention.from) ? holdUntil(retention, facts, zone, []) : null
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b)
}

function earliest(a: Date | null, b: Date): Date {
  return a && a < b ? a : b
}
