import type { Tx } from '../plumbing/database.ts'
import { commonnessOf } from './commonness.ts'
import { compare, patternOf, type Comparison, type Pattern } from './compare.ts'
import { describe, type Described } from './described.ts'
import { gather, type Link } from './gather.ts'
import { gradeOf, type Grade } from './grade.ts'
import { blockKnown, countBlocks, eachPair, pairKnown, selectCounts, selectSample } from './likeness.sql.ts'
import { learnWeights, oddsOf, type Weights } from './weights.ts'

/** Two people who may be one, by their numbers in the pass. */
export interface Likely {
  a: number
  b: number
  grade: Grade
  /** Logarithm to base 2. */
  odds: number
  levels: number[]
}

export interface Compared {
  /** How many pairs were compared. */
  pairs: number
  weights: Weights
  likely: Likely[]
}

/** What more share brings nobody together: half a town has the same surname. */
const MOST_SHARE = 100
/** Pairs that share something are weighed up to so many for each person; of fewer than these, each is compared. */
const PAIRS_PER_PERSON = 6
const PAIRS_AT_LEAST = 300_000
const FEW_PAIRS = 20_000
/** People taken at random, and with how many each is compared. */
const SAMPLE = 2_000
const COMPARED_WITH = 100

/**
 * Compares those among the gathered people (`gatherKnown`) who share something, and says which may be one human. Groups that hold
 * together only by a chain are left apart: of their links the surest stand.
 */
export async function compareKnown(tx: Tx, people: number): Promise<Compared> {
  const commonness = commonnessOf(await selectCounts(tx), Math.max(1, people))
  await pairUp(tx, people)
  const found: { a: number; b: number; comparison: Comparison }[] = []
  const described = new Map<number, Described>()
  const candidates = new Map<Pattern, number>()
  await eachPair(tx, (a, b) => {
    for (const one of [a, b]) if (!described.has(one.no)) described.set(one.no, describe(one.known))
    const comparison = compare(described.get(a.no)!, described.get(b.no)!)
    count(candidates, patternOf(comparison.levels))
    found.push({ a: a.no, b: b.no, comparison })
  })
  const weights = learnWeights({ random: await compareSample(tx), candidates, people })
  const likely = found.flatMap(({ a, b, comparison }): Likely[] => {
    const odds = oddsOf(weights, comparison, commonness)
    const grade = gradeOf(comparison.levels, odds)
    return grade ? [{ a, b, grade, odds, levels: comparison.levels }] : []
  })
  return { pairs: found.length, weights, likely: holdTogether(likely, (a, b) => oddsOf(weights, compare(described.get(a)!, described.get(b)!), commonness)) }
}

async function pairUp(tx: Tx, people: number): Promise<void> {
  await blockKnown(tx, MOST_SHARE)
  const allowed = Math.max(PAIRS_AT_LEAST, PAIRS_PER_PERSON * people)
  let [most, pairs] = [1, 0]
  for (const { size, count: blocks } of await countBlocks(tx)) {
    if (pairs + (blocks * size * (size - 1)) / 2 > allowed) break
    pairs += (blocks * size * (size - 1)) / 2
    most = size
  }
  await pairKnown(tx, most, pairs <= FEW_PAIRS ? 1 : 2)
}

/** Patterns of people who have nothing to do with each other, but for the few that a register has twice. */
async function compareSample(tx: Tx): Promise<Map<Pattern, number>> {
  const sample = (await selectSample(tx, SAMPLE)).map((one) => describe(one.known))
  const patterns = new Map<Pattern, number>()
  for (let lag = 1; lag <= Math.min(COMPARED_WITH, sample.length - 1); lag++) {
    for (let index = 0; index < sample.length; index++) count(patterns, patternOf(compare(sample[index]!, sample[(index + lag) % sample.length]!).levels))
  }
  return patterns
}

/** Leaves out links between groups that as wholes do not agree. */
function holdTogether(likely: readonly Likely[], odds: (a: number, b: number) => number): Likely[] {
  const numbers = [...new Set(likely.flatMap((one) => [one.a, one.b]))].toSorted((a, b) => a - b)
  const place = new Map(numbers.map((no, index) => [no, index]))
  const links: Link[] = likely.map((one) => ({ a: place.get(one.a)!, b: place.get(one.b)!, odds: one.odds }))
  const first = gather(numbers.length, links, (a, b) => odds(numbers[a]!, numbers[b]!))
  return likely.filter((_, index) => first[links[index]!.a] === first[links[index]!.b])
}

function count(patterns: Map<Pattern, number>, pattern: Pattern): void {
  patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1)
}
