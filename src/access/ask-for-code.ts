import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { CODE_MINUTES, type DoorRequest } from './door-request.ts'
import { insertDoorRequest } from './door-requests.sql.ts'
import { newToken, tokenHash } from './link.ts'

/** What the browser keeps to show later that it is the one that asked. */
export interface AskedForCode {
  requestId: string
  secret: string
}

/**
 * Notes that somebody wants to be let in. The same work for everybody; who it is, is looked into afterwards (AU-02),
 * unless `workedAt` says that it is known already.
 */
export async function askForCode(tx: Tx, lookup: Pick<DoorRequest, 'lookupKind' | 'lookupHash' | 'language'> & { workedAt?: Date }): Promise<AskedForCode> {
  const requestId = newId(tx.now)
  const secret = newToken()
  const expiresAt = new Date(tx.now.getTime() + CODE_MINUTES * 60_000)
  await insertDoorRequest(tx, { ...lookup, requestId, browserHash: tokenHash(secret), createdAt: tx.now, expiresAt, workedAt: lookup.workedAt ?? null })
  return { requestId, secret }
}
