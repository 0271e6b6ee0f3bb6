/** People looked at to say about how many match, and about where a place is: some 30 milliseconds, whatever the size. */
const SAMPLE = 2_000
/** Odd, so that it meets every number before it repeats one. */
const STRIDE = 2_654_435_761

/** Person numbers spread over all up to the last, the same each time, so that a list does not waver. */
export function sampleOf(last: number): number[] {
  if (last <= 0) return []
  return [...new Set(Array.from({ length: SAMPLE }, (_, place) => 1 + ((place * STRIDE) % last)))]
}
