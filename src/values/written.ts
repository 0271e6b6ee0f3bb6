import type { Language } from './text.ts'

/** How each language is written here: the same in the workspace, on pages, in mails and in files. */
const LOCALES: Record<Language, string> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' }

/** The locale (BCP 47) by which days, numbers and lists are written in a language: English as it is written in Europe. */
export function localeOf(language: Language): string {
  return LOCALES[language]
}

/** `2 March 2026`: the day on the wall at a moment, in an IANA zone. */
export function writtenDay(language: Language, at: Date | number, zone: string): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: zone }).format(at)
}

const ranges = new Map<Language, Intl.DateTimeFormat>()

/** `1–31 March 2026`: from one day (ISO 8601) to another. */
export function writtenDays(language: Language, from: string, to: string): string {
  let range = ranges.get(language)
  if (!range) ranges.set(language, range = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' }))
  // With thin spaces about the dash in English, which the letters of PDF do not have.
  return range.formatRange(Date.parse(from), Date.parse(to)).replaceAll('\u2009', ' ')
}

/** `2 March 2026 at 14:05`, to the second where that is asked for. */
export function writtenMoment(language: Language, at: Date, zone: string, until: 'minute' | 'second' = 'minute'): string {
  return new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeStyle: until === 'minute' ? 'short' : 'medium', timeZone: zone }).format(at)
}

/** `March`, of 1 to 12. */
export function writtenMonth(language: Language, month: number): string {
  return new Intl.DateTimeFormat(localeOf(language), { month: 'long', timeZone: 'UTC' }).format(Date.UTC(2026, month - 1, 1))
}

/** `a, b and c` */
export function writtenList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(items)
}
