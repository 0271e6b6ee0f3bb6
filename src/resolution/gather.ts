/** Two people who may be one, by their places in a list. */
export interface Link {
  a: number
  b: number
  odds: number
}

/** What a pair of two groups says at most, for or against: no single pair decides alone. */
const AT_MOST = 12
/** The least that all pairs of two groups say on average for the groups to be one. */
const ON_AVERAGE = -3
/** A pair that says so clearly that they are two keeps their groups apart. */
const APART = -14

/**
 * Groups of one human each, the surest links first: for each of `count` people the first of their group. A link joins two groups only
 * if the groups as wholes agree, so that a chain of likenesses never joins two namesakes. `odds` compares any two.
 */
export function gather(count: number, links: readonly Link[], odds: (a: number, b: number) => number): number[] {
  const first = Array.from({ length: count }, (_, index) => index)
  const members = new Map<number, number[]>()
  const groupOf = (one: number): number[] => members.get(first[one]!) ?? [first[one]!]
  for (const { a, b } of links.toSorted((x, y) => y.odds - x.odds || x.a - y.a || x.b - y.b)) {
    if (first[a] === first[b]) continue
    const [left, right] = first[a]! < first[b]! ? [groupOf(a), groupOf(b)] : [groupOf(b), groupOf(a)]
    if (!agree(left, right, odds)) continue
    members.set(left[0]!, [...left, ...right])
    members.delete(right[0]!)
    for (const one of right) first[one] = left[0]!
  }
  return first
}

function agree(left: readonly number[], right: readonly number[], odds: (a: number, b: number) => number): boolean {
  let sum = 0
  for (const a of left) {
    for (const b of right) {
      const said = odds(a, b)
      if (said < APART) return false
      sum += Math.max(-AT_MOST, Math.min(AT_MOST, said))
    }
  }
  return sum / (left.length * right.length) >= ON_AVERAGE
}
