import { kindOfNo } from '../consent/kind-of-no.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor } from '../ledger/entry.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { endLeadGrounds } from './end-lead-grounds.ts'
import type { DeclinedWhy, Lead } from './lead.ts'
import { noteStep } from './note-step.ts'
import { openLead } from './open-lead.ts'

/** Lets a lead go, at once. A no that the person said to a colleague stands in the ledger, so that no list and no card makes them a lead again (rule D9). */
export async function declineLead(tx: Tx, keeper: Keeper, personId: PersonId, leadId: string, why: DeclinedWhy, by: Actor): Promise<Lead> {
  const lead = await openLead(tx, personId, leadId)
  // First what rests on the lead alone; the no that follows finds nothing left to keep.
  await endLeadGrounds(tx, keeper, lead, 'lead-declined', by)
  if (why === 'said-no') {
    const purpose = (await selectCatalogue(tx)).purposes.find((one) => one.key === FOLLOW_UP) ?? null
    await recordChoices(tx, keeper, [{
      personId, kind: kindOfNo(purpose, null), purpose: purpose?.key ?? null, channel: null, contactPointId: null, frequency: null, surface: 'phone', language: null, actor: by, wording: null, evidence: { kind: 'call-note', text: lead.place },
    }])
  }
  return noteStep(tx, { ...lead, state: 'declined', until: tx.now }, 'declined', by)
}
