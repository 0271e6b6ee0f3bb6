import type { Factors } from './factors.sql.ts'
import { isForEnrolling, needsProof, type Session } from './session.ts'

/**
 * Whether this session may enrol a factor: after one was shown just now; by the link of a colleague, which is for that;
 * and by the console's link for whoever has nothing yet to show.
 */
export function mayEnrol(session: Pick<Session, 'how' | 'provedAt'>, factors: Factors, now: Date): boolean {
  const hasNone = factors.passkeys === 0 && !factors.password
  return isForEnrolling(session) || !needsProof(session, now) || (session.how === 'console' && hasNone)
}
