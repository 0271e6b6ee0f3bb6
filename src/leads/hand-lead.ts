import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { Lead } from './lead.ts'
import { noteStep } from './note-step.ts'
import { openLead } from './open-lead.ts'

/** Gives a lead to a colleague, or to nobody. Throws `invalid` for who is none. */
export async function handLead(tx: Tx, personId: PersonId, leadId: string, owner: StaffId | null, by: Actor): Promise<Lead> {
  const lead = await openLead(tx, personId, leadId)
  await refuseUnknownOwner(tx, { owner, team: null }, { owner: lead.owner, team: null })
  return owner === lead.owner ? lead : noteStep(tx, { ...lead, owner }, 'handed', by)
}
