import { commitment, entryBytes } from './entry.ts'
import { noteCommitment, parseNote } from './leaf-note.ts'
import type { Leaf, PlacedEntry, SaltedEntry } from './ledger.sql.ts'
import type { Span } from './merkle.ts'

/** What is wrong with a leaf and the entry behind it. */
export type LeafFault = 'changed' | 'note-changed' | 'unplaced' | 'misplaced' | 'missing'

/** What an entry's leaf must hold. */
export function commitmentOf({ entry, salt }: SaltedEntry): Buffer {
  return commitment(salt, entryBytes(entry))
}

/** Compares a leaf with what stands behind it; undefined when they agree. `shredded` tells whether an erasure names the leaf. */
export function leafFault(leaf: Leaf, places: PlacedEntry[], shredded: boolean): LeafFault | undefined {
  const [place, another] = places
  if (leaf.note !== null) {
    if (place) return 'misplaced'
    return noteCommitment(leaf.note).equals(leaf.commitment) ? undefined : 'note-changed'
  }
  if (!place) return 'unplaced'
  if (another) return 'misplaced'
  if (!place.payload) return shredded ? undefined : 'missing'
  return commitmentOf(place.payload).equals(leaf.commitment) ? undefined : 'changed'
}

/** The leaves that erasures name, in order and apart from each other; an erasure names only leaves before its own. */
export function shreddedSpans(notes: { index: number; note: string }[]): Span[] {
  const named = notes.flatMap(({ index, note }) => {
    const parsed = parseNote(note)
    return parsed?.kind === 'erasure' ? parsed.shredded.map(({ from, to }) => ({ from, to: Math.min(to, index) })) : []
  })
  const spans: Span[] = []
  for (const span of named.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else if (span.from < span.to) spans.push({ ...span })
  }
  return spans
}

/** Whether an erasure names the leaf. */
export function isShredded(index: number, spans: Span[]): boolean {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.to <= index) low = middle + 1
    else high = middle
  }
  return spans[low] !== undefined && spans[low]!.from <= index
}

/** Where each later epoch begins: heads that earlier epochs published beyond it are lost, and named as such. */
export function epochStarts(notes: { index: number; note: string }[]): Map<number, number> {
  const starts = new Map<number, number>()
  for (const { index, note } of notes) {
    const parsed = parseNote(note)
    if (parsed?.kind === 'epoch') starts.set(parsed.epoch, index)
  }
  return starts
}
