import type { Tx } from '../plumbing/database.ts'
import { openSession, type NewSession, type SessionPlace } from './open-session.ts'
import { looksLikeSecret, secretHash } from './secret.ts'
import { consumeSignInLink } from './staff.sql.ts'

/**
 * Uses up a sign-in link and opens a session; undefined when the link is unknown, used or too old. The console's link
 * opens a full one, because whoever reads the console holds the data anyway; a colleague's may only enrol a factor (AU-04).
 */
export async function signIn(tx: Tx, token: string, place: SessionPlace): Promise<NewSession | undefined> {
  const used = looksLikeSecret(token) ? await consumeSignInLink(tx, secretHash(token)) : undefined
  return used && openSession(tx, used.staffId, used.madeBy === null ? 'console' : 'link', place)
}
