import { noteContracts } from '../consent/note-contracts.ts'
import type { Deal } from '../deals/deal.ts'
import { startDeal, type NewDeal } from '../deals/start-deal.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { endLeadGrounds } from './end-lead-grounds.ts'
import { noteStep } from './note-step.ts'
import { openLead } from './open-lead.ts'

/**
 * A lead becomes a deal. Whoever asked us stays somebody who asked, now for as long as the deal needs; whoever did not must
 * have asked by now (rule H1, `wish.asked`). From then on the deal says how long everything lasts.
 */
export async function qualifyLead(tx: Tx, keeper: Keeper, leadId: string, wish: NewDeal, by: Actor): Promise<Deal> {
  const lead = await openLead(tx, wish.personId, leadId)
  const ground = (await selectGrounds(tx, [wish.personId])).find((one) => one.groundId === lead.groundId)!
  await endLeadGrounds(tx, keeper, lead, 'lead-qualified', by)
  if (ground.purpose === 'prospects') {
    const [begun] = await startGrounds(tx, [{ personId: wish.personId, purpose: 'prospects', basis: 'contract', evidence: ground.evidence }])
    await noteContracts(tx, keeper, 'contract-started', [begun!], { surface: 'system', actor: by })
  }
  const deal = await startDeal(tx, keeper, wish, by)
  await noteStep(tx, { ...lead, groundId: deal.groundId, state: 'qualified', until: null }, 'qualified', by)
  return deal
}
