import { COMPARED, LEVELS, levelsOf, type Compared, type Comparison, type Pattern } from './compare.ts'

/** What each level of agreement says, learnt from the register itself. */
export interface Weights {
  /** Logarithm to base 2 of the odds that any two people are one. */
  prior: number
  /** The same of each level, by what is compared: positive for one, negative for two. */
  levels: Record<Compared, number[]>
  /** Share of two different people who agree wholly. */
  chance: Record<Compared, number>
}

/** How often each pattern was seen. */
export interface PairCounts {
  /** Two people taken at random: nearly all are two. */
  random: ReadonlyMap<Pattern, number>
  /** Pairs that share something. */
  candidates: ReadonlyMap<Pattern, number>
  people: number
}

const ROUNDS = 40
/** Before anything is seen: how often records of one human differ (one has several addresses, and moves), or nearly agree. */
const EXPECTED_OTHER: Record<Compared, number> = { given: 0.03, family: 0.05, birth: 0.03, email: 0.4, phone: 0.4, identity: 0.02, street: 0.25, place: 0.2 }
const EXPECTED_NEARLY = 0.12
/** And how often two people agree wholly. */
const EXPECTED_TWO: Record<Compared, number> = { given: 0.01, family: 0.005, birth: 0.0001, email: 0.0001, phone: 0.0001, identity: 0.00001, street: 0.0005, place: 0.02 }
/** So many pairs' worth the expectation counts: little beside a register of thousands, nearly all in one of ten people. */
const WORTH = { one: 20, two: 200 }
/** Duplicates that are expected before anything is seen, as a share of the people. */
const EXPECTED_DUPLICATES = 0.05

type Shares = Record<Compared, number[]>

/**
 * Weights after Fellegi and Sunter (1969), learnt without labels by expectation-maximisation: how often one human's two records agree
 * from the candidates, how often two people do from pairs at random, each pair counted by how likely it is the one or the other.
 * Pairs that are no candidates count as two people. Deterministic.
 */
export function learnWeights(counts: PairCounts): Weights {
  const allPairs = Math.max(1, (counts.people * (counts.people - 1)) / 2)
  const [candidates, random] = [counts.candidates, counts.random].map((patterns) => [...patterns].map(([pattern, count]) => ({ levels: levelsOf(pattern), count })))
  let [one, two] = [byField(expectedOfOne), byField(expectedOfTwo)]
  let share = bounded((counts.people * EXPECTED_DUPLICATES) / allPairs)
  for (let round = 0; round < ROUNDS; round++) {
    const likely = (levels: readonly number[]): number => likelihood(levels, one, two, share)
    const nextOne = summed(candidates!, (levels, count) => likely(levels) * count, expectedOfOne, WORTH.one)
    const nextTwo = summed(random!, (levels, count) => (1 - likely(levels)) * count, expectedOfTwo, WORTH.two)
    share = bounded((candidates!.reduce((sum, { levels, count }) => sum + likely(levels) * count, 0) + 1) / allPairs)
    ;[one, two] = [nextOne, nextTwo]
  }
  return {
    prior: Math.log2(share / (1 - share)),
    levels: byField((field) => one[field].map((found, level) => (level === 0 ? 0 : Math.log2(found / two[field][level]!)))),
    chance: byField((field) => two[field][1]!),
  }
}

/** How likely a pair with these levels is one human. */
function likelihood(levels: readonly number[], one: Shares, two: Shares, share: number): number {
  let odds = share / (1 - share)
  for (let index = 0; index < COMPARED.length; index++) {
    const level = levels[index]!
    if (level !== 0) odds *= one[COMPARED[index]!][level]! / two[COMPARED[index]!][level]!
  }
  return odds / (1 + odds)
}

/** The share of each known level among pairs that count as much as `weigh` says, beside what is expected. */
function summed(pairs: readonly { levels: readonly number[]; count: number }[], weigh: (levels: readonly number[], count: number) => number, expected: (field: Compared) => number[], worth: number): Shares {
  const sums = byField((field) => expected(field).map((one) => one * worth))
  for (const { levels, count } of pairs) {
    const weight = weigh(levels, count)
    for (let index = 0; index < COMPARED.length; index++) if (levels[index] !== 0) sums[COMPARED[index]!][levels[index]!]! += weight
  }
  return byField((field) => normal(sums[field]))
}

function expectedOfOne(field: Compared): number[] {
  const between = LEVELS[field] - 3
  const nearly = between > 0 ? EXPECTED_NEARLY : 0
  return Array.from({ length: LEVELS[field] }, (_, level) => (level === 0 ? 0 : level === 1 ? 1 - nearly - EXPECTED_OTHER[field] : level === LEVELS[field] - 1 ? EXPECTED_OTHER[field] : nearly / between))
}

function expectedOfTwo(field: Compared): number[] {
  const last = LEVELS[field] - 1
  return normal(Array.from({ length: LEVELS[field] }, (_, level) => (level === 0 ? 0 : level === 1 ? EXPECTED_TWO[field] : level === last ? 1 : 0.02)))
}

function byField<T>(each: (field: Compared) => T): Record<Compared, T> {
  return Object.fromEntries(COMPARED.map((field) => [field, each(field)])) as Record<Compared, T>
}

function normal(sums: readonly number[]): number[] {
  const all = sums.reduce((a, b) => a + b, 0)
  return sums.map((sum) => sum / all)
}

function bounded(share: number): number {
  return Math.min(0.5, Math.max(1e-15, share))
}

/** How common a value is among those who have one, as a share; undefined where that is not counted. */
export type Commonness = (field: Compared, value: string) => number | undefined

/** Logarithm to base 2 of the odds that a compared pair is one human. What is common says less, what is rare says more. */
export function oddsOf(weights: Weights, { levels, same }: Comparison, commonness: Commonness): number {
  let odds = weights.prior
  COMPARED.forEach((field, index) => {
    odds += weights.levels[field][levels[index]!]!
    const value = same[field]
    const share = value === undefined ? undefined : commonness(field, value)
    if (share !== undefined) odds += Math.log2(weights.chance[field] / share)
  })
  return odds
}
