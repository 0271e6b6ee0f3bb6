import type { StaffId } from '../values/ids.ts'

/** A session ends after so long in any case, */
export const SESSION_HOURS = 12
/** and after so long in which nobody did anything (NIST SP 800-63B-4 2.2.3: at most an hour). */
export const IDLE_MINUTES = 60
/** So long after a factor was shown, what is dangerous may be done without showing it again. */
export const FRESH_MINUTES = 5

/**
 * How a session was opened. `console`: by the link that is printed where the program runs. `link`: by a link that a
 * colleague made, which proves too little: all it may do is enrol a factor.
 */
export const SESSION_WAYS = ['console', 'link', 'passkey', 'password+totp', 'recovery', 'oidc'] as const
export type SessionWay = (typeof SESSION_WAYS)[number]

export interface Session {
  sessionId: string
  staffId: StaffId
  how: SessionWay
  /** When a factor was last shown; null: never. */
  provedAt: Date | null
  lastSeenAt: Date
  expiresAt: Date
}

/** Whether the colleague must show a factor again before what is dangerous. */
export function needsProof({ provedAt }: Pick<Session, 'provedAt'>, now: Date): boolean {
  return provedAt === null || now.getTime() - provedAt.getTime() >= FRESH_MINUTES * 60_000
}

/** Until when no factor is asked for again; null: it is asked for now. */
export function freshUntil(session: Pick<Session, 'provedAt'>, now: Date): Date | null {
  return needsProof(session, now) ? null : new Date(session.provedAt!.getTime() + FRESH_MINUTES * 60_000)
}

/** Whether a session may do no more than enrol a factor (AU-04). */
export function isForEnrolling({ how }: Pick<Session, 'how'>): boolean {
  return how === 'link'
}

export function isIdle(lastSeenAt: Date, now: Date): boolean {
  return now.getTime() - lastSeenAt.getTime() >= IDLE_MINUTES * 60_000
}
