import type { Step } from './classes.ts'

/** What somebody outside may know of a person and look for in a copy: always told in groups. */
export interface Quasi {
  country: string | null
  capacity: string
  language: string | null
  /** The first two digits of the postal code. */
  place: string | null
  /** The decade of birth, `1970`. */
  decade: number | null
  /** The half-year in which they came, `2026-1`, or the year, `2026`. */
  came: string | null
}

/** What is given up first costs a test least. */
export const QUASI_STEPS: readonly Step<Quasi>[] = [
  { name: 'place', coarser: (of) => ({ ...of, place: null }) },
  { name: 'half-year', coarser: (of) => ({ ...of, came: of.came?.slice(0, 4) ?? null }) },
  { name: 'decade', coarser: (of) => ({ ...of, decade: null }) },
  { name: 'year', coarser: (of) => ({ ...of, came: null }) },
  { name: 'language', coarser: (of) => ({ ...of, language: null }) },
  { name: 'country', coarser: (of) => ({ ...of, country: null }) },
  { name: 'capacity', coarser: (of) => ({ ...of, capacity: 'consumer' }) },
]

/** How somebody's life with the company went: without names, addresses, days and numbers, and told in groups. */
export interface Life {
  country: string | null
  /** `contract=contract` in the order in which they began, those over with `!`; consents follow from what is said. */
  grounds: string[]
  /** `email+` is a proved address. */
  points: string[]
  /** `given/news/email/web` in order. */
  said: string[]
}

/** Said at most so often in a copy; longer histories are cut. */
export const MOST_SAID = 40
/** What is left of a history that too few share. */
export const FIRST_SAID = 3

export const LIFE_STEPS: readonly Step<Life>[] = [
  { name: 'country', coarser: (of) => ({ ...of, country: null }) },
  { name: 'first-said', coarser: (of) => ({ ...of, said: of.said.slice(0, FIRST_SAID) }) },
  { name: 'first-answer', coarser: (of) => ({ ...of, said: of.said.slice(0, 1) }) },
  { name: 'nothing-said', coarser: (of) => ({ ...of, said: [] }) },
  { name: 'points', coarser: (of) => ({ ...of, points: [] }) },
]

/** What is held of somebody with such grounds; `protected` and `deceased` stand among the fields. Told apart from lives, since a rare field would make a rare life. */
export interface Held {
  grounds: string[] | null
  fields: string[]
}

export const HELD_STEPS: readonly Step<Held>[] = [{ name: 'grounds', coarser: (of) => ({ ...of, grounds: null }) }]
