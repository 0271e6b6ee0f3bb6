import type { Tx } from '../plumbing/database.ts'
import { recoverClaims } from './messages.sql.ts'
import { recordUnknown } from './record-unknown.ts'

/** How long a sender may hold a claim: far longer than a batch of hand-overs at their cap can take. */
export const CLAIM_MS = 300_000

/**
 * Finds messages whose sender died or lost its claim. Marketing among them becomes unknown: shown to staff, told to the
 * person as "may have been sent", never handed over again. The rest goes back to the queue. `dead` names senders that are
 * known to be gone, whose claims need not grow old. Returns how many are unknown.
 */
export async function recoverMessages(tx: Tx, dead: readonly string[] = []): Promise<number> {
  const unknown = await recoverClaims(tx, new Date(tx.now.getTime() - CLAIM_MS), dead)
  await recordUnknown(tx, unknown, 'D5')
  return unknown.length
}
