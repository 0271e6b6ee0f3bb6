import { decideFor, type PersonDecision } from '../decisions/decide-for.ts'
import { decideUnderLock } from '../decisions/decide-under-lock.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/**
 * Whether somebody may be called now, for each of these purposes: asked of the gate, as before anything that is sent.
 * `now`: the call is being made, so the answer stands until the transaction ends (rule D5).
 */
export async function mayCall(tx: Tx, personId: PersonId, purposes: readonly string[], now = false): Promise<PersonDecision[]> {
  const questions = purposes.map((purpose) => ({ purpose, channel: 'phone' as const, use: 'send' as const }))
  return now ? decideUnderLock(tx, [personId], questions) : decideFor(tx, [personId], questions)
}
