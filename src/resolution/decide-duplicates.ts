import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { updateDecision } from './duplicates.sql.ts'

export const DUPLICATE_DECISIONS = ['different', 'later', 'open'] as const
/** `different`: never asked again. `later`: rests for a while. `open`: as if nobody had said anything. */
export type DuplicateDecision = (typeof DUPLICATE_DECISIONS)[number]

/** So long a pair rests that somebody put off. */
export const LATER_DAYS = 30

/** Notes what a colleague says of pairs; returns how many of them there are. Nothing of it changes what stands of either person. */
export async function decideDuplicates(tx: Tx, pairs: readonly { personId: PersonId; otherPersonId: PersonId }[], decision: DuplicateDecision, by: StaffId): Promise<number> {
  return updateDecision(tx, pairs, { decision: decision === 'open' ? null : decision, by, restsUntil: decision === 'later' ? daysLater(tx.now, LATER_DAYS) : null })
}
