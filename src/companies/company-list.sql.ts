import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { ME, type CheckedCompanyList, type CompanyCondition, type CompanyPlace, type CompanySort } from './company-list.ts'

/** What companies are ordered by. Who has none comes last, up and down. */
const KEYS: Record<CompanySort, RawBuilder<unknown>> = {
  name: sql`c.sort_key`, city: sql`list_order(c.city, (select i.controller ->> 'country' from installation i)) collate "C"`, country: sql`c.country`,
  created_at: sql`(c.created_at at time zone 'UTC')::timestamp(3)::text`, changed_at: sql`(c.changed_at at time zone 'UTC')::timestamp(3)::text`,
}
/** Stands behind every text, in the order of bytes. */
const LAST = '\u{10FFFF}'

/** One page from a place on, in the list's own order; backward it ends before the place. */
export async function selectCompanyPlaces(tx: Tx, list: CheckedCompanyList, from: CompanyPlace | undefined, backward: boolean, limit: number): Promise<CompanyPlace[]> {
  const wayDown = list.sort.direction === 'down'
  const down = wayDown !== backward
  const key = keyOf(list)
  const way = down ? sql`desc` : sql`asc`
  const beyond = from ? sql`(${key}, c.company_id) ${down ? sql`<` : sql`>`} (${from.key}::text, ${from.companyId}::uuid)` : sql`true`
  const { rows } = await sql<CompanyPlace>`
    select ${key} as key, c.company_id as "companyId" from company c where ${matches(list)} and ${beyond} order by ${key} ${way}, c.company_id ${way} limit ${limit}`.execute(tx.db)
  return backward ? rows.toReversed() : rows
}

/** The place some part (0 to 1) into the list. */
export async function selectCompanyPlaceAt(tx: Tx, list: CheckedCompanyList, share: number): Promise<CompanyPlace | undefined> {
  const way = list.sort.direction === 'down' ? sql`desc` : sql`asc`
  const { rows } = await sql<CompanyPlace>`
    with found as materialized (select ${keyOf(list)} as key, c.company_id as "companyId" from company c where ${matches(list)})
    select key, "companyId" from found order by key ${way}, "companyId" ${way} limit 1
    offset (select greatest(0, least(round(${share}::float8 * count(*)), count(*) - 1)) from found)::bigint`.execute(tx.db)
  return rows[0]
}

export async function countCompanies(tx: Tx, list: CheckedCompanyList): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from company c where ${matches(list)}`.execute(tx.db)
  return rows[0]!.count
}

function keyOf({ sort }: CheckedCompanyList): RawBuilder<unknown> {
  return sort.by === 'city' ? sql`coalesce(${KEYS.city}, ${sort.direction === 'down' ? '' : LAST})` : KEYS[sort.by]
}

function matches(list: CheckedCompanyList): RawBuilder<boolean> {
  const words = list.search.split(/\s+/).filter(Boolean)
  return sql<boolean>`(${sql.join([
    sql`c.merged_into is null`, ...words.map(found), ...list.where.map((condition) => holds(condition, list.me)),
  ], sql` and `)})`
}

/** A word of the name, town or tags; a number also as its country writes it. */
function found(word: string): RawBuilder<unknown> {
  const plain = /^[\d.\s-]+$/.test(word) ? word.replaceAll(/\D/g, '') : word
  return sql`c.search_key like '%' || replace(replace(replace(search_fold(${plain === '' ? word : plain}), '\\', '\\\\'), '%', '\\%'), '_', '\\_') || '%'`
}

const TEXTS: Record<string, RawBuilder<unknown>> = { name: sql`c.name`, number: sql`c.number`, city: sql`c.city`, postal_code: sql`c.postal_code`, email: sql`c.email`, country: sql`c.country` }

function holds({ field, op, value }: CompanyCondition, me: string): RawBuilder<unknown> {
  const not = op === 'is-not' || (op === 'empty' && value === false) ? sql`not` : sql``
  if (field === 'tags') return op === 'empty' ? sql`${not} (c.tags = '{}')` : sql`exists (select from unnest(c.tags) as tag where search_fold(tag) = search_fold(${value}))`
  if (field === 'form') return sql`${not} (c.form = ${value})`
  if (field === 'owner' || field === 'team') return sql`${not} (${looksAfter(field, op, value, me)})`
  if (field === 'created_at') {
    const day = sql`${value}::date`
    const at = sql`(c.created_at at time zone 'UTC')::date`
    return op === 'at-least' ? sql`${at} >= ${day}` : op === 'at-most' ? sql`${at} <= ${day}` : sql`${at} = ${day}`
  }
  const text = TEXTS[field]!
  if (op === 'empty') return sql`${not} (${text} is null)`
  const sought = field === 'number' ? sql`search_fold(${String(value).replaceAll(/[\s.-]/g, '')})` : sql`search_fold(${value})`
  if (op === 'starts-with') return sql`starts_with(search_fold(${text}), ${sought})`
  if (op === 'contains') return sql`strpos(search_fold(${text}), ${sought}) > 0`
  return op === 'is-not' ? sql`(search_fold(${text}) = ${sought}) is not true` : sql`search_fold(${text}) = ${sought}`
}

/** Mine, or of a team that I am in. */
function looksAfter(field: 'owner' | 'team', op: string, value: unknown, me: string): RawBuilder<unknown> {
  const column = field === 'owner' ? sql`c.owner` : sql`c.team_id`
  if (op === 'empty') return sql`${column} is null`
  if (value !== ME) return sql`${column} is not distinct from ${value}::uuid`
  if (field === 'owner') return sql`c.owner is not distinct from ${me}::uuid`
  return sql`coalesce(c.team_id = any (array(select m.team_id from team_member m where m.staff_id = ${me} and m.ended_at is null)), false)`
}
