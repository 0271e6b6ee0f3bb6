import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import type { Lead, LeadChange } from './lead.ts'
import { insertLeadChange, updateLead } from './leads.sql.ts'

/** Keeps a lead as it is now, and what was done with it. */
export async function noteStep(tx: Tx, lead: Lead, kind: LeadChange['kind'], by: Actor, words: string | null = null): Promise<Lead> {
  const now = { ...lead, stateAt: tx.now }
  await updateLead(tx, now)
  await insertLeadChange(tx, lead, { changeId: newId(tx.now), kind, words, notedAt: tx.now, notedBy: by })
  return now
}
