import { sql, type RawBuilder } from 'kysely'
import { PERSONAL_TABLES, searchedColumns, words } from '../law/data-map.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { PlaceFound, SearchTerm } from './register-search.ts'

/** As many people of one place are told apart. */
const PEOPLE = 200
/** Files that are text as they lie there. The rest are found by whose they are, and by what the invoice itself says. */
const READABLE = ['application/xml', 'text/xml', 'text/plain', 'text/html', 'message/rfc822', 'application/json']

/** Tables in which somebody is looked for, in the order of the data map. */
export function searchedPlaces(): string[] {
  return Object.keys(PERSONAL_TABLES).filter((table) => searchedColumns(table).length > 0)
}

/** Files that are mails. */
const MAILS: readonly string[] = ['outbox_mail', 'incoming_mail']

/** Looks through every fact of one table for each of these terms, row by row; the rows of `except` are left out. */
export async function selectFoundIn(tx: Tx, table: string, terms: readonly SearchTerm[], except: PersonId): Promise<PlaceFound> {
  const map = PERSONAL_TABLES[table]!
  const hasPerson = words(map.columns).has('person_id')
  const text = sql`concat_ws(' ', ${sql.join(searchedColumns(table).map((column) => textOf(table, column)))})`
  const { rows } = await sql<{ personId: PersonId | null; found: number; by: boolean[] }>`
    select ${hasPerson ? sql`person_id` : sql`null::uuid`} as "personId", count(*)::int as found, array[${sql.join(terms.map((_, place) => sql`bool_or(hits[${sql.lit(place + 1)}])`))}] as by
    from (select *, array[${sql.join(terms.map(hitOf))}] as hits from (
      select ${hasPerson ? sql`person_id,` : sql``} ${text} as whole, search_fold(${text}) as folded from ${sql.table(table)}
      ${hasPerson ? sql`where person_id is distinct from ${except}::uuid` : sql``} offset 0) t) h
    where true = any (hits) group by 1 order by array_length(array_positions(array[${sql.join(terms.map((_, place) => sql`bool_or(hits[${sql.lit(place + 1)}])`))}], true), 1) desc nulls last, 1`.execute(tx.db)
  return {
    place: table, found: rows.reduce((sum, row) => sum + row.found, 0),
    people: rows.slice(0, PEOPLE).flatMap((row) => (row.personId === null ? [] : [{ personId: row.personId, by: terms.filter((_, place) => row.by[place]).map((term) => term.kind) }])),
  }
}

function textOf(table: string, column: string): RawBuilder<unknown> {
  const { files = '' } = PERSONAL_TABLES[table]!
  if (!words(files).has(column)) return sql`${sql.ref(column)}::text`
  const bytes = sql`encode(${sql.ref(column)}, 'escape')`
  if (words(PERSONAL_TABLES[table]!.columns).has('media_type')) return sql`case when media_type = any (${READABLE}::text[]) then ${bytes} end`
  return MAILS.includes(table) ? bytes : sql`null`
}

function hitOf({ words: all, piece, compact, digits }: SearchTerm): RawBuilder<unknown> {
  const conditions = [
    ...all.map((word) => sql`folded ~ ${`\\m${word}\\M`}`),
    ...(piece === undefined ? [] : [sql`strpos(lower(whole), ${piece}) > 0`]),
    ...(compact === undefined ? [] : [sql`strpos(lower(regexp_replace(whole, '[^[:alnum:]]', '', 'g')), ${compact}) > 0`]),
    ...(digits === undefined ? [] : [sql`strpos(regexp_replace(whole, '[^0-9]', '', 'g'), ${digits}) > 0`]),
  ]
  return sql`(${sql.join(conditions, sql` and `)})`
}
