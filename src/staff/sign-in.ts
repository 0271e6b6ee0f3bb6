import type { Tx } from '../plumbing/database.ts'
import { looksLikeSecret, newSecret, secretHash } from './secret.ts'
import { consumeSignInLink, insertSession } from './staff.sql.ts'

export const SESSION_HOURS = 12

export interface NewSession {
  secret: string
  expiresAt: Date
}

/** Uses up a sign-in link and opens a session with a secret of its own; undefined when the link is unknown, used or too old. */
export async function signIn(tx: Tx, token: string): Promise<NewSession | undefined> {
  const staff = looksLikeSecret(token) ? await consumeSignInLink(tx, secretHash(token)) : undefined
  if (!staff) return undefined
  const session = { secret: newSecret(), expiresAt: new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000) }
  await insertSession(tx, { sessionHash: secretHash(session.secret), staffId: staff.staffId, expiresAt: session.expiresAt })
  return session
}
