import { languageOf, type Language } from '../values/text.ts'

/** The reader's best supported language by `Accept-Language` (RFC 9110 12.5.4), or the fallback when none is named. */
export function acceptedLanguage(header: string | undefined, fallback: Language = 'en'): Language {
  if (header === undefined) return fallback
  const wishes = header.slice(0, 1000).split(',').map(wish).filter((each) => each.weight > 0)
  for (const { tag } of wishes.toSorted((a, b) => b.weight - a.weight)) {
    const language = languageOf(tag)
    if (language) return language
  }
  return fallback
}

function wish(text: string): { tag: string; weight: number } {
  const [tag = '', ...parameters] = text.split(';')
  const q = parameters.map((each) => /^\s*q=([01](?:\.\d{0,3})?)\s*$/.exec(each)?.[1]).find((each) => each !== undefined)
  return { tag: tag.trim(), weight: q === undefined ? 1 : Number(q) }
}
