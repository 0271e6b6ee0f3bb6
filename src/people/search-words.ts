import { searchKey } from '../values/search-key.ts'

/** One word that is searched for, as patterns of LIKE. */
export interface SearchWord {
  /** What a search key must fit: any of these. */
  keys: string[]
  /** What an address or number must fit. */
  point: string
  /** Too short for an index of three letters to single anybody out. */
  short: boolean
}

/** Up to so many letters, a word is the beginning of a word, not any part of one: everybody has an `a` somewhere. */
const SHORT_LETTERS = 2

/** The words of a search. Longer ones may stand anywhere; short ones begin a word, or an address or number. */
export function searchWords(search: string): SearchWord[] {
  const words = [...new Set(search.split(/\s+/).filter(Boolean))]
  return words.map((word) => {
    const literal = word.replaceAll(/[\\%_]/g, String.raw`\$&`)
    const short = searchKey(word).length <= SHORT_LETTERS
    return short ? { keys: [`${literal}%`, `% ${literal}%`], point: `${literal}%`, short } : { keys: [`%${literal}%`], point: `%${literal}%`, short }
  })
}
