import type HolidaysOfCountry from 'date-holidays'

/** Tells whether a day (ISO 8601 date) is a public holiday. */
export type IsHoliday = (day: string) => boolean

/** A zone for each country of the EEA: of several the one of its capital. */
const ZONES: Readonly<Record<string, string>> = {
  AT: 'Europe/Vienna', BE: 'Europe/Brussels', BG: 'Europe/Sofia', CY: 'Asia/Nicosia', CZ: 'Europe/Prague', DE: 'Europe/Berlin', DK: 'Europe/Copenhagen',
  EE: 'Europe/Tallinn', ES: 'Europe/Madrid', FI: 'Europe/Helsinki', FR: 'Europe/Paris', GR: 'Europe/Athens', HR: 'Europe/Zagreb', HU: 'Europe/Budapest',
  IE: 'Europe/Dublin', IS: 'Atlantic/Reykjavik', IT: 'Europe/Rome', LI: 'Europe/Vaduz', LT: 'Europe/Vilnius', LU: 'Europe/Luxembourg', LV: 'Europe/Riga',
  MT: 'Europe/Malta', NL: 'Europe/Amsterdam', NO: 'Europe/Oslo', PL: 'Europe/Warsaw', PT: 'Europe/Lisbon', RO: 'Europe/Bucharest', SE: 'Europe/Stockholm',
  SI: 'Europe/Ljubljana', SK: 'Europe/Bratislava',
}

/** The zone whose clock counts the days of a controller in this country (ISO 3166 alpha-2); elsewhere that of the Union's institutions. */
export function zoneOf(country: string): string {
  return ZONES[country] ?? 'Europe/Brussels'
}

let loading: Promise<typeof HolidaysOfCountry> | undefined

/**
 * The public holidays of a country (Regulation 1182/71 art. 2). Half-holidays are none: the eves of Midsummer, Christmas
 * and New Year in Sweden are working days by lag (1989:253), so a period ends there, which is the earlier day and
 * therefore the safe one. Of a country without data only Saturdays and Sundays are known, which is the safe side too.
 * The tables of all countries are large, so they are read when somebody first asks.
 */
export async function publicHolidays(country: string): Promise<IsHoliday> {
  loading ??= import('date-holidays').then((module) => module.default)
  const table = new (await loading)(country, { types: ['public'] })
  const years = new Map<string, ReadonlySet<string>>()
  return (day) => {
    const year = day.slice(0, 4)
    // As the wall in that country has it: each line of the table begins with its date.
    if (!years.has(year)) years.set(year, new Set((table.getHolidays(Number(year)) || []).map((one) => one.date.slice(0, 10))))
    return years.get(year)!.has(day)
  }
}
