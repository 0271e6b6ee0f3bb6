import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { CHALLENGE_MINUTES, SET_UP_MINUTES, type ChallengeKind } from './challenge.ts'
import { insertChallenge } from './factors.sql.ts'
import { newSecret, secretHash } from './secret.ts'

/**
 * Makes a challenge that is answered once, for this purpose, by this colleague (null: by anybody), and soon. Only its
 * hash is kept, with whatever sealed thing belongs to it.
 */
export async function layChallenge(tx: Tx, kind: ChallengeKind, staffId: StaffId | null, sealed: Buffer | null = null): Promise<string> {
  const challenge = newSecret()
  const minutes = kind === 'authenticator' ? SET_UP_MINUTES : CHALLENGE_MINUTES
  await insertChallenge(tx, { challengeHash: secretHash(challenge), kind, staffId, sealed, expiresAt: new Date(tx.now.getTime() + minutes * 60_000) })
  return challenge
}
