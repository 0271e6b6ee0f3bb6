import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import { to as copyTo } from 'pg-copy-streams'
import type { Database, Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { CopyRows, type StoredAnswer } from './copy-rows.ts'

export interface DecisionRow {
  personId: PersonId
  personNo: number
  cells: Buffer
  /** Unix milliseconds; null when time alone changes nothing. */
  until: number | null
}

/** How far the change log has been worked into the stored answers that mean this; undefined when there are none. */
export async function selectMark(tx: Tx, meaning: string): Promise<{ layout: string; changeNo: number } | undefined> {
  const { rows } = await sql<{ layout: string; changeNo: number }>`
    select layout, change_no as "changeNo" from decision_mark where split_part(layout, '.', 1) = ${meaning}`.execute(tx.db)
  return rows[0]
}

/** There is one series of stored answers at a time. */
export async function upsertMark(tx: Tx, layout: string, changeNo: number): Promise<void> {
  await sql`delete from decision_mark where layout <> ${layout}`.execute(tx.db)
  await sql`
    insert into decision_mark (layout, change_no) values (${layout}, ${changeNo})
    on conflict (layout) do update set change_no = excluded.change_no`.execute(tx.db)
}

export async function upsertDecisionRows(tx: Tx, layout: string, changeNo: number, rows: readonly DecisionRow[]): Promise<void> {
  await sql`
    insert into decision_row (person_id, person_no, layout, cells, valid_until, change_no)
    select r.person_id, r.person_no, ${layout}, r.cells, to_timestamp(r.until / 1000), ${changeNo}
    from unnest(${rows.map((row) => row.personId)}::uuid[], ${rows.map((row) => row.personNo)}::bigint[], ${rows.map((row) => row.cells)}::bytea[],
      ${rows.map((row) => row.until)}::double precision[]) as r (person_id, person_no, cells, until)
    on conflict (person_id) do update set person_no = excluded.person_no, layout = excluded.layout, cells = excluded.cells,
      valid_until = excluded.valid_until, change_no = excluded.change_no`.execute(tx.db)
}

export async function deleteDecisionRows(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`delete from decision_row where person_id = any (${personIds}::uuid[])`.execute(tx.db)
}

/** How many numbers were given to people. */
export async function selectNumbersUsed(tx: Tx): Promise<number> {
  const { rows } = await sql<{ used: number }>`select coalesce(max(person_no) + 1, 0) as used from person`.execute(tx.db)
  return rows[0]!.used
}

/** The next people by number, `from` included. */
export async function selectPeopleByNumber(tx: Tx, from: number, limit: number): Promise<{ personId: PersonId; personNo: number }[]> {
  const { rows } = await sql<{ personId: PersonId; personNo: number }>`
    select person_id as "personId", person_no as "personNo" from person where person_no >= ${from} order by person_no limit ${limit}`.execute(tx.db)
  return rows
}

/** Reads every stored answer of this layout as one binary COPY; `take` is called a row, with bytes that are its own only during the call. */
export async function copyDecisionRows(database: Database, layout: string, take: (row: StoredAnswer) => void): Promise<number> {
  const client = await database.pool.connect()
  let failed = true
  try {
    await client.query('begin read only; set local role tillit_reader; set local statement_timeout = 0')
    const rows = new CopyRows(take)
    const text = `copy (select person_no, person_id, valid_until, cells from decision_row where layout = ${client.escapeLiteral(layout)}) to stdout (format binary)`
    await pipeline(client.query(copyTo(text)), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) rows.push(chunk)
    })
    await client.query('commit')
    failed = false
    return rows.count
  } finally {
    client.release(failed)
  }
}
