import { sql, type RawBuilder } from 'kysely'
import { nameOf } from '../people/name-of.ts'
import { selectDescribed } from '../people/people-in-scope.sql.ts'
import type { Scope } from '../people/scope.ts'
import { fieldInScope, inScope } from '../people/scope.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { PERSON_ATTRIBUTES, type CheckedCondition } from './audience.ts'
import { matching, needsProfile, whoseYesEnds, type EndingYes } from './condition.sql.ts'
import type { Foundation } from './decide.ts'
import { factsAsked } from './facts.sql.ts'
import type { Facts } from './facts.ts'
import type { Question } from './question.ts'
import type { Obligation } from './rules.ts'
import { allows, obligationsCase, ruleCase } from './rules.sql.ts'

/** One person of an audience with the answer SQL gave. */
export interface AudienceRow extends Foundation {
  personId: PersonId
  rule: string
  /** What was resolved for the person's country and capacity. */
  basis: Facts['basis']
  use: Facts['use']
  contactPointId: ContactPointId | null
  language: string | null
  obligations: Obligation[]
}

export interface NamedRow {
  personId: PersonId
  /** Null for a protected identity: it stays out of lists. */
  name: string | null
  contactPoint: string | null
}

/** How many of those who match are answered by each rule. */
export async function countByRule(tx: Tx, question: Question, conditions: readonly CheckedCondition[], scope?: Scope): Promise<{ rule: string; allowed: boolean; count: number }[]> {
  const { rows } = await sql<{ rule: string; allowed: boolean; count: number }>`
    ${decided(tx, question, conditions, scope)}
    select d.rule, ${allows(sql.ref('d.rule'))} as allowed, count(*)::int as count from decided d group by d.rule order by count desc, d.rule`.execute(tx.db)
  return rows
}

/** The order of names over `person p` and `profile f`; who has none comes last. */
const byName = sql`coalesce(f.sort_key, '') = '', coalesce(f.sort_key, ''), p.person_id`

const beyondName = (after: PersonId) => sql<boolean>`(coalesce(f.sort_key, '') = '', coalesce(f.sort_key, ''), p.person_id) > (
  select coalesce(g.sort_key, '') = '', coalesce(g.sort_key, ''), q.person_id from person q left join profile g on g.person_id = q.person_id where q.person_id = ${after})`

/** One page by name: those allowed, or those one rule answers. `after` is the last person of the page before. */
export async function selectNamed(
  tx: Tx, question: Question, conditions: readonly CheckedCondition[], page: { rule?: string; after?: PersonId; limit: number },
): Promise<NamedRow[]> {
  const which = page.rule === undefined ? allows(sql.ref('d.rule')) : sql<boolean>`d.rule = ${page.rule}`
  const { rows } = await sql<NamedRow>`
    ${decided(tx, question, conditions)}
    select d.person_id as "personId", case when d.protected_identity then null else coalesce(f.display_name, '') end as name,
      case when d.protected_identity then null else c.value end as "contactPoint"
    from decided d
    left join profile f on f.person_id = d.person_id
    left join contact_point c on c.person_id = d.person_id and c.contact_point_id = d.contact_point_id
    left join person p on p.person_id = d.person_id
    where ${which} and ${page.after === undefined ? sql`true` : beyondName(page.after)}
    order by ${byName}
    limit ${page.limit}`.execute(tx.db)
  return rows
}

