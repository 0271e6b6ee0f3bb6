import { monthsLater } from '../values/moment.ts'
import type { Retention } from './purpose.ts'

/** What is known of a ground when its holding is computed. */
export interface RetentionFacts {
  since: Date
  /** When use ended or will end; null while that waits for an event. */
  end: Date | null
  lastSaleAt: Date | null
}

/** Until when what rests on a ground may be held (art. 5(1)(e)), or null while the event has not come. */
export function holdUntil(retention: Retention, facts: RetentionFacts, zone: string): Date | null {
  switch (retention.from) {
    case 'collected':
      return latest(facts.end, monthsLater(facts.since, retention.months, zone))
    case 'last-purchase':
      return facts.end && latest(facts.end, facts.lastSaleAt && monthsLater(facts.lastSaleAt, retention.months, zone))
    case 'bookkeeping-floor':
      // The floor pins issued documents, nothing of the living profile (rule H4).
      return facts.end
    case 'ground-end':
    case 'case-closed':
      return facts.end && monthsLater(facts.end, retention.months, zone)
  }
}

function latest(a: Date | null, b: Date | null): Date | null {
  return a && b ? (a > b ? a : b) : (a ?? b)
}
