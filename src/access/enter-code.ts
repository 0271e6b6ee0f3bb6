import type { KeyObject } from 'node:crypto'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { AskedForCode } from './ask-for-code.ts'
import { SESSION_HOURS } from './customer-session.ts'
import { insertCustomerSession } from './customer-sessions.sql.ts'
import { isCodeOf } from './door-request.ts'
import { markRequestUsed, takeTry } from './door-requests.sql.ts'
import { newToken, tokenHash } from './link.ts'

export type CodeOutcome =
  | { outcome: 'entered'; personId: PersonId; secret: string }
  /** Not the code; or there is none, which nobody can tell apart. */
  | { outcome: 'wrong' }
  /** Too old, used, too often tried, or asked for in another browser. */
  | { outcome: 'ended' }

/** Lets the person in who enters the mailed code in the browser that asked for it: once, as long as the address is still theirs. */
export async function enterCode(tx: Tx, tokenKey: KeyObject, asked: AskedForCode, code: string): Promise<CodeOutcome> {
  const request = await takeTry(tx, asked.requestId, tokenHash(asked.secret))
  if (!request) return { outcome: 'ended' }
  const { personId, contactPointId } = request
  if (!isCodeOf(tokenKey, request, code) || !personId) return { outcome: 'wrong' }
  const points = await selectContactPoints(tx, [personId])
  if (!points.some((point) => point.contactPointId === contactPointId && point.verifiedAt)) return { outcome: 'ended' }
  await markRequestUsed(tx, request.requestId)
  const secret = newToken()
  await insertCustomerSession(tx, {
    sessionHash: tokenHash(secret), personId, contactPointId, expiresAt: new Date(tx.now.getTime() + SESSION_HOURS * 3_600_000),
  })
  return { outcome: 'entered', personId, secret }
}