/** The same of a scope: by id, since an order by name would tell hidden names, and with what the scope shows of each. */
export async function selectNamedInScope(
  tx: Tx, question: Question, conditions: readonly CheckedCondition[], page: { rule?: string; after?: PersonId; limit: number }, scope: Scope,
): Promise<NamedRow[]> {
  const which = page.rule === undefined ? allows(sql.ref('d.rule')) : sql<boolean>`d.rule = ${page.rule}`
  const { rows } = await sql<{ personId: PersonId; contactPointId: ContactPointId | null }>`
    ${decided(tx, question, conditions, scope)}
    select d.person_id as "personId", d.contact_point_id as "contactPointId" from decided d
    where ${which} and ${page.after === undefined ? sql`true` : sql`d.person_id > ${page.after}::uuid`}
    order by d.person_id limit ${page.limit}`.execute(tx.db)
  const points = new Map(rows.map((row) => [row.personId, row.contactPointId]))
  return (await selectDescribed(tx, scope, rows.map((row) => row.personId))).map(({ personId, protectedIdentity, values, contactPoints }) => ({
    personId,
    name: protectedIdentity ? null : nameOf(values),
    contactPoint: protectedIdentity ? null : contactPoints.find((one) => one.contactPointId === points.get(personId))?.value ?? null,
  }))
}

/** One page by id of everybody who matches, with the answer for each: what a mailing is made of. */
export async function selectDecided(
  tx: Tx, question: Question, conditions: readonly CheckedCondition[], page: { after?: PersonId; limit: number }, endings?: EndingYes,
): Promise<AudienceRow[]> {
  const after = page.after === undefined ? sql<boolean>`true` : sql<boolean>`p.person_id > ${page.after}`
  const { rows } = await sql<AudienceRow>`
    ${factsAsked(tx.now, [question], { matching: sql<boolean>`${after} and ${matching(conditions, tx.now)} and ${endings ? whoseYesEnds(endings, tx.now) : sql<boolean>`true`}` })}
    select f.person_id as "personId", r.rule, f.basis, f.use, f.ground_id as "groundId", f.sale_ground_id as "saleGroundId",
      f.yes_seq as "yesSeq", f.no_seq as "noSeq", f.contact_point_id as "contactPointId", f.language,
      case when ${allows(sql.ref('r.rule'))} then ${obligationsCase('f')} else '{}' end as obligations
    from facts f cross join lateral (select ${ruleCase('f')} as rule) r
    order by f.person_id
    limit ${page.limit}`.execute(tx.db)
  return rows
}

/** The numbers of everybody who matches, four bytes each in one value: a row a person would cost more than the filter. */
export async function selectMatchingNumbers(tx: Tx, conditions: readonly CheckedCondition[]): Promise<Int32Array> {
  const { rows } = await sql<{ numbers: Buffer | null }>`
    select string_agg(int4send(p.person_no::int4), ''::bytea) as numbers
    from person p ${needsProfile(conditions)} where ${matching(conditions, tx.now)}`.execute(tx.db)
  return numbersIn(rows[0]!.numbers)
}

/** The numbers of everybody the gate permits, decided one by one: takes as long as a rehearsal. */
export async function selectPermittedNumbers(tx: Tx, question: Question): Promise<Int32Array> {
  const { rows } = await sql<{ numbers: Buffer | null }>`
    ${decided(tx, question, [])}
    select string_agg(int4send(p.person_no::int4), ''::bytea) as numbers
    from decided d join person p on p.person_id = d.person_id where ${allows(sql.ref('d.rule'))}`.execute(tx.db)
  return numbersIn(rows[0]!.numbers)
}

function numbersIn(sent: Buffer | null): Int32Array {
  const bytes = sent ?? Buffer.alloc(0)
  const numbers = new Int32Array(bytes.length / Int32Array.BYTES_PER_ELEMENT)
  for (let place = 0; place < numbers.length; place++) numbers[place] = bytes.readInt32BE(place * Int32Array.BYTES_PER_ELEMENT)
  return numbers
}

