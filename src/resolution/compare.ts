import type { Described } from './described.ts'
import { calledAlike } from './short-names.ts'
import { edits, likeness } from './text-distance.ts'

/** What two people are compared by, in the order of `Levels`. */
export const COMPARED = ['given', 'family', 'birth', 'email', 'phone', 'identity', 'street', 'place'] as const
export type Compared = (typeof COMPARED)[number]

/** How far each agrees: 0 is not known of one of them, 1 the same, higher is less alike, the highest different. */
export const LEVELS: Record<Compared, number> = { given: 6, family: 6, birth: 5, email: 5, phone: 4, identity: 3, street: 4, place: 5 }

/** One number for all levels of a comparison, so that equal comparisons are counted together. */
export type Pattern = number

export interface Comparison {
  levels: number[]
  /** What agrees wholly, by what is compared: how common it is tells how much that says. */
  same: Partial<Record<Compared, string>>
}

const UNKNOWN = 0
const SAME = 1
/** Another spelling, a short form, an initial, part of a double name, or the two names in each other's place. */
const VARIANT = 2
const CLOSE = 3
const FAINT = 4
const NAMES_DIFFER = 5

/** Compares two people, field by field. Symmetric. */
export function compare(a: Described, b: Described): Comparison {
  const same: Comparison['same'] = {}
  const [given, family] = compareNames(a, b, same)
  const birth = birthLevel(a.birth, b.birth)
  const email = bestOf(a.emails, b.emails, emailLevel, 'email', same)
  const phone = bestOf(a.phones, b.phones, phoneLevel, 'phone', same)
  const identity = a.identityNumbers.length === 0 || b.identityNumbers.length === 0 ? UNKNOWN : a.identityNumbers.some((one) => b.identityNumbers.includes(one)) ? SAME : 2
  const street = streetLevel(a.street, b.street)
  return { levels: [given, family, birth, email, phone, identity, street, placeLevel(a, b, same)], same }
}

export function patternOf(levels: readonly number[]): Pattern {
  let pattern = 0
  for (let index = 0; index < COMPARED.length; index++) pattern = pattern * LEVELS[COMPARED[index]!] + levels[index]!
  return pattern
}

export function levelsOf(pattern: Pattern): number[] {
  const levels: number[] = []
  for (let index = COMPARED.length - 1; index >= 0; index--) {
    const count = LEVELS[COMPARED[index]!]
    levels[index] = pattern % count
    pattern = (pattern - levels[index]!) / count
  }
  return levels
}

function compareNames(a: Described, b: Described, same: Comparison['same']): [number, number] {
  const given = nameLevel(a.given, b.given, a.givenSound, b.givenSound)
  const family = nameLevel(a.family, b.family, a.familySound, b.familySound)
  // A name in the other's place: only where that fits clearly better.
  if (worth(given) + worth(family) < worth(VARIANT)) {
    const crossed = nameLevel(a.given, b.family, a.givenSound, b.familySound)
    const back = nameLevel(a.family, b.given, a.familySound, b.givenSound)
    if (Math.min(...[crossed, back].filter((one) => one !== UNKNOWN)) <= CLOSE && worth(crossed) + worth(back) > worth(given) + worth(family)) {
      const [best, other] = [crossed, back].map((one) => one && Math.max(one, VARIANT)).toSorted((x, y) => (x || NAMES_DIFFER) - (y || NAMES_DIFFER))
      return [best!, other!]
    }
  }
  if (given === SAME) same.given = a.given
  if (family === SAME) same.family = a.family
  return [given, family]
}

const WORTH = [0, 3, 2, 1.5, 0, -2]
const worth = (level: number): number => WORTH[level]!

const CLOSE_LIKENESS = 0.88
const FAINT_LIKENESS = 0.75

function nameLevel(a: string, b: string, aSound: string, bSound: string): number {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return SAME
  if (aSound === bSound || calledAlike(a, b) || isPart(a, b) || isPart(b, a)) return VARIANT
  const alike = likeness(a, b)
  if (alike >= CLOSE_LIKENESS || (Math.min(a.length, b.length) > 2 && edits(a, b, 1) <= 1)) return CLOSE
  return alike >= FAINT_LIKENESS ? FAINT : NAMES_DIFFER
}

/** An initial, or some of the names of a double name: `A`, `Anna` and `Anna Maria`. */
function isPart(short: string, long: string): boolean {
  if (short.length >= long.length) return false
  if (short.length === 1) return long.startsWith(short)
  const words = long.split(' ')
  return words.length > 1 && short.split(' ').every((word) => words.includes(word) || (word.length === 1 && words.some((one) => one.startsWith(word))))
}

const DATES_DIFFER = 4

/** One digit off, or day and month in each other's place; then two digits off. */
function birthLevel(a: string, b: string): number {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return SAME
  const swapped = a.slice(0, 4) === b.slice(0, 4) && a.slice(4, 6) === b.slice(6) && a.slice(6) === b.slice(4, 6)
  const off = swapped ? 1 : edits(a, b, 2)
  return off === 1 ? 2 : off === 2 ? 3 : DATES_DIFFER
}

function emailLevel(a: string, b: string): number {
  if (a === b) return SAME
  const [name = ''] = a.split('@')
  // anna.berg1 and anna.berg2 are two people at one provider, not a slip of the finger.
  if (a.replace(/\d/g, '') === b.replace(/\d/g, '')) return 3
  if (edits(a, b, 2) <= 2) return 2
  return (name.length >= 5 && b.startsWith(`${name}@`)) || likeness(a, b) >= 0.92 ? 3 : 4
}

function phoneLevel(a: string, b: string): number {
  return a === b ? SAME : edits(a, b, 1) === 1 ? 2 : 3
}

function bestOf(a: readonly string[], b: readonly string[], level: (a: string, b: string) => number, field: Compared, same: Comparison['same']): number {
  let best = 0
  for (const one of a) {
    for (const other of b) {
      const found = level(one, other)
      if (best === 0 || found < best) best = found
      if (found === SAME) same[field] = one
    }
  }
  return best
}

function streetLevel(a: string, b: string): number {
  if (a === '' || b === '') return UNKNOWN
  if (a === b) return SAME
  return likeness(a, b) >= 0.9 || edits(a, b, 2) <= 2 ? 2 : 3
}

const PLACES_DIFFER = 4

/** Postal code and place: both or the only known one the same; one of two; nearly; neither. */
function placeLevel(a: Described, b: Described, same: Comparison['same']): number {
  const codes = a.postalCode === '' || b.postalCode === '' ? undefined : a.postalCode === b.postalCode
  const cities = a.city === '' || b.city === '' ? undefined : a.city === b.city
  if (codes === undefined && cities === undefined) return UNKNOWN
  if (codes !== false && cities !== false) {
    same.place = codes ? a.postalCode : a.city
    return SAME
  }
  if (codes || cities) return 2
  const near = (codes === false && edits(a.postalCode, b.postalCode, 1) <= 1) || (cities === false && (likeness(a.city, b.city) >= CLOSE_LIKENESS || edits(a.city, b.city, 2) <= 2))
  return near ? 3 : PLACES_DIFFER
}
