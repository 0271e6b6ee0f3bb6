import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import type { Tx } from '../plumbing/database.ts'
import { wording } from '../purposes/wording.ts'
import type { PersonId } from '../values/ids.ts'
import type { Choice } from './choice.ts'

/** Lets this transaction wait for a lock only so long. */
export async function limitLockWait(tx: Tx, milliseconds: number): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(milliseconds)}, true)`.execute(tx.db)
}

export interface StopRow {
  personId: PersonId
  stopId: string
  /** '*' is all marketing, or all channels. */
  purpose: string
  channel: string
  choice: Choice
}

export async function insertStopRow(tx: Tx, row: StopRow): Promise<void> {
  noteChange(tx, [row.personId])
  const { wording: words, ...rest } = row.choice
  const stored = { ...rest, wording: words && { language: words.language, text: words.text } }
  await sql`
    insert into stop_row (person_id, stop_id, purpose, channel, at, choice)
    values (${row.personId}, ${row.stopId}, ${row.purpose}, ${row.channel}, ${tx.now}, ${JSON.stringify(stored)}::jsonb)`.execute(tx.db)
}

/** Stop rows that the ledger does not have yet, oldest first. */
export async function selectUnrecordedStops(tx: Tx, limit: number): Promise<StopRow[]> {
  const { rows } = await sql<StopRow>`
    select person_id as "personId", stop_id as "stopId", purpose, channel, choice from stop_row
    where recorded_at is null order by at, stop_id limit ${limit}`.execute(tx.db)
  return rows.map((row) => ({ ...row, choice: { ...row.choice, wording: row.choice.wording && wording(row.choice.wording.language, row.choice.wording.text) } }))
}

export async function markStopRecorded(tx: Tx, personId: PersonId, stopId: string): Promise<void> {
  noteChange(tx, [personId])
  await sql`update stop_row set recorded_at = ${tx.now} where person_id = ${personId} and stop_id = ${stopId} and recorded_at is null`.execute(tx.db)
}
