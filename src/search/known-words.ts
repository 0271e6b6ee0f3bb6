import { calledAlike } from '../resolution/short-names.ts'
import { nameForm, soundForm } from '../resolution/forms.ts'
import { edits } from '../resolution/text-distance.ts'
import { searchKey } from '../values/search-key.ts'
import type { Wanted } from './wanted.ts'

/** A word of names and how many have it. */
export interface WordCount {
  word: string
  count: number
}

interface Known extends WordCount {
  /** Without what the north writes in more than one way. */
  form: string
  sound: string
  /** A bit for each letter in it. */
  letters: number
}

/** As many words stand in for one that was mistyped. */
const NEAR_MOST = 4
/** Shorter ones are near to everything. */
const LETTERS_FOR_EDITS = 4
const LETTERS_FOR_TWO_EDITS = 8
/** Words that sound the same differ by so many letters at most: `Christoffer`, `Kristofer`. */
const SOUNDS_APART = 3
const A = 97
const BITS = 26

/** The words of all names in the register, to find those that a mistyped one may have meant. Words alone: nobody is told by them. */
export class KnownWords {
  readonly at: Date
  readonly #byLength = new Map<number, Known[]>()

  constructor(at: Date) {
    this.at = at
  }

  /** Takes some thousand at a time: each is compared in the forms it has. */
  add(counts: readonly WordCount[]): void {
    for (const { word, count } of counts) {
      const form = nameForm(word)
      const known = { word, count, form, sound: soundForm(form), letters: lettersOf(form) }
      const same = this.#byLength.get(form.length)
      if (same) same.push(known)
      else this.#byLength.set(form.length, [known])
    }
  }

  /** The same words with those much like each of them: written alike, sounding alike, a slip or two away, or a pet name. */
  withNear(wanted: Wanted): Wanted {
    return { ...wanted, words: wanted.words.map((word) => ({ ...word, near: this.#near(word.typed).filter((near) => !word.forms.includes(near)) })) }
  }

  #near(typed: string): string[] {
    const form = nameForm(searchKey(typed))
    if (form.length < LETTERS_FOR_EDITS - 1) return []
    const [sound, letters, most] = [soundForm(form), lettersOf(form), form.length < LETTERS_FOR_EDITS ? 0 : form.length < LETTERS_FOR_TWO_EDITS ? 1 : 2]
    const near: { word: string; far: number; count: number }[] = []
    const hasPetNames = calledAlike(form, form)
    for (const [length, words] of this.#byLength) {
      if (Math.abs(length - form.length) > SOUNDS_APART && !hasPetNames) continue
      for (const one of words) {
        const far = one.form === form ? 0 : one.sound === sound ? 0.5 : Math.abs(length - form.length) > most || different(one.letters, letters) > 2 * most ? most + 1 : edits(one.form, form, most)
        if (far <= most) near.push({ word: one.word, far, count: one.count })
        else if (hasPetNames && calledAlike(form, one.form)) near.push({ word: one.word, far: 1, count: one.count })
      }
    }
    return near.toSorted((one, other) => one.far - other.far || other.count - one.count).slice(0, NEAR_MOST).map(({ word }) => word)
  }
}

function lettersOf(form: string): number {
  let letters = 0
  for (let index = 0; index < form.length; index++) letters |= 1 << ((form.charCodeAt(index) - A + 2 * BITS) % BITS)
  return letters
}

/** How many bits are not the same. */
function different(one: number, other: number): number {
  let bits = one ^ other
  let count = 0
  for (; bits !== 0; bits &= bits - 1) count++
  return count
}
