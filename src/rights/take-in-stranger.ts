import type { Keeper } from '../keeper/keeper.ts'
import { findErased } from '../people/find-erased.ts'
import { OWN_PAGE } from '../people/hold-values.ts'
import { registerPeople } from '../people/register-people.ts'
import { RIGHTS } from '../people/rights-only.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { CountryCode } from '../values/country.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { writtenDay } from '../values/written.ts'
import { openRequest } from './open-request.ts'
import type { ReceivedRequest } from './receive-request.ts'
import { hashedContact, identifiersOfNo, readContact, readName, type SaidContact } from './stranger.ts'
import { selectOpenOfStranger } from './strangers.sql.ts'

export interface StrangerRequest extends Omit<ReceivedRequest, 'personId' | 'stranger' | 'sender' | 'proof'> {
  /** As they said it. */
  name: string
  contact: SaidContact
}

/**
 * Takes in what somebody asks who is in no register (art. 15(1): whether or not anything is held). A row is made for this
 * request alone, held by the one ground of the purpose `rights`: nothing else may be done with it. Nobody is found by it, so
 * that no import or form brings back through it who was forgotten (rule E4); of a no it is found, unless that address was
 * forgotten, whose own mark says no already. What is known of the address changes nothing of what is returned.
 * Throws `invalid` for what is no name or contact point, `conflict` for a colleague where the same is taken in and open.
 */
export async function takeInStranger(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, { name, contact, ...received }: StrangerRequest): Promise<{ personId: PersonId; requestId: string }> {
  const country = (await selectInstallation(tx))!.controller.country as CountryCode
  const [said, point] = [readName(name), readContact(contact, country)]
  const before = received.by.kind === 'staff' ? await selectOpenOfStranger(tx, received.kind, point.canonical) : undefined
  if (before) throw new Problem('conflict', { text: 'rights.stranger.taken-in', parameters: { day: writtenDay(received.language, before.receivedAt, RETENTION_ZONE) } })
  const [erased] = await findErased(tx, keeper.keys.suppression, [{ identifiers: hashedContact(keeper.keys.identifierIndex, point), values: new Map([['full_name', said]]), postal: point.kind === 'postal' ? point.canonical : undefined }])
  const personId = newId<PersonId>(tx.now)
  await registerPeople(tx, keeper.keys.identifierIndex, [{
    personId, values: { full_name: said, language: received.language }, contactPoints: [point], identifiers: erased?.certain ? [] : identifiersOfNo(received.kind, point),
    grounds: [{ purpose: RIGHTS, basis: 'legal-obligation' }],
  }], { source: OWN_PAGE, collected: 'self', recordedBy: received.by, importId: null, noticeDueAt: null })
  const requestId = await openRequest(tx, keeper, { ...received, personId, stranger: true })
  return { personId, requestId }
}
