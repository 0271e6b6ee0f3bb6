import type { Actor } from '../ledger/entry.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { GroundId, PersonId, StaffId } from '../values/ids.ts'

export const DEAL_STATES = ['open', 'won', 'lost'] as const
export type DealState = (typeof DEAL_STATES)[number]

/** Why a deal was lost, as far as it can be counted. */
export const LOST_WHYS = ['price', 'competitor', 'timing', 'no-need', 'no-answer', 'other'] as const
export type LostWhy = (typeof LOST_WHYS)[number]

/** Purposes under which somebody may be offered something: who asked for it first, then who is a customer. */
export const OFFERED_UNDER = ['prospects', 'contract'] as const

/** What somebody may come to buy. */
export interface Deal {
  personId: PersonId
  dealId: string
  /** Who would buy, where it is not the person themselves: they speak for it. */
  companyId: string | null
  /** What it rests on. */
  groundId: GroundId
  pipelineId: string
  stageId: string
  name: string
  /** In hundredths of the currency (ISO 4217). */
  value: bigint
  currency: string
  expectedOn: LocalDate | null
  owner: StaffId | null
  state: DealState
  lostWhy: LostWhy | null
  begunAt: Date
  movedAt: Date
  endedAt: Date | null
}

export const DEAL_MEMBERS = ['name', 'value', 'expectedOn', 'owner'] as const
export type DealMember = (typeof DEAL_MEMBERS)[number]

/** What can be done with a deal, and with the quotes in it. */
export const DEAL_CHANGE_KINDS = ['begun', 'moved', 'changed', 'won', 'lost', 'reopened', 'quoted', 'quote-sent', 'quote-accepted', 'quote-declined', 'quote-withdrawn', 'quote-undone', 'invoiced'] as const

/** Something that was done with a deal. */
export interface DealChange {
  changeId: string
  kind: (typeof DEAL_CHANGE_KINDS)[number]
  stageId: string | null
  members: readonly DealMember[]
  /** The version of a quote that it was about. */
  quoteId?: string | null
  notedAt: Date
  notedBy: Actor
}
