import type { KeyObject } from 'node:crypto'
import { holdValues, OWN_PAGE } from '../people/hold-values.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { EmailAddress } from '../values/email.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { askForCode, type AskedForCode } from './ask-for-code.ts'
import { CODES_PER_HOUR, codeHash } from './door-request.ts'
import { countCodes, updateCode } from './door-requests.sql.ts'
import { tokenHash } from './link.ts'

const HOUR_MS = 3_600_000

/**
 * The person, who has proved to be the person, names a new e-mail address: it is held unverified, nobody is found by it,
 * and nothing but a code is sent there until the code has been entered (take-address.ts). Throws refused when no ground
 * needs an address, too-many when the person has asked for many codes lately.
 */
export async function offerAddress(
  tx: Tx, keys: { index: KeyObject; token: KeyObject }, codeOf: (requestId: string) => string,
  personId: PersonId, email: EmailAddress, language: Language,
): Promise<AskedForCode & { contactPointId: ContactPointId }> {
  if ((await countCodes(tx, personId, new Date(tx.now.getTime() - HOUR_MS))) >= CODES_PER_HOUR) throw new Problem('too-many', { text: 'customer.codes-many' })
  const { refused } = await holdValues(tx, keys.index, [{
    personId, values: {}, identifiers: [], contactPoints: [{ kind: 'email', value: email.stored, canonical: email.canonical }],
  }], { source: OWN_PAGE, collected: 'self', recordedBy: { kind: 'person', id: personId }, importId: null, noticeDueAt: null })
  if (refused[0]) throw new Problem('refused', { rule: refused[0].rule, text: 'customer.address-refused', field: 'email' })
  const { contactPointId } = (await selectContactPoints(tx, [personId])).find((point) => point.kind === 'email' && point.canonical === email.canonical)!
  // The request is found by its id alone; the lookup says where it came from.
  const asked = await askForCode(tx, { lookupKind: 'email', lookupHash: tokenHash(contactPointId), language, workedAt: tx.now })
  await updateCode(tx, { requestId: asked.requestId, personId, contactPointId, codeHash: codeHash(keys.token, asked.requestId, codeOf(asked.requestId)) })
  return { ...asked, contactPointId }
}
