import { recordPeople as record, type SentPerson } from '../../imports/record-people.ts'
import { findBySealed } from '../../people/find-by-sealed.ts'
import { findPeople } from '../../people/find-people.ts'
import type { Identifier } from '../../people/identifier.ts'
import { nameOf } from '../../people/name-of.ts'
import { selectPeopleInScope, type PersonInScope } from '../../people/people-in-scope.sql.ts'
import { selectListed, selectPeopleList, type ListedPerson } from '../../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Scope } from '../../people/scope.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import type { CountryCode } from '../../values/country.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId } from '../../values/ids.ts'
import { parsePersonNumber } from '../../values/identity-number.ts'
import { parsePhone } from '../../values/phone.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseUnwritable, scopeFor } from '../staff/key-scope.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { reasonInWords } from './import-answer.ts'
import { listPeople, recordPeople, type PersonSummary } from './people-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenInRow } from './seen-in-answer.ts'

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

export function addPeopleRoutes(api: Api, house: House): void {
  api.openapi(listPeople, async (c) => {
    const { search, purpose, after, limit } = c.req.valid('query')
    const scoped = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      return scope && selectPeopleInScope(tx, scope, { limit, ...(search ? { search } : {}), ...(purpose ? { purpose } : {}), ...(after === undefined ? {} : { after: cursorId<PersonId>(cursorParts(after, 1)[0]) }) })
    })
    if (scoped) {
      const next = scoped.people.length === limit ? scoped.people.at(-1) : undefined
      const rows = scoped.people.map(summaryInScope)
      await house.looks.note({ actor: c.get('actor'), why: 'list', people: rows.map(seenInRow) })
      return c.json({ people: rows, next: next ? cursorOf([next.personId]) : null, total: scoped.total, ...(scoped.totalIsLowerBound && { totalIsLowerBound: true as const }) }, 200)
    }
    const [sortKey, personId] = after === undefined ? [] : cursorParts(after, 2)
    const { people, total, totalIsLowerBound, demo } = await house.database.read(async (tx) => ({
      ...((search && await foundByNumber(tx, house, search)) || await selectPeopleList(tx, {
        limit, ...(search ? { search } : {}), ...(purpose ? { purpose } : {}), ...(personId === undefined ? {} : { after: { sortKey: sortKey!, personId: cursorId<PersonId>(personId) } }),
      })),
      demo: (await selectInstallation(tx))?.demo ?? false,
    }))
    const last = people.length === limit ? people.at(-1) : undefined
    const rows = people.map((each) => summary(each, demo))
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: rows.map(seenInRow) })
    return c.json({ people: rows, next: last ? cursorOf([last.sortKey, last.personId]) : null, total, ...(totalIsLowerBound && { totalIsLowerBound }) }, 200)
  })

  api.openapi(recordPeople, async (c) => {
    const language = readerLanguage(c)
    const results = await house.database.write(async (tx) => {
      const sent = c.req.valid('json')
      const scope = await scopeFor(tx, c.get('actor'))
      refuseOutOfScope(scope, sent.purposes, (place) => `purposes.${place}`)
      for (const [place, one] of sent.people.entries()) refuseUnwritable(c.get('actor'), sentFields(one), (field) => `people.${place}.${field}`)
      const seen = scope && await seenBefore(tx, house, scope, sent.people)
      const recorded = await record(tx, house.keeper, sent, actorId(c.get('actor')), enteredBy(c.get('actor')))
      return recorded.map((one) => ({ ...one, outcome: seen && one.outcome !== 'held-back' && !seen.has(one.personId!) ? 'new' as const : one.outcome }))
    })
    return c.json({
      results: results.map(({ personId, outcome, reasons }) => ({
        id: personId, outcome, held: reasons.map((reason) => ({ field: reason.field, rule: reason.rule, sentence: reasonInWords(language, reason) })),
      })),
    }, 200)
  })
}

/** Whoever sees everything finds somebody by their whole identity number too; undefined where it is none, or nobody's (rule H6). */
async function foundByNumber(tx: Tx, { keeper }: House, search: string) {
  const number = parsePersonNumber(search, localDateIn(RETENTION_ZONE, tx.now))
  const found = isFault(number) ? [] : await findBySealed(tx, keeper, { key: 'identity_number', type: 'identity-number' }, number.canonical)
  return found.length === 0 ? undefined : { people: await selectListed(tx, found), total: found.length, totalIsLowerBound: false }
}

/** Whether somebody has looked at who this is: a colleague at their screen, or the person themself through a system that speaks for them. */
export function enteredBy(actor: StaffActor): 'by-hand' | 'by-the-person' | undefined {
  if (actor.kind === 'staff') return 'by-hand'
  return actor.speaksForPerson ? 'by-the-person' : undefined
}

/** Who of those sent a key saw before: for it, everybody else is new. */
async function seenBefore(tx: Tx, house: House, scope: Scope, people: readonly SentPerson[]): Promise<Set<PersonId>> {
  const found = await findPeople(tx, house.keeper.keys.identifierIndex, people.flatMap(identifiersOf))
  return selectInScope(tx, scope, found.flat())
}

/** The fields that somebody who is sent brings. */
function sentFields({ contactPoints, values }: SentPerson): string[] {
  return [...Object.keys(values), ...contactPoints.map(({ kind }) => POINT_FIELD[kind])]
}

/** What somebody who is sent would be found by. */
export function identifiersOf({ contactPoints, values, country }: SentPerson): Identifier[] {
  const number = values['customer_number']
  return [
    ...contactPoints.flatMap(({ kind, value }): Identifier[] => {
      const found = kind === 'email' ? parseEmail(value) : parsePhone(value, country as CountryCode | null)
      return isFault(found) ? [] : [{ kind, canonical: 'e164' in found ? found.e164 : found.canonical }]
    }),
    ...(typeof number === 'string' ? [{ kind: 'customer-number' as const, canonical: number.trim() }] : []),
  ]
}

/** Of what a key does not see, nothing is said: no sharing, no relations, no choices for other purposes. */
function summaryInScope(person: PersonInScope): PersonSummary {
  const { personId, country, capacity, values, contactPoints, purposes } = person
  const flags: PersonSummary['flags'] = []
  if (person.protectedIdentity) flags.push('protected-identity')
  if (person.deceased) flags.push('deceased')
  if (capacity === 'sole-trader') flags.push('sole-trader')
  return {
    id: personId, name: nameOf(values), city: (values.get('city') as string | undefined) ?? null, country, capacity, flags,
    contactPoints: contactPoints.map((one) => ({ kind: one.kind, value: one.value, verified: one.verifiedAt !== null })),
    purposes: purposes.map((one) => ({ purpose: one.purpose, until: one.until && localDateIn(RETENTION_ZONE, one.until) })),
  }
}

function summary(person: ListedPerson, demo: boolean): PersonSummary {
  const { personId, name, city, country, capacity, contactPoints, purposes, flags } = person
  return {
    id: personId, name, city, country, capacity, contactPoints,
    purposes: purposes.map((one) => ({ purpose: one.purpose, until: one.until && localDateIn(RETENTION_ZONE, one.until) })),
    flags: demo ? [...flags, 'demo'] : flags,
  }
}
