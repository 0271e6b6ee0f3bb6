import { hasPersonNumber } from '../values/sensitive-text.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'

/** Behaviour says little after a year, and is not held longer, whatever its purpose would allow (GDPR art. 5(1)(e)). */
export const EVENT_MONTHS = 12
/** Clocks of two systems differ; what lies further ahead is a mistake. */
export const AHEAD_MS = 5 * 60 * 1000
export const MOST_EVENTS = 1_000

/** Something that a person did in the company's own service. */
export interface Event {
  personId: PersonId
  /** The sender's own. */
  eventId: string
  purpose: string
  /** What was done, as the service calls it: `lesson-finished`. */
  name: string
  /** What it was done with, for people to read. */
  about: string | null
  at: Date
}

/** Why an event was not taken: `events.refused.<fault>` says it. */
export type EventFault = 'no-ground' | 'ahead' | 'too-old' | 'person-number'

/** What is wrong with the event itself, whoever it is about; `oldest` is the first moment that is still held. */
export function eventFault({ about, at }: Pick<Event, 'about' | 'at'>, { now, oldest, today }: { now: Date; oldest: Date; today: LocalDate }): EventFault | undefined {
  if (at.getTime() > now.getTime() + AHEAD_MS) return 'ahead'
  if (at <= oldest) return 'too-old'
  return about !== null && hasPersonNumber(about, today) ? 'person-number' : undefined
}

/** The rule that a refusal stands on, where it is one of ours. */
export const RULE_OF: Readonly<Partial<Record<EventFault, string>>> = { 'no-ground': 'H1', 'person-number': 'H6' }
