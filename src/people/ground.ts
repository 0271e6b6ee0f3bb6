import type { Basis } from '../law/basis.ts'
import type { GroundId, PersonId } from '../values/ids.ts'

/** One person's standing for one purpose: why we may use what the purpose needs, from when, until when. */
export interface Ground {
  personId: PersonId
  groundId: GroundId
  purpose: string
  basis: Basis
  since: Date
  /** When use ends, if that is known. */
  until: Date | null
  /** The event that ends it, when no date is known: `contract-end`, `payment`, `withdrawal`, `objection`, … */
  waitsFor: string | null
  /** Contract, sale or subscription it stands for, as the company names it. */
  reference: string | null
  productGroups: readonly string[]
  seller: string | null
  optOutOffered: boolean | null
  lastSaleAt: Date | null
  evidence: Record<string, string>
  provenanceId: string | null
  entrySeq: number | null
  endedAt: Date | null
  endedWhy: string | null
  /** Until when what rests on it may still be held; null while its end is unknown. */
  holdUntil: Date | null
}

/** What the ground of issued invoices waits for. */
export const WAITS_FOR_PAYMENT = 'payment'

/** True while the ground lets us use: begun, not past its end, not ended. */
export function lives(ground: Pick<Ground, 'since' | 'until' | 'endedAt'>, now: Date): boolean {
  return ground.since <= now && (!ground.until || ground.until > now) && (!ground.endedAt || ground.endedAt > now)
}

/** True while what rests on the ground may still be held. */
export function holds(ground: Pick<Ground, 'since' | 'holdUntil'>, now: Date): boolean {
  return ground.since <= now && (!ground.holdUntil || ground.holdUntil > now)
}
