import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Actor, Surface } from '../ledger/entry.ts'
import { updateNoticeGiven } from '../people/provenance.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Lead } from './lead.ts'
import { selectNoticeDays } from './leads.sql.ts'
import { noteStep } from './note-step.ts'
import { openLead } from './open-lead.ts'

/**
 * Notes that a colleague got in touch. Whoever has not been told what is held of them and from where is told then (art. 14(3)(b)):
 * `told` says that it was done. Throws `refused` by rule D8 without it.
 */
export async function contactLead(tx: Tx, keeper: Keeper, personId: PersonId, leadId: string, how: { surface: Extract<Surface, 'phone' | 'mail' | 'counter' | 'letter'>; told: boolean }, by: Actor): Promise<Lead> {
  const lead = await openLead(tx, personId, leadId)
  const isDue = (await selectNoticeDays(tx, [personId])).has(personId)
  if (isDue && !how.told) throw new Problem('refused', { text: 'leads.tell-first', rule: 'D8', field: 'told' })
  if (isDue) {
    await updateNoticeGiven(tx, personId)
    await recordChoices(tx, keeper, [{
      personId, kind: 'notice-shown', purpose: null, channel: null, contactPointId: null, frequency: null, surface: how.surface, language: null, actor: by, wording: null, evidence: { kind: 'told' },
    }])
    await noteStep(tx, lead, 'told', by)
  }
  return noteStep(tx, { ...lead, state: lead.state === 'new' ? 'contacted' : lead.state }, 'contacted', by)
}
