import type { Actor } from '../ledger/entry.ts'
import type { GroundId, MailingId, PersonId, StaffId } from '../values/ids.ts'

/** Where somebody's details came from. */
export const LEAD_SOURCES = ['card', 'fair', 'referral', 'phone', 'mail', 'form', 'list', 'other'] as const
export type LeadSource = (typeof LEAD_SOURCES)[number]

/** `answered`: they said that we may get in touch. A lead whose day has come is over in any state but `qualified`. */
export const LEAD_STATES = ['new', 'contacted', 'answered', 'qualified', 'declined'] as const
export type LeadState = (typeof LEAD_STATES)[number]
export const OPEN_STATES: readonly LeadState[] = ['new', 'contacted', 'answered']

/** What is written of one is a line or two, no file. */
export const LEAD_WORDS = 500
export const LEAD_PLACE = 120

/** Why a lead is let go: the person said no, or it is not for us. */
export const DECLINED_WHYS = ['said-no', 'not-for-us'] as const
export type DeclinedWhy = (typeof DECLINED_WHYS)[number]

/** Somebody who is asked whether they want to hear more, for a while. */
export interface Lead {
  personId: PersonId
  leadId: string
  /** Why we may get in touch. */
  groundId: GroundId
  source: LeadSource
  /** Where we met, or who gave us the details. */
  place: string
  /** What they asked, or what was said. */
  said: string | null
  owner: StaffId | null
  state: LeadState
  /** When it ends by itself; null where a deal has taken over. */
  until: Date | null
  /** The mail that tells what is held and puts the choices. */
  noticeId: MailingId | null
  begunAt: Date
  stateAt: Date
}

/** Something that was done with a lead. */
export interface LeadChange {
  changeId: string
  kind: 'begun' | 'contacted' | 'told' | 'answered' | 'renewed' | 'declined' | 'qualified' | 'handed'
  words: string | null
  notedAt: Date
  notedBy: Actor
}

export function isOpen(lead: Pick<Lead, 'state' | 'until'>, now: Date): boolean {
  return OPEN_STATES.includes(lead.state) && lead.until !== null && lead.until > now
}
