import { sql } from 'kysely'
import { takeNumbers } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** One person of one change; those without a number wait for their place. */
export interface ChangeLine {
  changeNo: number | null
  changeId: string
  personId: PersonId
}

export interface ChangePage {
  lines: ChangeLine[]
  /** There is more than was read. */
  more: boolean
  /** Some of the log was cleared away after `after`. */
  gap: boolean
  catalogueVersion: number
  /** The moment of reading. */
  at: Date
}

const SERIES = 'person_change'

/**
 * Everything that waits and everything that was placed after number `after`, at one moment: so whatever was committed
 * before is in it, late commits included. At most `limit` of each.
 */
export async function selectChanges(tx: Tx, after: number, limit: number): Promise<ChangePage> {
  const { rows } = await sql<ChangeLine & { catalogueVersion: number; oldest: number | null; last: number }>`
    with waiting as (select change_id, person_id from person_change_pending limit ${limit + 1}),
    placed as (select change_no, change_id, person_id from person_change where change_no > ${after} order by change_no limit ${limit + 1}),
    lines as (select null::bigint as change_no, change_id, person_id from waiting union all select change_no, change_id, person_id from placed)
    select l.change_no as "changeNo", l.change_id as "changeId", l.person_id as "personId", v.version as "catalogueVersion", v.oldest, v.last
    from (select (select coalesce(max(catalogue_version), 0) from catalogue_version) as version, (select min(change_no) from person_change) as oldest,
      coalesce((select next - 1 from number_series where series = ${SERIES}), 0) as last) v
    left join lines l on true
    order by l.change_no nulls first`.execute(tx.db)
  const lines = rows.filter((row) => row.changeId !== null)
  const waiting = lines.filter((line) => line.changeNo === null)
  const placed = lines.filter((line) => line.changeNo !== null)
  return {
    lines: [...waiting.slice(0, limit), ...placed.slice(0, limit)],
    more: waiting.length > limit || placed.length > limit,
    gap: rows[0]!.last > after && (rows[0]!.oldest ?? Infinity) > after + 1,
    catalogueVersion: rows[0]!.catalogueVersion,
    at: tx.now,
  }
}

/** The first and the last number of the log; what was cleared away counts as there, so `oldest` may be the one after `last`. */
export async function selectLogEnds(tx: Tx): Promise<{ oldest: number; last: number }> {
  const { rows } = await sql<{ oldest: number | null; last: number }>`
    select (select min(change_no) from person_change) as oldest, coalesce((select next - 1 from number_series where series = ${SERIES}), 0) as last`.execute(tx.db)
  return { oldest: rows[0]!.oldest ?? rows[0]!.last + 1, last: rows[0]!.last }
}

/** Something was changed that has no place yet. */
export async function changesWait(tx: Tx): Promise<boolean> {
  const { rows } = await sql`select from person_change_pending limit 1`.execute(tx.db)
  return rows.length > 0
}

/** Gives changes that wait their numbers; call it under the lease. Returns how many. */
export async function moveWaitingChanges(tx: Tx, limit: number): Promise<number> {
  const { rows } = await sql<{ waiting: number }>`select count(*)::int as waiting from (select from person_change_pending limit ${limit}) p`.execute(tx.db)
  const { waiting } = rows[0]!
  if (waiting === 0) return 0
  const first = await takeNumbers(tx, SERIES, waiting)
  await sql`
    with moved as (
      delete from person_change_pending where (person_id, change_id) in (select person_id, change_id from person_change_pending limit ${waiting})
      returning person_id, change_id)
    insert into person_change (change_no, change_id, person_id, at)
    select ${first} + row_number() over () - 1, change_id, person_id, ${tx.now} from moved`.execute(tx.db)
  return waiting
}

/** Clears away what was placed before `before` and stands in the stored answers of this layout. */
export async function deleteOldChanges(tx: Tx, layout: string, before: Date): Promise<void> {
  await sql`
    delete from person_change where at < ${before} and change_no <= (select coalesce(max(change_no), 0) from decision_mark where layout = ${layout})`.execute(tx.db)
}
