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

/** Something that was done with a deal. */
export interface DealChange {
  changeId: string
  kind: 'begun' | 'moved' | 'changed' | 'won' | 'lost' | 'reopened'
  stageId: string | null
  members: readonly DealMember[]
  notedAt: Date
  notedBy: Actor
}
