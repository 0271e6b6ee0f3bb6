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

const numbers = new Map<string, Intl.NumberFormat>()

/** `1 234,5`, from a decimal number as text (a point, an exponent where it has one): with so many decimals at least, and at most. */
export function writtenNumber(language: Language, decimal: string, least = 0, most = least): string {
  const key = `${language} ${least} ${most}`
  let format = numbers.get(key)
  // Making one costs as much as writing some hundred numbers with it.
  if (!format) numbers.set(key, format = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: least, maximumFractionDigits: most }))
  return format.format(decimal as Intl.StringNumericLiteral)
}

const countries = new Map<Language, Intl.DisplayNames>()

/** `Sweden`, of an ISO 3166 code. */
export function writtenCountry(language: Language, code: string): string {
  let names = countries.get(language)
  if (!names) countries.set(language, names = new Intl.DisplayNames(language, { type: 'region' }))
  return names.of(code) ?? code
}

/** `a, b and c` */
export function writtenList(language: Language, items: readonly string[]): string {
  return new Intl.ListFormat(localeOf(language), { type: 'conjunction' }).format(items)
}
