import { noteContracts } from '../consent/note-contracts.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { updateEndedGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { findLeadGrounds } from './find-lead-grounds.ts'
import type { Lead } from './lead.ts'

/** Ends what let us get in touch, and what only they needed goes on `holdUntil`: at once, but for a no that nobody proved. */
export async function endLeadGrounds(tx: Tx, keeper: Keeper, lead: Lead, why: string, by: Actor, holdUntil: Date = tx.now): Promise<void> {
  const ending = await findLeadGrounds(tx, lead)
  await updateEndedGrounds(tx, ending.map(({ personId, groundId }) => ({ personId, groundId, why, holdUntil })))
  await noteContracts(tx, keeper, 'contract-ended', ending, { surface: 'system', actor: by })
}
