import type { KeyObject } from 'node:crypto'
import { identifierHash, withMailboxes } from '../people/identifier.ts'
import { deleteIdentifier, insertIdentifiers } from '../people/identifiers.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoints, updateEndedContactPoint, updateVerified } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId } from '../values/ids.ts'
import type { AskedForCode } from './ask-for-code.ts'
import { updateCustomerSessionAddress, type CustomerSession } from './customer-sessions.sql.ts'
import { isCodeOf } from './door-request.ts'
import { markRequestUsed, takeTry } from './door-requests.sql.ts'
import { tokenHash } from './link.ts'

/** `replaced` are the proved addresses that have ended: each is told of it. */
export type AddressTaken = { outcome: 'taken'; replaced: ContactPointId[] } | { outcome: 'wrong' | 'ended'; replaced: [] }

const ENDED: AddressTaken = { outcome: 'ended', replaced: [] }

/**
 * The person enters the code that went to their new address, in the browser that named it. The address is verified and
 * takes the place of the older ones, which end with what was said for them: a yes binds to its address (rule L3).
 */
export async function takeAddress(
  tx: Tx, keys: { index: KeyObject; token: KeyObject }, session: Pick<CustomerSession, 'sessionHash' | 'personId'>, asked: AskedForCode, code: string,
): Promise<AddressTaken> {
  const { personId, sessionHash } = session
  const request = await takeTry(tx, asked.requestId, tokenHash(asked.secret))
  if (!request || request.personId !== personId) return ENDED
  if (!isCodeOf(keys.token, request, code)) return { outcome: 'wrong', replaced: [] }
  await lockPeople(tx, [personId])
  const emails = (await selectContactPoints(tx, [personId])).filter((point) => point.kind === 'email')
  const taken = emails.find((point) => point.contactPointId === request.contactPointId)
  if (!taken) return ENDED
  await markRequestUsed(tx, request.requestId)
  await updateVerified(tx, personId, taken.contactPointId, 'code')
  const identifiersOf = (canonical: string) => withMailboxes([{ kind: 'email', canonical }]).map((one) => ({ kind: one.kind, keyHash: identifierHash(keys.index, one), personId }))
  const others = emails.filter((point) => point !== taken)
  for (const old of others) {
    await updateEndedContactPoint(tx, personId, old.contactPointId)
    for (const one of identifiersOf(old.canonical)) await deleteIdentifier(tx, one.kind, one.keyHash, personId)
  }
  // Last: the old address may be the same mailbox in other letters.
  await insertIdentifiers(tx, identifiersOf(taken.canonical))
  await updateCustomerSessionAddress(tx, sessionHash, taken.contactPointId)
  return { outcome: 'taken', replaced: others.filter((old) => old.verifiedAt !== null).map((old) => old.contactPointId) }
}
