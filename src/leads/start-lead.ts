import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import { recordPeople, type SentPerson } from '../imports/record-people.ts'
import type { ImportPlan } from '../imports/import-plan.ts'
import type { Reason } from '../imports/import.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Capacity } from '../law/channel.ts'
import type { Actor, Surface } from '../ledger/entry.ts'
import { watchText } from '../notes/watch-text.ts'
import { lives, type Ground } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { followUpEnd } from './follow-up-end.ts'
import type { Lead, LeadSource } from './lead.ts'
import { insertLead, insertLeadChange } from './leads.sql.ts'
import { mailChoices } from './mail-choices.ts'

export interface NewLead {
  person: SentPerson
  capacity: Capacity
  /** `self`: they gave us the details themself, and were told what for as they did (art. 13). */
  collected: 'self' | 'other'
  source: LeadSource
  place: string
  said: string | null
  /** Where they asked us to get in touch; null where nobody asked, and our interest has to carry it. */
  asked: Surface | null
  owner: StaffId | null
}

export interface StartedLead {
  lead: Lead
  /** False: they were in the register before, and no second record was made. */
  isNew: boolean
  /** What was left out, and why. */
  leftOut: readonly Reason[]
}

/** Whose words are looked through (rule H5), and why they are kept all the same. */
export interface Watched { language: Language; reason: string | undefined }

/**
 * Makes somebody a lead: found in the register or added, with what getting in touch needs and nothing else (rule H1), on a
 * ground that ends by itself. Whom we know from others is told by mail what is held, and asked (art. 14). Throws `refused`
 * where somebody has said no (rule D9), or was forgotten (rule E4).
 */
export async function startLead(tx: Tx, keeper: Keeper, wish: NewLead, by: Actor & { id: string }, watched: Watched, entered?: ImportPlan['entered']): Promise<StartedLead> {
  await refuseUnknownOwner(tx, { owner: wish.owner, team: null })
  const until = await followUpEnd(tx)
  const claim = wish.asked ? { purpose: 'prospects', basis: 'contract' as const } : { purpose: FOLLOW_UP, basis: 'legitimate-interest' as const }
  const [recorded] = await recordPeople(tx, keeper, {
    source: wish.place, collected: wish.collected, purposes: [claim.purpose], ground: claim.basis, capacity: wish.capacity, evidence: wish.said ?? wish.place, until, people: [wish.person],
  }, by.id, entered)
  const { personId, outcome, reasons } = recorded!
  const standing = personId === null ? undefined : await livingGround(tx, personId, claim.purpose)
  if (!standing) throw refusalOf(reasons)
  // Who is followed up already is so anew, for what was said now.
  const ground = standing.since.getTime() === tx.now.getTime() ? standing : (await startGrounds(tx, [{ personId: standing.personId, ...claim, until, evidence: { where: wish.said ?? wish.place } }]))[0]!
  if (wish.asked) await noteContracts(tx, keeper, 'contract-started', [ground], { surface: wish.asked, actor: by })
  const lead: Lead = {
    personId: ground.personId, leadId: newId(tx.now), groundId: ground.groundId, source: wish.source, place: wish.place, said: wish.said, owner: wish.owner, state: 'new', until, noticeId: null, begunAt: tx.now, stateAt: tx.now,
  }
  if (wish.said !== null) await watchText(tx, { personId: lead.personId, text: wish.said, ...watched, by, place: 'lead', itemId: lead.leadId, field: 'said' })
  const told = { ...lead, noticeId: await mailChoices(tx, lead.personId) }
  await insertLead(tx, told, by)
  await insertLeadChange(tx, lead, { changeId: newId(tx.now), kind: 'begun', words: null, notedAt: tx.now, notedBy: by })
  return { lead: told, isNew: outcome === 'new', leftOut: reasons }
}

async function livingGround(tx: Tx, personId: PersonId, purpose: string): Promise<Ground | undefined> {
  return (await selectGrounds(tx, [personId])).findLast((ground) => ground.purpose === purpose && lives(ground, tx.now))
}

/** Of what holds somebody back, a rule says most. */
function refusalOf(reasons: readonly Reason[]): Problem {
  const why = reasons.find(({ rule }) => rule !== null && rule !== 'H1') ?? reasons.find(({ rule }) => rule !== null) ?? reasons[0]
  if (!why) return new Problem('refused', { text: 'leads.no-ground', rule: 'H1' })
  return new Problem('refused', { text: why.text, ...(why.rule && { rule: why.rule }), ...(why.parameters && { parameters: why.parameters }) })
}
