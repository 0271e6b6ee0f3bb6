import type { MarkedText, TextKind } from './text-kind.ts'

/** Kinds that are found by words. */
export type WordKind = Exclude<TextKind, 'identity-number' | 'card-number' | 'third-party'>

/**
 * Words by kind. A line is a word or several in a row, with `/` between alternatives; `abc*` is whatever begins so, `*abc`
 * whatever ends so. Behind `?` stand words of which one must be near, behind `!` words of which none may be.
 */
export type WordList = Readonly<Record<WordKind, string>>

export interface Word {
  /** As written, in lower case. */
  readonly text: string
  readonly start: number
  readonly end: number
  readonly capital: boolean
  /** Counted from 0; a word in another sentence makes and unmakes nothing. */
  readonly sentence: number
}

interface Line {
  readonly kind: WordKind
  readonly pieces: readonly Piece[]
  readonly needs: readonly Piece[]
  readonly unless: readonly Piece[]
}

/** A word of a line: as it is, as a beginning or as an end. */
type Piece = readonly string[]

/** A list made ready: lines by the first letters of what they begin with, and by the last letters of what they end with. */
export interface ReadyWords {
  readonly byStart: ReadonlyMap<string, readonly Line[]>
  readonly byEnd: ReadonlyMap<string, readonly Line[]>
}

/** So many words around a word make or unmake it. */
const NEAR = 5
const KEY = 3
const WORDS = /[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu
const SENTENCE_END = /[.!?\n]/

/** Behind a name they say that it is a company's, or a place. */
export const OF_A_COMPANY: ReadonlySet<string> = new Set(['ab', 'as', 'asa', 'aps', 'ltd', 'limited', 'inc', 'oy', 'hb', 'kb', 'plc', 'llc', 'gmbh', 'stiftelse', 'stiftelsen', 'fonden', 'foundation', 'gata', 'gatan', 'gate', 'gaten', 'väg', 'vägen', 'vei', 'veien', 'street', 'road', 'lane', 'avenue'])

export function wordsOf(text: string): Word[] {
  const words: Word[] = []
  let [sentence, last] = [0, 0]
  for (const { 0: written, index } of text.matchAll(WORDS)) {
    if (SENTENCE_END.test(text.slice(last, index))) sentence += 1
    last = index + written.length
    words.push({ text: written.toLowerCase(), start: index, end: last, capital: /^\p{Lu}/u.test(written), sentence })
  }
  return words
}

export function readyWords(list: WordList): ReadyWords {
  const [byStart, byEnd] = [new Map<string, Line[]>(), new Map<string, Line[]>()]
  const put = (map: Map<string, Line[]>, key: string, line: Line): void => void map.set(key, [...(map.get(key) ?? []), line])
  for (const [kind, lines] of Object.entries(list) as [WordKind, string][]) {
    for (const written of lines.split('\n').map((each) => each.trim()).filter((each) => each !== '')) {
      const line = lineOf(kind, written)
      for (const one of line.pieces[0]!) {
        if (one.startsWith('*')) put(byEnd, one.slice(-KEY), line)
        else put(byStart, one.replace(/\*$/, '').slice(0, KEY), line)
      }
    }
  }
  return { byStart, byEnd }
}

/** What the words of a list say in a text; of two places that overlap both may be told. */
export function findWords(words: readonly Word[], list: ReadyWords): MarkedText[] {
  const found: MarkedText[] = []
  words.forEach((word, at) => {
    for (const line of new Set([...(list.byStart.get(word.text.slice(0, KEY)) ?? []), ...(list.byEnd.get(word.text.slice(-KEY)) ?? [])])) {
      const last = words[at + line.pieces.length - 1]
      if (!last || last.sentence !== word.sentence || !line.pieces.every((piece, more) => fits(piece, words[at + more]!.text))) continue
      if (isMade(words, at, line) && !isOfACompany(words, at, line.pieces.length)) found.push({ start: word.start, end: last.end, kind: line.kind })
    }
  })
  return found
}

/** True where a name of a company or a street follows on words with a capital. */
export function isOfACompany(words: readonly Word[], at: number, length: number): boolean {
  const word = words[at]!
  return word.capital && words.slice(at + length, at + length + 3).some((each) => each.sentence === word.sentence && OF_A_COMPANY.has(each.text))
}

function isMade(words: readonly Word[], at: number, { pieces, needs, unless }: Line): boolean {
  if (needs.length === 0 && unless.length === 0) return true
  const near = [...words.slice(Math.max(0, at - NEAR), at), ...words.slice(at + pieces.length, at + pieces.length + NEAR)].filter((each) => each.sentence === words[at]!.sentence)
  const isNear = (wanted: readonly Piece[]): boolean => wanted.some((piece) => near.some((each) => fits(piece, each.text)))
  return (needs.length === 0 || isNear(needs)) && !isNear(unless)
}

function fits(piece: Piece, text: string): boolean {
  return piece.some((one) => one.startsWith('*') ? text.endsWith(one.slice(1)) : one.endsWith('*') ? text.startsWith(one.slice(0, -1)) : text === one)
}

function lineOf(kind: WordKind, written: string): Line {
  const [, phrase = '', needs = '', unless = ''] = /^([^?!]+)(?:\?([^!]+))?(?:!(.+))?$/.exec(written) ?? []
  const pieces = (part: string): Piece[] => part.trim().split(' ').filter((each) => each !== '').map((each) => each.split('/'))
  return { kind, pieces: pieces(phrase), needs: pieces(needs), unless: pieces(unless) }
}
