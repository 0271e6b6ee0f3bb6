import { createHash } from 'node:crypto'
import type { Span } from './merkle.ts'

/** A leaf that is no person's entry says something about the ledger itself, in the open and without personal data. */
export type LeafNote =
  /** The payloads of these leaves were shredded (rule L6). */
  | { kind: 'erasure'; shredded: Span[] }
  /** A restored database began again: what was published last, and which leaves are lost (rule E3). */
  | { kind: 'epoch'; epoch: number; last: { size: number; root: string }; lost: Span }

export function noteText(note: LeafNote): string {
  return JSON.stringify(note)
}

/** Reads a note back; undefined for text that is none. */
export function parseNote(text: string): LeafNote | undefined {
  try {
    const note = JSON.parse(text) as Partial<LeafNote>
    if (note.kind === 'erasure' && Array.isArray(note.shredded)) return note as LeafNote
    if (note.kind === 'epoch' && typeof note.epoch === 'number' && typeof note.last?.size === 'number') return note as LeafNote
    return undefined
  } catch {
    return undefined
  }
}

/** What the leaf of a note commits to; the prefix keeps it apart from the commitment to an entry. */
export function noteCommitment(text: string): Buffer {
  return createHash('sha256').update('tillit leaf note 1\n').update(text).digest()
}
