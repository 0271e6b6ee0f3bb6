/**
 * Edits that make one text of the other: a letter more, less, another, or two neighbours that changed places (optimal string
 * alignment). Stops counting at `most + 1`.
 */
export function edits(a: string, b: string, most: number): number {
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most) return most + 1
  let [before, last, row] = [0, 1, 0].map((step) => Array.from({ length: b.length + 1 }, (_, index) => index * step)) as [number[], number[], number[]]
  for (let i = 1; i <= a.length; i++) {
    row[0] = i
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const other = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + other)
      if (i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1)) cost = Math.min(cost, before[j - 2]! + 1)
      row[j] = cost
      if (cost < least) least = cost
    }
    if (least > most) return most + 1
    ;[before, last, row] = [last, row, before]
  }
  return Math.min(last[b.length]!, most + 1)
}

const PREFIX_LETTERS = 4
const PREFIX_SCALE = 0.1

/** Likeness of two short texts from 0 to 1 that forgives letters out of place and trusts the beginning (Jaro and Winkler, 1990). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const [longest, shortest] = a.length >= b.length ? [a, b] : [b, a]
  if (shortest.length === 0) return 0
  const reach = Math.max(0, (longest.length >> 1) - 1)
  const taken = new Uint8Array(longest.length)
  let met = ''
  for (let i = 0; i < shortest.length; i++) {
    for (let j = Math.max(0, i - reach); j < Math.min(longest.length, i + reach + 1); j++) {
      if (taken[j] || shortest[i] !== longest[j]) continue
      taken[j] = 1
      met += shortest[i]
      break
    }
  }
  if (met === '') return 0
  let moved = 0
  for (let j = 0, k = 0; j < longest.length; j++) if (taken[j] && longest[j] !== met[k++]) moved++
  const jaro = (met.length / a.length + met.length / b.length + (met.length - moved / 2) / met.length) / 3
  let prefix = 0
  while (prefix < PREFIX_LETTERS && prefix < shortest.length && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * PREFIX_SCALE * (1 - jaro)
}
