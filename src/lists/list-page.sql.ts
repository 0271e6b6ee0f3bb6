import { sql, type RawBuilder } from 'kysely'
import { matching, notWithheld, valueOf, type MayLook } from '../decisions/condition.sql.ts'
import { isListed, listedValues, type ListedField } from '../people/listed-values.sql.ts'
import { NAME_FIELDS } from '../people/name-of.ts'
import { WHEREABOUTS } from '../people/people-in-scope.sql.ts'
import { fieldInScope, inScope } from '../people/scope.sql.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'
import { showsOfEverybody, type Scope } from '../people/scope.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { CheckedList } from './list.ts'

/** A place in a list: those with a key to sort by come first, the others follow in the order of their ids. */
export interface ListPlace {
  /** Null among those without one. */
  key: string | null
  personId: PersonId
}

/** A checked list with all that its statements need. */
export interface ReadyList extends CheckedList {
  scope: Scope | undefined
  /** Conditions beyond those of fields: words searched for. */
  found: RawBuilder<boolean>[]
  /** For each reachable condition, a bit for each person number that it holds for. */
  numbers: Buffer[]
  /** Whose alphabet: that of the company's country. */
  country: string
}

/** Of whom this list may look at a field. */
export function mayLook(scope: Scope | undefined, now: Date): MayLook {
  return (field) => {
    const shown = scope ? fieldInScope(scope, field, sql`p.person_id`, now) : notWithheld(field)
    return WHEREABOUTS.includes(field) ? sql<boolean>`(not p.protected_identity and ${shown})` : shown
  }
}

/** One page from a place on, in the list's own order; backward it ends before the place. */
export async function selectPlaces(tx: Tx, list: ReadyList, from: ListPlace | undefined, backward: boolean, limit: number): Promise<ListPlace[]> {
  const parts = backward ? (['unkeyed', 'keyed'] as const) : (['keyed', 'unkeyed'] as const)
  const first = from === undefined ? 0 : parts.indexOf(from.key === null ? 'unkeyed' : 'keyed')
  const found: ListPlace[] = []
  for (const [at, part] of parts.entries()) {
    if (at < first || found.length >= limit) continue
    found.push(...(await selectPart(tx, list, part, at === first ? from : undefined, backward, limit - found.length)))
  }
  return backward ? found.toReversed() : found
}

/** The place some part (0 to 1) into the list, counted one by one: for lists of not too many. */
export async function selectPlaceAt(tx: Tx, list: ReadyList, share: number): Promise<ListPlace | undefined> {
  // Found first and put in order then: the index of the order would lead past everybody who is not in the list.
  const { rows } = await sql<ListPlace>`
    with found as materialized (${places(list, tx.now, sql`true`)})
    select key::text, "personId" from found ${inOrder(list)} limit 1 offset (select greatest(0, least(round(${share}::float8 * count(*)), count(*) - 1)) from found)::bigint`.execute(tx.db)
  return rows[0]
}

