import type { KeyObject } from 'node:crypto'
import { selectByIdentifier } from '../people/identifiers.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectContactPoints, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { CODES_PER_HOUR, REQUEST_HOURS, codeHash, type DoorRequest } from './door-request.ts'
import { claimWaitingRequests, countCodes, deleteRequestsBefore, updateCode } from './door-requests.sql.ts'
import { linkMayMore } from './link.ts'
import { selectLinkByHash } from './links.sql.ts'

const REQUESTS_AT_A_TIME = 50
const HOUR_MS = 3_600_000

/** A code that is to be mailed to the person. */
export interface CodeLetter {
  requestId: string
  personId: PersonId
  contactPointId: ContactPointId
  language: Language
}

/**
 * Looks into who asked to be let in: where it is exactly one living person with a verified e-mail address, they get a
 * code; in every other case nothing happens. Nobody who asked can see the difference. Returns the codes to mail;
 * `codeOf` says which code a request gets.
 */
export async function answerDoorRequests(tx: Tx, tokenKey: KeyObject, codeOf: (requestId: string) => string): Promise<CodeLetter[]> {
  await deleteRequestsBefore(tx, new Date(tx.now.getTime() - REQUEST_HOURS * HOUR_MS))
  const letters: CodeLetter[] = []
  for (const request of await claimWaitingRequests(tx, REQUESTS_AT_A_TIME)) {
    const found = await whoAsked(tx, request)
    if (!found || (await countCodes(tx, found.personId, new Date(tx.now.getTime() - HOUR_MS))) >= CODES_PER_HOUR) continue
    const { requestId, language } = request
    const { personId, contactPointId } = found
    await updateCode(tx, { requestId, personId, contactPointId, codeHash: codeHash(tokenKey, requestId, codeOf(requestId)) })
    letters.push({ requestId, personId, contactPointId, language })
  }
  return letters
}

async function whoAsked(tx: Tx, request: DoorRequest): Promise<ContactPoint | undefined> {
  const link = request.lookupKind === 'link' ? await selectLinkByHash(tx, request.lookupHash) : undefined
  const people = link ? (linkMayMore(link, tx.now) ? [link.personId] : [])
    : (await selectByIdentifier(tx, request.lookupKind, [request.lookupHash])).map((one) => one.personId)
  // A shared address never identifies alone.
  const [personId, another] = [...new Set(people)]
  if (!personId || another) return undefined
  const [person] = await selectPeople(tx, [personId])
  if (!person || person.deceasedAt) return undefined
  const verified = (await selectContactPoints(tx, [personId])).filter((point) => point.kind === 'email' && point.verifiedAt)
  return verified.find((point) => point.contactPointId === link?.contactPointId) ?? verified.at(-1)
}
