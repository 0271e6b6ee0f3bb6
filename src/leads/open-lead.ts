import { lockPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { isOpen, type Lead } from './lead.ts'
import { selectLeadForUpdate } from './leads.sql.ts'

/** A lead that somebody does something with, held with its person until the end of the transaction. Throws `not-found`, and `conflict` when it is over. */
export async function openLead(tx: Tx, personId: PersonId, leadId: string): Promise<Lead> {
  await lockPeople(tx, [personId])
  const lead = await selectLeadForUpdate(tx, personId, leadId)
  if (!lead) throw new Problem('not-found', { text: 'leads.unknown' })
  if (!isOpen(lead, tx.now)) throw new Problem('conflict', { text: 'leads.over' })
  return lead
}
