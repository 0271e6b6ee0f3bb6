import type { PersonId } from '../values/ids.ts'

/** Words of 32 bits in an id. */
const WORDS = 4
const FIRST_CAPACITY = 1 << 12
const DASH = 45
const HEX = 16

/** Value of a hexadecimal digit by its UTF-16 code; below zero for anything else. */
const DIGIT = new Int8Array(1 << 16).fill(-1)
for (let value = 0; value < HEX; value++) {
  DIGIT[value.toString(HEX).charCodeAt(0)] = value
  DIGIT[value.toString(HEX).toUpperCase().charCodeAt(0)] = value
}

const HEX_OF_BYTE = Array.from({ length: 256 }, (_, byte) => byte.toString(HEX).padStart(2, '0'))

/**
 * Who has which number: an open hash from the 128 bits of an id to the stored `person_no`, in typed arrays, because a
 * million ids as strings in a Map would be the most of what this program keeps in memory.
 */
export class PersonNumbers {
  /** Number + 1 by hash; 0 is a free place. At most half of them are taken. */
  #slots = new Uint32Array(2 * FIRST_CAPACITY)
  /** The ids by number; all zeros is nobody. */
  #ids = new Uint32Array(WORDS * FIRST_CAPACITY)
  #size = 0
  /** The id that was parsed last. */
  readonly #words = new Uint32Array(WORDS)

  /** Room for so many at once, which spares growing. */
  reserve(people: number): void {
    if (people > this.capacity) this.#widen(people - 1)
    let length = this.#slots.length
    while (length < 2 * people) length *= 2
    if (length > this.#slots.length) this.#rehash(length)
  }

  get size(): number {
    return this.#size
  }

  /** Numbers below this may be given; it grows by itself. */
  get capacity(): number {
    return this.#ids.length / WORDS
  }

  /** The number of this person, or -1. */
  find(personId: string): number {
    return parseInto(this.#words, personId) ? this.#find() : -1
  }

  /** Adds a person; false when the number, or the person, already goes with another. */
  add(personId: string, no: number): boolean {
    return parseInto(this.#words, personId) && this.#add(no)
  }

  /** The same for an id as 16 bytes. */
  addBytes(bytes: Buffer, offset: number, no: number): boolean {
    for (let word = 0; word < WORDS; word++) this.#words[word] = bytes.readUInt32BE(offset + 4 * word)
    return this.#add(no)
  }

  /** True when somebody has this number. */
  has(no: number): boolean {
    const at = WORDS * no
    return no >= 0 && at < this.#ids.length && (this.#ids[at]! | this.#ids[at + 1]! | this.#ids[at + 2]! | this.#ids[at + 3]!) !== 0
  }

  /** The id of the person with this number. */
  idOf(no: number): PersonId {
    let hex = ''
    for (let word = 0; word < WORDS; word++) {
      const value = this.#ids[WORDS * no + word]!
      hex += HEX_OF_BYTE[value >>> 24]! + HEX_OF_BYTE[(value >>> 16) & 255]! + HEX_OF_BYTE[(value >>> 8) & 255]! + HEX_OF_BYTE[value & 255]!
    }
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}` as PersonId
  }

  #find(): number {
    return this.#slots[this.#slotOf()]! - 1
  }

  /** The place of the parsed id, or the free one where it belongs. */
  #slotOf(): number {
    const [words, ids, slots] = [this.#words, this.#ids, this.#slots]
    const [first, second, third, last] = [words[0]!, words[1]!, words[2]!, words[3]!]
    const mask = slots.length - 1
    for (let slot = hash(words) & mask; ; slot = (slot + 1) & mask) {
      if (slots[slot] === 0) return slot
      const at = WORDS * (slots[slot]! - 1)
      if (ids[at + 3] === last && ids[at + 2] === third && ids[at + 1] === second && ids[at] === first) return slot
    }
  }

  #add(no: number): boolean {
    const slot = this.#slotOf()
    const known = this.#slots[slot]! - 1
    if (known >= 0) return known === no
    if (this.has(no)) return false
    if (no >= this.capacity) this.#widen(no)
    for (let word = 0; word < WORDS; word++) this.#ids[WORDS * no + word] = this.#words[word]!
    this.#slots[slot] = no + 1
    this.#size += 1
    if (2 * this.#size > this.#slots.length) this.#rehash(2 * this.#slots.length)
    return true
  }

  #widen(no: number): void {
    const wider = new Uint32Array(WORDS * Math.max(no + 1, Math.ceil(1.5 * this.capacity)))
    wider.set(this.#ids)
    this.#ids = wider
  }

  #rehash(length: number): void {
    const numbers = this.#slots.filter((one) => one > 0)
    this.#slots = new Uint32Array(length)
    for (const one of numbers) {
      for (let word = 0; word < WORDS; word++) this.#words[word] = this.#ids[WORDS * (one - 1) + word]!
      this.#slots[this.#slotOf()] = one
    }
  }
}

/** The last words of an id of version 7 are random; the first are the time. */
function hash(words: Uint32Array): number {
  return Math.imul(words[3]! ^ Math.imul(words[2]!, 0x9e3779b1) ^ words[1]!, 0x85ebca6b) >>> 4
}

function parseInto(words: Uint32Array, text: string): boolean {
  if (text.length !== 36) return false
  if (text.charCodeAt(8) !== DASH || text.charCodeAt(13) !== DASH || text.charCodeAt(18) !== DASH || text.charCodeAt(23) !== DASH) return false
  const [first, second, third, fourth] = [four(text, 0), four(text, 4), four(text, 9), four(text, 14)]
  const [fifth, sixth, seventh, last] = [four(text, 19), four(text, 24), four(text, 28), four(text, 32)]
  words[0] = (first << 16) | second
  words[1] = (third << 16) | fourth
  words[2] = (fifth << 16) | sixth
  words[3] = (seventh << 16) | last
  return (first | second | third | fourth | fifth | sixth | seventh | last) >= 0
}

/** Four digits as a number; below zero when one of them is none. */
function four(text: string, at: number): number {
  const high = (DIGIT[text.charCodeAt(at)]! << 12) | (DIGIT[text.charCodeAt(at + 1)]! << 8)
  return high | (DIGIT[text.charCodeAt(at + 2)]! << 4) | DIGIT[text.charCodeAt(at + 3)]!
}
