/** The rows that are chosen: some, or all that match, seen or not. */
export type Chosen = 'all' | ReadonlySet<string>

export const NONE: Chosen = new Set()

export const isChosen = (chosen: Chosen, id: string): boolean => chosen === 'all' || chosen.has(id)

/** The chosen rows with one more, or one less. Of all that match, what stays are those that have been seen (`ids`). */
export function toggled(chosen: Chosen, id: string, ids: readonly string[]): Chosen {
  const next = new Set(chosen === 'all' ? ids : chosen)
  if (!next.delete(id)) next.add(id)
  return next
}

/** The chosen rows with all from one place to another added. */
export function extended(chosen: Chosen, from: number, to: number, ids: readonly string[]): Chosen {
  if (chosen === 'all') return chosen
  return new Set([...chosen, ...ids.slice(Math.min(from, to), Math.max(from, to) + 1)])
}
