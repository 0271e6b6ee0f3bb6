import type { Span } from './merkle.ts'

/** Places in rising order as spans: neighbours become one. */
export function spansOf(indexes: readonly number[]): Span[] {
  const spans: Span[] = []
  for (const index of indexes) {
    const last = spans.at(-1)
    if (last && last.to === index) last.to = index + 1
    else spans.push({ from: index, to: index + 1 })
  }
  return spans
}