/** Exactly how many there are. */
export async function countPlaces(tx: Tx, list: ReadyList): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${joined} where ${matches(list, tx.now)}`.execute(tx.db)
  return rows[0]!.count
}

/** Everybody in the list, as what a statement selects from: `p` is the person. It ends in a condition. */
export const inList = (list: ReadyList, now: Date) => sql`${joined} where ${matches(list, now)}`

/** Of people with these numbers, those who match, by place. */
export async function selectSample(tx: Tx, list: ReadyList, personNos: readonly number[]): Promise<ListPlace[]> {
  const { rows } = await sql<ListPlace>`
    select key::text, "personId" from (${places(list, tx.now, sql`p.person_no = any (${personNos}::bigint[])`)}) found ${inOrder(list)}`.execute(tx.db)
  return rows
}

/** Everybody in the list of whom a condition holds, each with their key. */
const places = (list: ReadyList, now: Date, which: RawBuilder<unknown>) => sql`
  select case when ${isKeyed(list, now)} then ${keyOf(list)} end as key, p.person_id as "personId" from ${joined} where ${which} and ${matches(list, now)}`

const inOrder = ({ sort: { down } }: ReadyList) => sql`order by key is null, key ${direction(down)}, "personId" ${direction(down)}`

/** The highest person number there is, and how many people there are up to `limit`. */
export async function selectExtent(tx: Tx, limit: number): Promise<{ last: number; some: number }> {
  const { rows } = await sql<{ last: number | null; some: number }>`
    select (select max(person_no) from person) as last, (select count(*)::int from (select from person limit ${limit}) some_of_them) as some`.execute(tx.db)
  return { last: rows[0]!.last ?? 0, some: rows[0]!.some }
}

/** So many people are looked up one by one sooner than everybody is gone through. */
const FEW = 200

type Part = 'keyed' | 'unkeyed'

async function selectPart(tx: Tx, list: ReadyList, part: Part, place: ListPlace | undefined, backward: boolean, limit: number): Promise<ListPlace[]> {
  const down = list.sort.down !== backward
  const { by } = list.sort
  if (part === 'keyed' && isListed(by) && by !== 'country') return selectListed(tx, list, by, place, down, limit)
  const few = part === 'unkeyed' && list.scope === undefined ? await selectLacking(tx, list) : undefined
  if (few?.length === 0) return []
  const among = few ? sql`p.person_id in (select unnest(${few}::uuid[]))` : sql`true`
  const [key, id, rows] = [keyOf(list), idOf(list, part), part === 'keyed' && by !== 'country' ? sql`profile f join person p on p.person_id = f.person_id` : joined]
  const beyond = place === undefined ? sql`true` : part === 'keyed'
    ? sql`(${key}, ${id}) ${down ? sql`<` : sql`>`} (${typed(list, place.key!)}, ${place.personId}::uuid)`
    : sql`${id} ${down ? sql`<` : sql`>`} ${place.personId}::uuid`
  const order = part === 'keyed' ? sql`${key} ${direction(down)}, ${id} ${direction(down)}` : sql`${id} ${direction(down)}`
  const found = await sql<ListPlace>`
    select ${part === 'keyed' ? sql`${key}::text` : sql`null::text`} as key, p.person_id as "personId"
    from ${rows} where ${among} and ${beyond} and ${whole(list, tx.now, part)} order by ${order} limit ${limit}`.execute(tx.db)
  return found.rows
}

/** The same for an order by a text of which there are few values: value by value, until there are enough people. */
async function selectListed(tx: Tx, list: ReadyList, by: ListedField, place: ListPlace | undefined, down: boolean, limit: number): Promise<ListPlace[]> {
  const atPlace = place === undefined ? sql`true` : sql`key ${down ? sql`<=` : sql`>=`} ${place.key}::text`
  const beyond = place === undefined ? sql`true` : sql`(s.key <> ${place.key}::text or f.person_id ${down ? sql`<` : sql`>`} ${place.personId}::uuid)`
  const { rows } = await sql<ListPlace>`
    with recursive ${listedValues(by)},
      spelled as (select value, list_order(value, ${list.country}) collate "C" as key from listed where value is not null)
    select s.key, x.person_id as "personId"
    from (select value, key from spelled where ${atPlace} order by key ${direction(down)}) s
    cross join lateral (
      select f.person_id from profile f join person p on p.person_id = f.person_id
      where (${sql.ref(`f.${by}`)} collate "C") = s.value and ${beyond} and ${whole(list, tx.now, 'keyed')}
      order by f.person_id ${direction(down)} limit ${limit}) x
    order by s.key ${direction(down)}, x.person_id ${direction(down)} limit ${limit}`.execute(tx.db)
  return rows
}

/**
 * Those without something to sort by, when they are few; undefined when they are many. With few among a million, going
 * through everybody in order to find a page of them takes seconds, and a look at one column does not.
 */
async function selectLacking(tx: Tx, { sort: { by, type }, country }: Pick<ReadyList, 'sort' | 'country'>): Promise<PersonId[] | undefined> {
  const upTo = sql`limit ${FEW + 1}`
  const value = PROFILE_FIELDS.some((each) => each === by) ? valueOf(by) : type === 'amount' || type === 'number' ? keyOf({ sort: { by, type, down: false }, country }) : sql`(f.own ->> ${by})`
  const lacking = type === 'name' ? sql`(select person_id from profile where sort_key = '' ${upTo})`
    : by === 'country' ? sql`(select person_id from person where country is null ${upTo})`
    : sql`(select f.person_id from profile f where ${value} is null ${upTo})
        union (select person_id from value_block where field_key = ${by} ${upTo}) union (select person_id from restriction where field_key = ${by} ${upTo})
        ${WHEREABOUTS.includes(by) ? sql`union (select person_id from person where protected_identity ${upTo})` : sql``}`
  const { rows } = await sql<{ person_id: PersonId }>`${lacking}`.execute(tx.db)
  return rows.length > FEW ? undefined : rows.map((row) => row.person_id)
}

const joined = sql`person p left join profile f on f.person_id = p.person_id`

/** The order of names, and of all that is kept in the profile, begins there: its indexes give the next page at once. */
const idOf = ({ sort: { by } }: ReadyList, part: Part) => part === 'keyed' && by !== 'country' ? sql`f.person_id` : sql`p.person_id`

const direction = (down: boolean) => (down ? sql`desc` : sql`asc`)

const whole = (list: ReadyList, now: Date, part: Part) => sql`${part === 'keyed' ? isKeyed(list, now) : sql`not (${isKeyed(list, now)})`} and ${matches(list, now)}`

function matches({ conditions, found, reachable, numbers, scope }: ReadyList, now: Date): RawBuilder<boolean> {
  const within = scope ? [inScope(scope, sql`p.person_id`, now)] : []
  const reached = reachable.map(({ holds }, place) => sql<boolean>`${reachedBit(numbers[place]!)} = ${holds}`)
  return sql<boolean>`${sql.join([sql`true`, ...found, ...reached, matching(conditions, now, mayLook(scope, now)), ...within], sql` and `)}`
}

/** Numbers given since the bits were set are of people nobody has decided about. */
const reachedBit = (bits: Buffer) => sql`(case when p.person_no < ${bits.length * 8} then get_bit(${bits}::bytea, p.person_no) = 1 else false end)`

/** Whether this person has something to sort by, and the reader may see it. */
function isKeyed(list: ReadyList, now: Date): RawBuilder<boolean> {
  const { by, type } = list.sort
  if (type === 'name') return sql<boolean>`(coalesce(f.sort_key, '') > '' and ${namesSeen(list.scope, now)})`
  if (by === 'country') return sql<boolean>`(p.country is not null)`
  return sql<boolean>`(${keyOf(list)} is not null and ${mayLook(list.scope, now)(by)})`
}

/** An order by name would tell a name in part hidden. */
function namesSeen(scope: Scope | undefined, now: Date): RawBuilder<boolean> {
  return scope && !showsOfEverybody(scope, NAME_FIELDS) ? sql<boolean>`(${sql.join(NAME_FIELDS.map((field) => mayLook(scope, now)(field)), sql` and `)})` : sql<boolean>`true`
}

/** What the order compares. */
function keyOf({ sort: { by, type }, country }: Pick<ReadyList, 'sort' | 'country'>): RawBuilder<unknown> {
  if (type === 'name') return sql`f.sort_key`
  if (by === 'country') return sql`(p.country collate "C")`
  const shipped = PROFILE_FIELDS.some((each) => each === by)
  const text = shipped ? valueOf(by) : sql`(f.own ->> ${by})`
  if (type === 'date') return shipped ? text : sql`(${text} collate "C")`
  if (type === 'amount' || type === 'number') return shipped ? text : sql`(case jsonb_typeof(f.own -> ${by}) when 'number' then ${text}::numeric end)`
  return sql`(list_order(${text}, ${country}) collate "C")`
}

function typed({ sort: { by, type } }: ReadyList, key: string): RawBuilder<unknown> {
  const shipped = PROFILE_FIELDS.some((each) => each === by)
  if (type === 'date' && shipped) return sql`${key}::date`
  if (type === 'amount' || type === 'number') return shipped ? sql`${key}::bigint` : sql`${key}::numeric`
  return sql`${key}::text`
}
