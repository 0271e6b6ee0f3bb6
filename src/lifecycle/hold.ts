import type { PersonId, StaffId } from '../values/ids.ts'

/** What can be kept from ending: a document (`*`: every document), the value of a field, or all that a ground needs. */
export const HOLD_ITEMS = ['document', 'field', 'ground'] as const
export type HoldItem = (typeof HOLD_ITEMS)[number]

/** All documents of the person. */
export const ALL_DOCUMENTS = '*'

/** Longer than this nothing is held at once: whoever still needs it says so again. */
export const LONGEST_HOLD_MONTHS = 60

/** Something that must not end although its time has come: a legal claim, a dispute, an audit (art. 17(3)(e), 18(1)(c)). */
export interface Hold {
  personId: PersonId
  holdId: string
  itemKind: HoldItem
  /** A document's id or `*`, a field's key, or a ground's id. */
  itemId: string
  reason: string
  since: Date
  until: Date
  setBy: StaffId
  endedAt: Date | null
}

/** True while the item must stay. */
export function lasts(hold: Pick<Hold, 'until' | 'endedAt'>, now: Date): boolean {
  return hold.until > now && (hold.endedAt === null || hold.endedAt > now)
}

/** True when one of these holds keeps this document. */
export function keepsDocument(holds: readonly Hold[], documentId: string, now: Date): boolean {
  return holds.some((one) => one.itemKind === 'document' && (one.itemId === ALL_DOCUMENTS || one.itemId === documentId) && lasts(one, now))
}
