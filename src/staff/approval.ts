import { isDeepStrictEqual } from 'node:util'
import type { StaffId } from '../values/ids.ts'
import type { Permission } from './permission.ts'

/** What one colleague alone may not do, and what both who asks and who allows must be permitted. */
export const APPROVAL_KINDS = { 'mass-export': 'people.export', 'mass-erasure': 'people.erase', 'retention-change': 'retention.change', 'request-answer': 'requests.handle' } as const satisfies Record<string, Permission>
export type ApprovalKind = keyof typeof APPROVAL_KINDS

/** More people than this leave in one file only when a second colleague has allowed it. */
export const MASS_EXPORT_PEOPLE = 1_000
/** More people than this are forgotten in one go only when a second colleague has allowed it. */
export const MASS_ERASURE_PEOPLE = 10
/** So long it waits for a second pair of eyes, and then for being used. */
export const APPROVAL_HOURS = 24
/** An answer to somebody’s request, over a long weekend too: it is void anyhow once the request changes. */
const REQUEST_ANSWER_HOURS = 7 * 24

export function hoursFor(kind: ApprovalKind): number {
  return kind === 'request-answer' ? REQUEST_ANSWER_HOURS : APPROVAL_HOURS
}

export interface Approval {
  approvalId: string
  kind: ApprovalKind
  /** What exactly is to be done. */
  wish: unknown
  reason: string
  askedBy: StaffId
  askedAt: Date
  expiresAt: Date
  decidedBy: StaffId | null
  decidedAt: Date | null
  approved: boolean | null
  usedAt: Date | null
}

export type ApprovalState = 'waiting' | 'approved' | 'refused' | 'used' | 'expired'

export function stateOf(approval: Approval, now: Date): ApprovalState {
  if (approval.usedAt) return 'used'
  if (approval.approved === false) return 'refused'
  if (approval.expiresAt <= now) return 'expired'
  return approval.approved ? 'approved' : 'waiting'
}

/** True for an approval that this colleague asked for, of exactly this, and that another gave: it holds once. */
export function allowsNow(approval: Approval, kind: ApprovalKind, wish: unknown, by: StaffId, now: Date): boolean {
  return stateOf(approval, now) === 'approved' && approval.kind === kind && approval.askedBy === by && approval.decidedBy !== by
    && isDeepStrictEqual(JSON.parse(JSON.stringify(wish)), approval.wish)
}
