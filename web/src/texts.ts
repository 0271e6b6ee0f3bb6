import { IntlMessageFormat } from 'intl-messageformat'
import type english from './texts/en.json'
import type companiesInEnglish from './texts/companies/en.json'
import type answersInEnglish from './texts/answers/en.json'
import type paymentsInEnglish from './texts/payments/en.json'
import type billingInEnglish from './texts/billing/en.json'
import type duplicatesInEnglish from './texts/duplicates/en.json'
import type deliveryInEnglish from './texts/delivery/en.json'
import type houseInEnglish from './texts/house/en.json'
import type notesInEnglish from './texts/notes/en.json'
import type invoicesInEnglish from './texts/invoices/en.json'
import type decoratingInEnglish from './texts/decorating/en.json'
import type eInvoicesInEnglish from './texts/e-invoices/en.json'
import type activitiesInEnglish from './texts/activities/en.json'
import type fieldsInEnglish from './texts/fields/en.json'
import type leadsInEnglish from './texts/leads/en.json'
import type dealsInEnglish from './texts/deals/en.json'
import type quotesInEnglish from './texts/quotes/en.json'
import type ticketsInEnglish from './texts/tickets/en.json'
import type incomingInEnglish from './texts/incoming/en.json'
import type slipsInEnglish from './texts/slips/en.json'
import type correspondenceInEnglish from './texts/correspondence/en.json'
import type massChangesInEnglish from './texts/mass-changes/en.json'
import type searchInEnglish from './texts/search/en.json'
import type mailingsInEnglish from './texts/mailings/en.json'
import type accountInEnglish from './texts/account/en.json'
import type insightInEnglish from './texts/insight/en.json'
import type personInEnglish from './texts/person/en.json'
import type rightsInEnglish from './texts/rights/en.json'

export const LANGUAGES = ['sv', 'nb', 'en'] as const
export type Language = (typeof LANGUAGES)[number]
/** Each language by its own name, so that one can find back. */
export const LANGUAGE_NAMES: Record<Language, string> = { sv: 'Svenska', nb: 'Norsk bokmål', en: 'English' }

export type TextKey =
  | keyof typeof mailingsInEnglish
  | keyof typeof correspondenceInEnglish
  | keyof typeof english
  | keyof typeof rightsInEnglish
  | keyof typeof invoicesInEnglish
  | keyof typeof deliveryInEnglish
  | keyof typeof billingInEnglish
  | keyof typeof paymentsInEnglish
  | keyof typeof answersInEnglish
  | keyof typeof houseInEnglish
  | keyof typeof slipsInEnglish
  | keyof typeof eInvoicesInEnglish
  | keyof typeof activitiesInEnglish
  | keyof typeof fieldsInEnglish
  | keyof typeof dealsInEnglish
  | keyof typeof quotesInEnglish
  | keyof typeof leadsInEnglish
  | keyof typeof decoratingInEnglish | keyof typeof notesInEnglish
  | keyof typeof duplicatesInEnglish
  | keyof typeof incomingInEnglish
  | keyof typeof ticketsInEnglish
  | keyof typeof companiesInEnglish
  | keyof typeof personInEnglish
  | keyof typeof insightInEnglish
  | keyof typeof accountInEnglish
  | keyof typeof searchInEnglish
  | keyof typeof massChangesInEnglish
/** Texts by key: those of the frame and the daily rooms, and those that other rooms bring along. */
export type Catalogue = Record<string, string>
type TextParameters = Record<string, string | number | Date>

const LOCALES: Record<Language, string> = { sv: 'sv-SE', nb: 'nb-NO', en: 'en-GB' }

/** The words of a screen in one language, and how that language writes days and numbers. */
export interface Texts {
  language: Language
  locale: string
  t(key: TextKey, parameters?: TextParameters): string
  /** The text `family.value` when there is one, else the value itself: for words that the server may add to. */
  word(family: string, value: string, parameters?: TextParameters): string
  /** `3 May 2026`, from a moment or a date without time. */
  day(iso: string): string
  /** `3 May 2026, 14:05` */
  moment(iso: string): string
  /** `14:05` */
  clock(iso: string): string
  number(value: number): string
  /** `12 k` */
  short(value: number): string
  /** `May` */
  month(iso: string): string
  /** A share between 0 and 1 as whole percent. */
  percent(share: number): string
  /** `a, b and c` */
  list(parts: readonly string[]): string
}

export function createTexts(language: Language, catalogue: Catalogue): Texts {
  const locale = LOCALES[language]
  const compiled = new Map<string, IntlMessageFormat>()
  const dayFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' })
  const dateFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
  const momentFormat = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' })
  const clockFormat = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' })
  const numberFormat = new Intl.NumberFormat(locale)
  const shortFormat = new Intl.NumberFormat(locale, { notation: 'compact' })
  const monthFormat = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const percentFormat = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })
  const listFormat = new Intl.ListFormat(locale)

  const t = (key: TextKey, parameters: TextParameters = {}) => {
    let message = compiled.get(key)
    if (!message) {
      message = new IntlMessageFormat(catalogue[key] ?? key, locale, undefined, { ignoreTag: true })
      compiled.set(key, message)
    }
    return String(message.format(parameters))
  }

  return {
    language,
    locale,
    t,
    word: (family, value, parameters) => (`${family}.${value}` in catalogue ? t(`${family}.${value}` as TextKey, parameters) : value),
    day: (iso) => (isDateOnly(iso) ? dateFormat : dayFormat).format(new Date(iso)),
    moment: (iso) => (isDateOnly(iso) ? dateFormat : momentFormat).format(new Date(iso)),
    clock: (iso) => clockFormat.format(new Date(iso)),
    number: (value) => numberFormat.format(value),
    short: (value) => shortFormat.format(value),
    month: (iso) => monthFormat.format(new Date(iso)),
    percent: (share) => percentFormat.format(share),
    list: (parts) => listFormat.format(parts),
  }
}

/** A date without time means that day everywhere, so it must not move with the reader's time zone. */
function isDateOnly(iso: string) {
  return iso.length === 10
}

/** The supported language closest to what the reader's browser asks for. */
export function closestLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split('-')[0]
    if (base === 'no' || base === 'nn') return 'nb'
    const known = LANGUAGES.find((language) => language === base)
    if (known) return known
  }
  return 'en'
}
