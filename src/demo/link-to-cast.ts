import { newToken } from '../access/link.ts'
import { insertLinks } from '../access/links.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { CAST } from './cast.ts'

/** A personal link as Maria of the cast would have it in a mail, to show what a customer sees; its token, or undefined before she is there. */
export async function linkToCast(tx: Tx): Promise<string | undefined> {
  const maria = CAST.find((member) => member.key === 'maria')!.registration.personId
  const [point] = await selectContactPoints(tx, [maria])
  if (!point) return undefined
  const token = newToken()
  await insertLinks(tx, [{
    token, kind: 'stop', personId: maria, purposes: ['news'], channel: 'email', contactPointId: point.contactPointId, mailingId: null,
    entrySeq: null, wordingId: null, language: 'sv', createdAt: tx.now, expiresAt: null, usedAt: null,
  }])
  return token
}
