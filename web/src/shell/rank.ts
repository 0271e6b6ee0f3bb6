const NO_MATCH = 0
const INSIDE = 1
const WORD_START = 2
const START = 3
const WHOLE = 4

/** How well a name answers what was typed, by the letters that the language takes for the same; 0 is not at all. */
export function matchOf(name: string, typed: string, collator: Intl.Collator): number {
  const wanted = typed.trim()
  if (wanted === '') return INSIDE
  if (collator.compare(name, wanted) === 0) return WHOLE
  let best = NO_MATCH
  for (let at = 0; at + wanted.length <= name.length; at++) {
    if (collator.compare(name.slice(at, at + wanted.length), wanted) !== 0) continue
    if (at === 0) return START
    best = Math.max(best, /[\s/(–-]/.test(name[at - 1]!) ? WORD_START : INSIDE)
  }
  return best
}

/** Those that match, the best first; among equals the given order stays. */
export function ranked<Item>(items: readonly Item[], namesOf: (item: Item) => readonly string[], typed: string, locale: string): Item[] {
  if (typed.trim() === '') return [...items]
  const collator = collatorOf(locale)
  return items
    .map((item) => ({ item, match: Math.max(...namesOf(item).map((name) => matchOf(name, typed, collator))) }))
    .filter(({ match }) => match > NO_MATCH)
    .toSorted((one, other) => other.match - one.match)
    .map(({ item }) => item)
}

const collators = new Map<string, Intl.Collator>()

/** Making one costs more than all the comparing of a letter. */
function collatorOf(locale: string): Intl.Collator {
  const known = collators.get(locale) ?? new Intl.Collator(locale, { sensitivity: 'base', usage: 'search' })
  collators.set(locale, known)
  return known
}

/** Those met lately before the others; each group keeps its order. */
export function recentFirst<Item extends { id: string }>(items: readonly Item[], recent: readonly { id: string }[]): Item[] {
  const place = new Map(recent.map(({ id }, index) => [id, index]))
  return items.toSorted((one, other) => (place.get(one.id) ?? recent.length) - (place.get(other.id) ?? recent.length))
}
