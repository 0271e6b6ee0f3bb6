import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { newSecret, secretHash } from './secret.ts'
import { SESSION_HOURS, type SessionWay } from './session.ts'
import { insertSession, updateSessionOfSecretEnded } from './sessions.sql.ts'

export interface NewSession {
  sessionId: string
  staffId: StaffId
  how: SessionWay
  /** For the cookie; only its hash is kept. */
  secret: string
  expiresAt: Date
}

export interface SessionPlace {
  /** Browser and system in short words; null where neither is known. */
  client: string | null
  /** The secret this browser held until now, whosoever it was: it is worth nothing from here on. */
  before?: string | undefined
  /** When a factor was shown, if not now. */
  provedAt?: Date | null
}

/**
 * Opens a session: the only way to one. Its secret and its id are always new ones, so nobody can have laid them out
 * beforehand (AU-05); `link` begins without proof, every other way is one.
 */
export async function openSession(tx: Tx, staffId: StaffId, how: SessionWay, { client, before, provedAt = tx.now }: SessionPlace): Promise<NewSession> {
  if (before !== undefined) await updateSessionOfSecretEnded(tx, secretHash(before))
  const session = { sessionId: newId(tx.now), staffId, how, secret: newSecret(), expiresAt: new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000) }
  await insertSession(tx, {
    sessionHash: secretHash(session.secret), sessionId: session.sessionId, staffId, how, client,
    provedAt: how === 'link' ? null : provedAt, lastSeenAt: tx.now, expiresAt: session.expiresAt,
  })
  return session
}
