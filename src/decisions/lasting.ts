import { FREQUENCIES } from '../purposes/frequency.ts'
import { placeOf, type LawOnDay } from './gate-purpose.ts'
import { lawCountry } from '../law/country.ts'
import { REST_AFTER_NO_MONTHS } from './question.ts'
import type { Moment, RawPerson } from './raw-person.ts'

/** No country's age of consent is higher; who is older needs no guardian. */
export const BORN_WITHIN_YEARS = 21
/** Longer than the longest time anybody can wish for between two messages. */
export const SENT_WITHIN_MONTHS = 13

const DAY_MS = 86_400_000

/** The same time of day a number of months later (or earlier) in UTC; a day that does not exist becomes the month's last, as in SQL. */
export function monthsFrom(at: Moment, months: number): Moment {
  const date = new Date(at)
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months + 1, 0)).getUTCDate()
  const whole = Math.floor(at)
  const moved = new Date(whole)
  moved.setUTCMonth(date.getUTCMonth() + months, Math.min(date.getUTCDate(), lastDay))
  return moved.getTime() + (at - whole)
}

/** The latest moment up to which a message counts against the wish for how often; undefined for a wish nobody knows. */
export function countsSince(frequency: string, now: Moment): Moment | undefined {
  const apart = Object.hasOwn(FREQUENCIES, frequency) ? FREQUENCIES[frequency as keyof typeof FREQUENCIES] : undefined
  return apart && monthsFrom(now, -apart.months) - apart.days * DAY_MS
}

/** The first moment of a day (ISO 8601 date) in UTC. */
export function startOf(day: string): Moment {
  return Date.parse(`${day}T00:00:00Z`)
}

/** When somebody has lived so many years. */
export function yearsAfter(birthDate: string, years: number): Moment {
  return monthsFrom(startOf(birthDate), years * 12)
}

/**
 * The earliest later moment at which time alone may change an answer about this person; Infinity when it never does.
 * Rather too early than too late: whatever time the tables and the law name counts, whether or not it turns an answer.
 */
export function lastsUntil(one: RawPerson, now: Moment, law: LawOnDay): Moment {
  let until = Infinity
  const at = (moment: Moment | null | undefined): void => {
    if (moment !== null && moment !== undefined && moment > now && moment < until) until = moment
  }
  const country = lawCountry(one.country)
  const place = placeOf(country, one.capacity)
  // Reached in a role, the same person may stand elsewhere.
  const softOptInMonths = [place, placeOf(country, 'role')].flatMap((each) => law.softOptInMonths[each] ?? [])
  at(one.createdAt)
  at(one.lastNoAt)
  at(one.lastNoAt === null ? null : monthsFrom(one.lastNoAt, REST_AFTER_NO_MONTHS))
  at(one.lastAskedAt)
  at(one.stopAskingSince)
  at(one.deceasedAt === null ? null : startOf(one.deceasedAt))
  at(one.birthDate === null ? null : yearsAfter(one.birthDate, law.consentAge[place] ?? BORN_WITHIN_YEARS))
  at(law.changesOn === undefined ? null : startOf(law.changesOn))
  for (const standing of one.standings) {
    at(standing.since)
    at(standing.until)
  }
  for (const ground of one.grounds) {
    at(ground.since)
    at(ground.until)
    at(ground.endedAt)
    const lastSaleAt = ground.sale?.lastSaleAt ?? null
    if (lastSaleAt === null) continue
    at(lastSaleAt)
    for (const months of softOptInMonths) at(monthsFrom(lastSaleAt, months))
  }
  for (const point of one.points) {
    at(point.since)
    at(point.verifiedAt)
  }
  for (const sent of one.lastSent) at(sentLasts(one, sent, now))
  return until
}

/** When the last message no longer counts against the wish for how often. */
function sentLasts(one: RawPerson, sent: RawPerson['lastSent'][number], now: Moment): Moment | null {
  const frequency = one.standings.find((each) => each.purpose === sent.purpose && each.channel === sent.channel)?.frequency
  const since = typeof frequency === 'string' ? countsSince(frequency, now) : undefined
  if (since === undefined || sent.at <= since) return null
  const apart = FREQUENCIES[frequency as keyof typeof FREQUENCIES]
  const ends = monthsFrom(sent.at, apart.months) + apart.days * DAY_MS
  // After a short month it counts a few days longer than that: then until midnight, when it is looked at again.
  return ends > now ? ends : (Math.floor(now / DAY_MS) + 1) * DAY_MS
}
