import type { Language } from '../values/text.ts'
import type { Word } from './words-in-text.ts'

/** Little words that one of the three languages has and the others have not. */
const ONLY: Readonly<Record<Language, ReadonlySet<string>>> = {
  sv: new Set(['och', 'är', 'att', 'inte', 'jag', 'från', 'också', 'efter', 'när', 'själv', 'eller', 'mycket', 'vill', 'ett', 'sig', 'hur', 'varit', 'kunden', 'hennes', 'nej', 'måste', 'sade', 'sedan', 'vid', 'bara']),
  nb: new Set(['og', 'er', 'ikke', 'jeg', 'fra', 'også', 'etter', 'når', 'selv', 'eller', 'mye', 'ville', 'et', 'seg', 'hvordan', 'vært', 'hun', 'hva', 'nei', 'siden', 'bare', 'noe', 'ifølge', 'blir']),
  en: new Set(['and', 'is', 'the', 'not', 'from', 'after', 'when', 'very', 'want', 'wants', 'she', 'he', 'was', 'has', 'with', 'who', 'of', 'they', 'are', 'this', 'that', 'her', 'his', 'customer', 'said', 'an', 'a', 'to']),
}

/** So many more little words than those of the language of the writer tell another. */
const MARGIN = 2

/** The language a text is written in where its little words tell, else `otherwise`, the writer's own. */
export function textLanguage(words: readonly Word[], otherwise: Language): Language {
  const countOf = (language: Language): number => words.filter(({ text }) => ONLY[language].has(text)).length
  const needed = countOf(otherwise) + MARGIN
  const counts = (Object.keys(ONLY) as Language[]).map((language) => ({ language, count: countOf(language) })).toSorted((a, b) => b.count - a.count)
  return counts[0]!.count >= needed ? counts[0]!.language : otherwise
}
