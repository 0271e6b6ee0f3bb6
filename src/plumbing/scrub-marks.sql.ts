import { sql } from 'kysely'
import type { Tx } from './database.ts'

/** One mark a table, side by side with those of others: nobody waits for anybody. */
export async function insertMarks(tx: Tx, marks: readonly { markId: string; table: string }[]): Promise<void> {
  await sql`
    insert into scrub_mark (mark_id, table_name, marked_at)
    select mark_id, table_name, ${tx.now} from unnest(${marks.map((mark) => mark.markId)}::uuid[], ${marks.map((mark) => mark.table)}::text[]) as m (mark_id, table_name)`.execute(tx.db)
}
