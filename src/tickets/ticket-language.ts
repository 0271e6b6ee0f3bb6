import type { Language } from '../values/text.ts'

/** Small words that stand in most sentences of one of the languages and in few of the others. */
const TYPICAL: Readonly<Record<Language, ReadonlySet<string>>> = {
  sv: new Set('och jag inte är att ni på som mig mitt min har vill kan det en för med hej tack varför när'.split(' ')),
  nb: new Set('og jeg ikke er å dere på som meg mitt min har vil kan det en for med hei takk hvorfor når'.split(' ')),
  en: new Set('and i not is to you the that me my have want can it a for with hello thanks why when please'.split(' ')),
}

/** The language somebody wrote in, by its small words; `otherwise` where they do not tell. */
export function languageOfWords(text: string, otherwise: Language): Language {
  const words = text.toLowerCase().match(/\p{L}+/gu)?.slice(0, 400) ?? []
  const counts = (Object.keys(TYPICAL) as Language[]).map((language) => ({ language, count: words.filter((word) => TYPICAL[language].has(word)).length })).toSorted((a, b) => b.count - a.count)
  const [first, second] = counts
  return first!.count > second!.count ? first!.language : otherwise
}
