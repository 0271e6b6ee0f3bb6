import { Problem } from '../plumbing/errors.ts'
import type { StaffId } from '../values/ids.ts'

/** What ends when a colleague leaves, in the order in which it is told. */
export const CUT = [
  'sessions', 'sign-in-links', 'links-for-others', 'passkeys', 'password', 'recovery-codes', 'challenges', 'identities', 'api-keys', 'roles', 'teams', 'mail-addresses', 'calendar-feeds', 'day-mails', 'imports', 'exports', 'export-files', 'mailings',
] as const
/** What becomes somebody else's. */
export const HANDED_OVER = ['import-records', 'import-mappings', 'mailing-records', 'deals', 'activities', 'tickets', 'leads', 'saved-views', 'companies', 'people'] as const

export type Tied = (typeof CUT)[number] | (typeof HANDED_OVER)[number]

/** One kind of what hung on a colleague; names where the things have any. */
export interface Loosened {
  what: Tied
  things: (string | null)[]
}

export interface Departure {
  departureId: string
  staffId: StaffId
  leavesAt: Date
  handTo: StaffId | null
  askedAt: Date
  askedBy: StaffId
  cancelledAt: Date | null
  doneAt: Date | null
  cut: Loosened[] | null
}

/** Refuses to leave a company without anybody who may let colleagues in. `stay`: administrators who are here and have not said that they leave. */
export function refuseLast(staffId: StaffId, stay: readonly StaffId[], administrators: readonly StaffId[]): void {
  if (administrators.includes(staffId) && stay.every((one) => one === staffId)) throw new Problem('conflict', { text: 'leaving.last-administrator' })
}
