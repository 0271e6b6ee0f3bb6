import { findBySealed } from '../people/find-by-sealed.ts'
import { findPeople as findByIdentifiers } from '../people/find-people.ts'
import { FIELD_OF_IDENTIFIER, type Identifier } from '../people/identifier.ts'
import { selectFieldsInScope } from '../people/scope.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import type { PersonId } from '../values/ids.ts'
import { parsePersonNumber } from '../values/identity-number.ts'
import { parsePhone } from '../values/phone.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { selectBegun, selectFewInScope, selectHolding, selectReached, selectShown } from './people-found.sql.ts'
import { anywhere, beginningQuery, literal, rankOf, RANKS, SHORT_LETTERS, type Wanted } from './wanted.ts'

/** So many of those whom the words fit are put in order by how well they do. */
const WEIGHED = 30
/** Where more than these have names that begin so, these alone are put in order. */
const LOOKED_THROUGH = 1_000
/** A number without a country is one of these. */
const NUMBERED: readonly string[] = ['SE', 'NO', 'DK', 'FI']

/**
 * People: by a number or address typed whole, else by names that begin so, else by whatever the register finds people by.
 * Whoever is bound finds them by what they see alone.
 */
export async function findPeople(tx: Tx, { wanted, limit }: Clue, searcher: Searcher): Promise<Found[]> {
  const exact = await byIdentifiers(tx, wanted, searcher)
  const named = exact.length > 0 ? [] : await byWords(tx, wanted, searcher, Math.max(WEIGHED, limit))
  const shown = await selectShown(tx, searcher.scope, [...exact, ...named])
  const found = shown.flatMap((one): Found[] => {
    const rank = exact.includes(one.personId) ? RANKS.exact : rankOf(one.name, wanted)
    // Where somebody lives whose identity is protected is nothing to find them by.
    if (one.isProtected && rank === RANKS.word) return []
    return [{ id: one.personId, person: { id: one.personId, name: one.name }, title: one.name, about: one.city, rank, shows: ['name', ...(one.city === null ? [] : ['city'])] }]
  })
  // Among equals the order of names stays.
  return found.toSorted((one, other) => one.rank - other.rank)
}

async function byWords(tx: Tx, wanted: Wanted, { scope }: Searcher, limit: number): Promise<PersonId[]> {
  if (wanted.words.length === 0) return []
  if (scope) return selectFewInScope(tx, scope, anywhere(wanted), limit)
  const begun = [...(await selectBegun(tx, beginningQuery(wanted), { limit, looked: LOOKED_THROUGH })), ...(await byPoint(tx, wanted, limit))]
  const isShort = wanted.words.every(({ forms }) => forms[0]!.length <= SHORT_LETTERS)
  return begun.length > 0 || isShort ? begun : selectHolding(tx, anywhere(wanted), limit)
}

/** The beginning of an address, or some digits of a telephone number as one says it. */
async function byPoint(tx: Tx, { typed }: Wanted, limit: number): Promise<PersonId[]> {
  if (/^[+\d][\d\s()/-]{3,}$/.test(typed)) return selectReached(tx, `%${typed.replaceAll(/\D/g, '').replace(/^0+/, '')}%`, limit)
  return typed.length > SHORT_LETTERS && /^\S+[.@]\S*$/.test(typed) ? selectReached(tx, `${literal(typed)}%`, limit) : []
}

/** Who has the identity number, customer number, address or telephone number that was typed, where the searcher sees that of them. */
async function byIdentifiers(tx: Tx, { typed }: Wanted, { scope, keeper }: Searcher): Promise<PersonId[]> {
  const number = parsePersonNumber(typed, localDateIn(RETENTION_ZONE, tx.now))
  if (!scope && !isFault(number)) {
    const found = await findBySealed(tx, keeper, { key: 'identity_number', type: 'identity-number' }, number.canonical)
    if (found.length > 0) return found
  }
  const identifiers = identifiersIn(typed)
  const found = identifiers.length === 0 ? [] : (await findByIdentifiers(tx, keeper.keys.identifierIndex, identifiers)).flatMap((personIds, index) => personIds.map((personId) => ({ personId, field: FIELD_OF_IDENTIFIER[identifiers[index]!.kind] })))
  if (!scope || found.length === 0) return [...new Set(found.map((one) => one.personId))]
  const seen = await selectFieldsInScope(tx, scope, found.map((one) => one.personId))
  return [...new Set(found.filter((one) => seen.get(one.personId)?.has(one.field)).map((one) => one.personId))]
}

/** What may be an address, a telephone number or a customer number, in the form these are kept in. */
function identifiersIn(typed: string): Identifier[] {
  const email = parseEmail(typed)
  if (!isFault(email)) return [{ kind: 'email', canonical: email.canonical }]
  if (!/\d/.test(typed)) return []
  const phones = NUMBERED.map((country) => parsePhone(typed, country as CountryCode)).flatMap((one) => (isFault(one) ? [] : [one.e164]))
  return [...[...new Set(phones)].map((canonical): Identifier => ({ kind: 'phone', canonical })), { kind: 'customer-number', canonical: typed }]
}
