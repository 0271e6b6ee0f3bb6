import type { LocalDate } from '../values/calendar.ts'
import type { Language } from '../values/text.ts'
import { namesInText } from './names-in-text.ts'
import { numbersInText } from './numbers-in-text.ts'
import { textLanguage } from './text-language.ts'
import { TEXT_RULES, type MarkedText, type TextKind } from './text-kind.ts'
import { findWords, readyWords, wordsOf, type ReadyWords } from './words-in-text.ts'
import { WORDS_EN } from './words-en.ts'
import { WORDS_NB } from './words-nb.ts'
import { WORDS_SV } from './words-sv.ts'

/** What is known beside the text. */
export interface AroundText {
  /** Nobody is born after it. */
  readonly today: LocalDate
  /** What the person is called whom the text is about: no names of others. */
  readonly own: readonly string[]
}

const LISTS = { sv: WORDS_SV, nb: WORDS_NB, en: WORDS_EN }
const ready = new Map<Language, ReadyWords>()

/**
 * What in a free text does not belong there (rule H5): numbers by their check digits, words by lists in the language the
 * text is written in (`language` where it does not tell), names of others. In the order of the text, none over another.
 */
export function markFreeText(text: string, language: Language, { today, own }: AroundText): MarkedText[] {
  const words = wordsOf(text)
  return withoutOverlaps([...numbersInText(text, today), ...findWords(words, listOf(textLanguage(words, language))), ...namesInText(words, text, own)])
}

/** The kinds among marks for which a reason is wanted before the text is kept. */
export function refusedKinds(marks: readonly MarkedText[]): TextKind[] {
  return [...new Set(marks.map(({ kind }) => kind))].filter((kind) => TEXT_RULES[kind].refused)
}

function listOf(language: Language): ReadyWords {
  const list = ready.get(language) ?? readyWords(LISTS[language])
  ready.set(language, list)
  return list
}

/** Of two that overlap a number goes before words and words before names; among alike the longer. */
function withoutOverlaps(marks: readonly MarkedText[]): MarkedText[] {
  const rank = ({ kind }: MarkedText): number => kind.endsWith('-number') ? 0 : kind === 'third-party' ? 2 : 1
  const kept: MarkedText[] = []
  for (const mark of marks.toSorted((a, b) => rank(a) - rank(b) || (b.end - b.start) - (a.end - a.start) || a.start - b.start)) {
    if (!kept.some((one) => one.start < mark.end && mark.start < one.end)) kept.push(mark)
  }
  return kept.toSorted((a, b) => a.start - b.start)
}
