import { IntlMessageFormat } from 'intl-messageformat'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { localeOf } from './written.ts'

export const LANGUAGES = ['sv', 'nb', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

export type TextParameters = Record<string, string | number | Date>

const folder = join(import.meta.dirname, '..', 'texts')
const catalogues = new Map<string, Record<string, string>>()
const compiled = new Map<string, IntlMessageFormat>()

/** The texts of one room in one language: `src/texts/<language>/<room>.json`. */
export function catalogue(language: Language, room: string): Record<string, string> {
  const key = `${language}/${room}`
  let texts = catalogues.get(key)
  if (!texts) {
    texts = JSON.parse(readFileSync(join(folder, language, `${room}.json`), 'utf8')) as Record<string, string>
    catalogues.set(key, texts)
  }
  return texts
}

/** The rooms that have texts. */
export function textRooms(language: Language): string[] {
  return readdirSync(join(folder, language)).filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -5)).toSorted()
}

/**
 * The text `room.key` in the reader's language, with ICU MessageFormat parameters filled in as plain text.
 * Throws when the key is missing: a screen never shows a key.
 */
export function t(language: Language, name: string, parameters: TextParameters = {}): string {
  const cacheKey = `${language}/${name}`
  let message = compiled.get(cacheKey)
  if (!message) {
    const [room, ...rest] = name.split('.')
    const source = catalogue(language, room!)[rest.join('.')]
    if (source === undefined) throw new Error(`text ${name} is missing in ${language}`)
    message = new IntlMessageFormat(source, localeOf(language), undefined, { ignoreTag: true })
    compiled.set(cacheKey, message)
  }
  return String(message.format(parameters))
}

/** The supported language closest to a tag such as `nn-NO` or `sv-FI`, or undefined. */
export function languageOf(tag: string): Language | undefined {
  const base = tag.trim().toLowerCase().split(/[-_]/)[0]
  if (base === 'no' || base === 'nn') return 'nb'
  return LANGUAGES.find((language) => language === base)
}
