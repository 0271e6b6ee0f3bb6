import type { SearchWord } from '../people/search-words.ts'
import { searchKey } from '../values/search-key.ts'

/** One word of a search. */
export interface WantedWord {
  typed: string
  /** Its spellings as search keys hold them; any of these is meant. */
  forms: readonly string[]
  /** Words of the register that are much like it; where it is searched with misspellings. */
  near: readonly string[]
}

/** What somebody looks for in everything. */
export interface Wanted {
  typed: string
  words: readonly WantedWord[]
}

export const LONGEST_SEARCH = 200
/** More words narrow nothing down any more, and each costs. */
const MOST_WORDS = 6
/** Spellings of one word: three letters with two each. */
const MOST_FORMS = 8
/** Up to so many letters a word has one spelling: everybody has an `a` somewhere. */
export const SHORT_LETTERS = 2

/** Letters that are written in more than one way in the north, as search keys hold each way. */
const WRITTEN: readonly [RegExp, readonly string[]][] = [
  [/^(?:å|aa)/, ['a', 'aa']], [/^(?:ä|æ|ae)/, ['a', 'ae']], [/^(?:ö|ø|oe)/, ['o', 'oe']],
]

/** The words of a search, each with its spellings: `Søren`, `Sören` and `Soeren` mean one another. */
export function wantedIn(typed: string): Wanted {
  const text = typed.trim().slice(0, LONGEST_SEARCH)
  return { typed: text, words: [...new Set(text.split(/\s+/).filter((word) => searchKey(word) !== ''))].slice(0, MOST_WORDS).map((word) => ({ typed: word, forms: spellings(word), near: [] })) }
}

/** How a word may stand in search keys. */
export function spellings(word: string): string[] {
  const folded = searchKey(word)
  if (folded.length <= SHORT_LETTERS) return [folded]
  let forms = ['']
  for (let rest = word.normalize('NFC').toLowerCase(); rest !== ''; ) {
    const way = WRITTEN.find(([pattern]) => pattern.test(rest))
    const taken = way ? way[0].exec(rest)![0] : rest[0]!
    rest = rest.slice(taken.length)
    const next = way && forms.length * 2 <= MOST_FORMS ? way[1] : [searchKey(taken) || taken]
    forms = forms.flatMap((form) => next.map((letters) => form + letters))
  }
  return [...new Set([folded, ...forms.map(searchKey)])]
}

/** What was found is ranked by how: an identifier that was typed whole, a name by its beginning, words anywhere, much alike. */
export const RANKS = { exact: 0, name: 1, word: 2, near: 3 } as const
export type Rank = (typeof RANKS)[keyof typeof RANKS]

/** How well a name answers the words, none of which has to be in it. */
export function rankOf(name: string, { words }: Wanted): Rank {
  const parts = searchKey(name).split(/[\s-]+/)
  const begins = (forms: readonly string[]) => forms.some((form) => parts.some((part) => part.startsWith(form)))
  if (words.every(({ forms }) => begins(forms))) return RANKS.name
  const isIn = ({ forms }: WantedWord) => forms.some((form) => searchKey(name).includes(form))
  return words.some((word) => !isIn(word) && begins(word.near)) ? RANKS.near : RANKS.word
}

/** A text as itself in a pattern of LIKE. */
export const literal = (form: string) => form.replaceAll(/[\\%_]/g, String.raw`\$&`)

/** What was typed anywhere in a word, as patterns of LIKE, where it is long enough to single anybody out; or a word much alike. */
export function anywhere({ words }: Wanted): SearchWord[] {
  return words.map(({ typed, forms, near }) => {
    const short = searchKey(typed).length <= SHORT_LETTERS
    const begins = (form: string) => [`${literal(form)}%`, `% ${literal(form)}%`]
    return { keys: [...forms.flatMap((form) => (short ? begins(form) : [`%${literal(form)}%`])), ...near.flatMap(begins)], point: `${short ? '' : '%'}${literal(typed)}%`, short }
  })
}

/** The words as a query of PostgreSQL's: each by its beginning in any of its spellings, or a whole word much alike. */
export function beginningQuery({ words }: Wanted): string {
  const lexeme = (part: string) => `'${part.replaceAll(/['\\]/g, '$&$&')}'`
  const all = (form: string, end: string) => `(${form.split('-').filter(Boolean).map((part) => `${lexeme(part)}${end}`).join(' & ')})`
  const asked = words.map(({ forms, near }) => [...forms.map((form) => all(form, ':*')), ...near.map((form) => all(form, ''))].filter((one) => one !== '()'))
  return asked.some((ways) => ways.length === 0) ? '' : asked.map((ways) => `(${ways.join(' | ')})`).join(' & ')
}
