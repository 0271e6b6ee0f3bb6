import type { Seen } from '../../looks/look.ts'
import type { PersonId } from '../../values/ids.ts'
import { LANGUAGES, t } from '../../values/text.ts'
import type { PersonSummary } from './people-resource.ts'
import type { Person } from './person-resource.ts'

// What an answer shows of whom, told from the answer itself: what is hidden from the reader was not seen.

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const
const HIDDEN: readonly unknown[] = LANGUAGES.map((language) => t(language, 'api.hidden-protected'))

/** A row of a list. */
export function seenInRow({ id, city, contactPoints, purposes }: PersonSummary): Seen {
  return {
    personId: id as PersonId,
    fields: ['name', ...(city === null ? [] : ['city']), ...new Set(contactPoints.map((one) => POINT_FIELD[one.kind])), ...(purposes.length > 0 ? ['grounds'] : [])],
  }
}

/** A person's page, with the names of those related to them. */
export function seenInPerson(person: Person): Seen[] {
  const shown = <Held extends { value: unknown }>(held: readonly Held[]) => held.filter((one) => !HIDDEN.includes(one.value))
  const fields = [
    'name', ...shown(person.fields).map((one) => one.field), ...new Set(shown(person.contactPoints).map((one) => POINT_FIELD[one.kind])),
    'choices', 'grounds', ...(person.relations.length > 0 ? ['relations'] : []), ...(person.documents.length > 0 ? ['documents'] : []),
  ]
  const related = [...new Set(person.relations.map((one) => one.person.id))].map((id) => ({ personId: id as PersonId, fields: ['name', 'relations'] }))
  return [{ personId: person.id as PersonId, fields }, ...related]
}

/** People of whom a name is told, and perhaps more; the name is not where identity is protected. */
export function seenByName(people: readonly { id: string; name: string }[], fields: readonly string[] = []): Seen[] {
  return people.map(({ id, name }) => ({ personId: id as PersonId, fields: [...(HIDDEN.includes(name) ? [] : ['name']), ...fields] }))
}

const CHANNEL_FIELD: Record<string, string> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal_address' }

/** People with the contact point that a channel would use. */
export function seenOnChannel(people: readonly { id: string; name: string; contactPoint: string | null }[], channel: string): Seen[] {
  const field = CHANNEL_FIELD[channel]
  return people.flatMap((one) => seenByName([one], one.contactPoint === null || field === undefined ? [] : [field]))
}