/** These people, or some of them, in the order of names. */
export async function selectInNameOrder(tx: Tx, people: readonly PersonId[], page: { after?: PersonId; limit: number }): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from person p left join profile f on f.person_id = p.person_id
    where p.person_id = any (${people}::uuid[]) and ${page.after === undefined ? sql`true` : beyondName(page.after)}
    order by ${byName} limit ${page.limit}`.execute(tx.db)
  return rows.map((row) => row.personId)
}

/** The next people in the order of names, whoever they are, read from its index; those without a name, whom no index lists, after all others. */
export async function selectNextByName(tx: Tx, page: { after?: PersonId; limit: number }): Promise<{ personId: PersonId; personNo: number }[]> {
  const place = page.after === undefined ? undefined : await selectNamePlace(tx, page.after)
  const named = place?.sortKey === '' ? [] : await selectNextNamed(tx, { ...page, ...place })
  if (named.length === page.limit) return named
  const { rows } = await sql<{ personId: PersonId; personNo: number }>`
    select p.person_id as "personId", p.person_no as "personNo" from person p left join profile f on f.person_id = p.person_id
    where coalesce(f.sort_key, '') = '' and ${place?.sortKey === '' ? sql`p.person_id > ${page.after!}::uuid` : sql`true`}
    order by p.person_id limit ${page.limit - named.length}`.execute(tx.db)
  return [...named, ...rows]
}

async function selectNamePlace(tx: Tx, personId: PersonId): Promise<{ sortKey: string } | undefined> {
  const { rows } = await sql<{ sortKey: string }>`
    select coalesce(f.sort_key, '') as "sortKey" from person p left join profile f on f.person_id = p.person_id where p.person_id = ${personId}`.execute(tx.db)
  return rows[0]
}

async function selectNextNamed(tx: Tx, { after, limit, sortKey }: { after?: PersonId; limit: number; sortKey?: string }): Promise<{ personId: PersonId; personNo: number }[]> {
  const beyond = after === undefined || sortKey === undefined ? sql`true` : sql`(f.sort_key, f.person_id) > (${sortKey}, ${after}::uuid)`
  const { rows } = await sql<{ personId: PersonId; personNo: number }>`
    select n.person_id as "personId", p.person_no as "personNo"
    from (select f.person_id, f.sort_key from profile f where f.sort_key > '' and ${beyond} order by f.sort_key, f.person_id limit ${limit}) n
    join person p on p.person_id = n.person_id
    order by n.sort_key, n.person_id`.execute(tx.db)
  return rows
}

/** Names and the chosen contact points of these people. */
export async function selectNamesOf(tx: Tx, people: readonly { personId: PersonId; contactPointId: ContactPointId | null }[]): Promise<NamedRow[]> {
  const { rows } = await sql<NamedRow>`
    select p.person_id as "personId", case when p.protected_identity then null else coalesce(f.display_name, '') end as name,
      case when p.protected_identity then null else c.value end as "contactPoint"
    from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => one.contactPointId)}::uuid[]) as u (person_id, contact_point_id)
    join person p on p.person_id = u.person_id
    left join profile f on f.person_id = u.person_id
    left join contact_point c on c.person_id = u.person_id and c.contact_point_id = u.contact_point_id`.execute(tx.db)
  const byId = new Map(rows.map((row) => [row.personId, row]))
  return people.flatMap(({ personId }) => byId.get(personId) ?? [])
}

/** True when somebody with this id is in the register. */
export async function personExists(tx: Tx, personId: PersonId): Promise<boolean> {
  const { rows } = await sql`select from person where person_id = ${personId}`.execute(tx.db)
  return rows.length > 0
}

const decided = (tx: Tx, question: Question, conditions: readonly CheckedCondition[], scope?: Scope) => sql`
  ${factsAsked(tx.now, [question], { matching: scope ? sql<boolean>`(${matching(conditions, tx.now)} and ${within(scope, conditions, tx.now)})` : matching(conditions, tx.now) })},
  decided as not materialized (select f.person_id, f.contact_point_id, f.protected_identity, ${ruleCase('f')} as rule from facts f)`

/** In the scope, and filtered by nothing of the person that is not. */
function within(scope: Scope, conditions: readonly CheckedCondition[], now: Date): RawBuilder<boolean> {
  const fields = new Set(conditions.map(({ field }) => field).filter((field) => !(PERSON_ATTRIBUTES as readonly string[]).includes(field)))
  return sql<boolean>`${sql.join([inScope(scope, sql`p.person_id`, now), ...[...fields].map((field) => fieldInScope(scope, field, sql`p.person_id`, now))], sql` and `)}`
}
