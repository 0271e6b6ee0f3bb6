import type { Context } from 'hono'
import { t, type Language } from '../../values/text.ts'
import { acceptedLanguage } from '../accepted-language.ts'
import { OWN_PAGE } from '../../people/hold-values.ts'
import type { Until as HeldUntil } from '../../people/holding.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { localDateIn } from '../../values/calendar.ts'
import { writtenDay } from '../../values/written.ts'
import type { Until } from './person-resource.ts'

/** The language of the sentences in this answer. */
export function readerLanguage(c: Context): Language {
  return acceptedLanguage(c.req.header('accept-language'))
}

/** A word of ours as texts select by it: ICU takes no hyphen there. */
export function selector(word: string): string {
  return word.replaceAll('-', '_')
}

/** A day in words, as the clock of the company's zone has it. */
export function dayInWords(language: Language, at: Date): string {
  return writtenDay(language, at, RETENTION_ZONE)
}

/** Where data came from: as whoever brought it called it. */
export function sourceInWords(language: Language, source: string): string {
  return source === OWN_PAGE ? t(language, 'api.source-own-page') : source
}

/** Until when something is held: the day or the event, and in words. */
export function untilAnswer(language: Language, until: HeldUntil): Until {
  if (until.kind === 'date') return { date: localDateIn(RETENTION_ZONE, until.at), sentence: t(language, 'api.until.date', { day: dayInWords(language, until.at) }) }
  if (until.kind === 'event') return { event: until.waitsFor, sentence: t(language, 'api.until.event', { event: selector(until.waitsFor) }) }
  return { sentence: t(language, 'api.until.ended') }
}
