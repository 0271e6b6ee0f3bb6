import type { Link } from '../access/link.ts'
import { UNPROVED_KEEP_DAYS } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { endLeadGrounds } from './end-lead-grounds.ts'
import { findLeadBehind } from './find-lead-behind.ts'
import { noteStep } from './note-step.ts'

/** Whoever holds the link said no, which is recorded by itself: what rested on the lead goes when an unproved no lets it (rule H3). */
export async function letLeadGo(tx: Tx, keeper: Keeper, link: Link): Promise<void> {
  const lead = await findLeadBehind(tx, link)
  if (!lead) return
  const by = { kind: 'person' as const, id: link.personId }
  await endLeadGrounds(tx, keeper, lead, 'unproved-no', by, daysLater(tx.now, UNPROVED_KEEP_DAYS))
  await noteStep(tx, { ...lead, state: 'declined', until: tx.now }, 'declined', by)
}
