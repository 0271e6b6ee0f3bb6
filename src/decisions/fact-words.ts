import { CHOICE_VALUES, YES_NO_FACTS, type ChoiceFact, type Facts, type FoundFacts, type YesNoFact } from './facts.ts'

/**
 * The facts of one case as three words of bits, so that a rule is a few masks. A yes-or-no fact is one bit of `yes`. A fact
 * that is a choice is a group of bits of which one is set, the last of them for a value nobody knows. `asked` holds what
 * the question and its purpose settle, the same for everybody; `state` holds the rest.
 */
export interface FactWords {
  yes: number
  asked: number
  state: number
}

/** The bit of each yes-or-no fact in `yes`. */
export const YES = Object.fromEntries(YES_NO_FACTS.map((name, place) => [name, 1 << place])) as Readonly<Record<YesNoFact, number>>

/** Which choices stand in `asked`; the others stand in `state`. */
const ASKED: readonly ChoiceFact[] = ['use', 'channel', 'purposeKind']
const STATE: readonly ChoiceFact[] = ['basis', 'standing', 'contactPoint', 'renewal']

/** The word a choice stands in, the bit of each value, the bit of an unknown one, and all of them together. */
export interface Group {
  word: 'asked' | 'state'
  bits: Readonly<Record<string, number>>
  unknown: number
  all: number
}

/** Set when some fact could not be found out (D1a), and its opposite. */
export const MISSING = 1
export const COMPLETE = 2

export const GROUPS: Readonly<Record<ChoiceFact, Group>> = { ...groupsOf('asked', ASKED, 0), ...groupsOf('state', STATE, 2) } as Record<ChoiceFact, Group>

function groupsOf(word: Group['word'], names: readonly ChoiceFact[], firstPlace: number): Partial<Record<ChoiceFact, Group>> {
  let place = firstPlace
  return Object.fromEntries(names.map((name) => {
    const bits = Object.fromEntries(CHOICE_VALUES[name].map((value) => [value, 1 << place++]))
    const unknown = 1 << place++
    return [name, { word, bits, unknown, all: Object.values(bits).reduce((sum, bit) => sum | bit, unknown) }]
  }))
}

/** The bit of a value; a value nobody knows gets the bit that says so. */
export function choiceBit(name: ChoiceFact, value: string | null | undefined): number {
  const { bits, unknown } = GROUPS[name]
  const bit = bits[value ?? '']
  // Not `??`: a value could be named as something every object has.
  return typeof bit === 'number' ? bit : unknown
}

/** True when some choice has a value nobody knows. */
export function hasUnknown(asked: number, state: number): boolean {
  return (asked & UNKNOWN.asked) !== 0 || (state & UNKNOWN.state) !== 0
}

const UNKNOWN = { asked: unknownBits('asked'), state: unknownBits('state') }

function unknownBits(word: Group['word']): number {
  return Object.values(GROUPS).filter((group) => group.word === word).reduce((sum, group) => sum | group.unknown, 0)
}

/** Any facts as words. */
export function wordsOf(facts: FoundFacts): FactWords {
  const words: FactWords = { yes: 0, asked: 0, state: 0 }
  for (const name of YES_NO_FACTS) if (facts[name] === true) words.yes |= YES[name]
  for (const name of [...ASKED, ...STATE]) words[GROUPS[name].word] |= choiceBit(name, facts[name])
  const lost = YES_NO_FACTS.some((name) => typeof facts[name] !== 'boolean') || hasUnknown(words.asked, words.state)
  words.state |= lost ? MISSING : COMPLETE
  return words
}

/** The facts behind the words; a choice nobody knows is left out. */
export function factsOf({ yes, asked, state }: FactWords): FoundFacts {
  const facts: Record<string, unknown> = Object.fromEntries(YES_NO_FACTS.map((name) => [name, (yes & YES[name]) !== 0]))
  for (const [name, { word, bits }] of Object.entries(GROUPS)) {
    facts[name] = Object.keys(bits).find((value) => ((word === 'asked' ? asked : state) & bits[value]!) !== 0)
  }
  return facts as { [Name in keyof Facts]?: Facts[Name] }
}
