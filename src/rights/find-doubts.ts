import { childConsentAge } from '../law/country.ts'
import { zoneOf } from '../law/holidays.ts'
import { countSharers } from '../people/people-list.sql.ts'
import { selectPeople } from '../people/people.sql.ts'
import { selectContactPoints, selectValues } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { ageOn, localDateIn, type LocalDate } from '../values/calendar.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import type { PersonId } from '../values/ids.ts'
import { doubtsOf, type Doubt } from './identity-proof.ts'
import type { ReceivedRequest } from './receive-request.ts'

/** What in the person's own record makes it doubtful that who asks is the person. */
export async function findDoubts(tx: Tx, { personId, how, sender, proof, by }: Pick<ReceivedRequest, 'personId' | 'how' | 'sender' | 'proof' | 'by'>): Promise<Doubt[]> {
  const [person] = await selectPeople(tx, [personId])
  const points = await selectContactPoints(tx, [personId])
  const proving = points.find((point) => point.contactPointId === proof?.contactPointId)
  const birth = (await selectValues(tx, [personId])).find((one) => one.fieldKey === 'birth_date')?.value as LocalDate | undefined
  const today = localDateIn(zoneOf(person!.country ?? ''), tx.now)
  const known = how !== 'mail' || points.some((point) => point.kind === 'email' && point.canonical === canonicalOf(sender))
  return [...(known ? [] : ['unknown-sender' as const]), ...doubtsOf({
    personSince: person!.createdAt, addressSince: proving?.since ?? null, sharedWith: proving ? await sharersOf(tx, personId) : 0,
    isChild: birth !== undefined && ageOn(birth, today) < childConsentAge(person!.country, today),
    protectedIdentity: person!.protectedIdentity, speaker: by.kind, now: tx.now,
  })]
}

function canonicalOf(sender: string | undefined): string | undefined {
  const address = parseEmail(sender ?? '')
  return isFault(address) ? undefined : address.canonical
}

/** How many others share an address or a number with the person. */
async function sharersOf(tx: Tx, personId: PersonId): Promise<number> {
  return Math.max(0, ...(await countSharers(tx, personId)).values())
}
