import { Temporal } from 'temporal-polyfill'

/** The moment a number of calendar months later on the clock of a zone; a day that does not exist becomes the month's last (Regulation 1182/71 art. 3). */
export function monthsLater(at: Date, months: number, zone: string): Date {
  const start = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone)
  return new Date(start.add({ months }, { overflow: 'constrain' }).epochMilliseconds)
}

/** The moment a number of days of 24 hours later. */
export function daysLater(at: Date, days: number): Date {
  return new Date(at.getTime() + days * 86_400_000)
}
