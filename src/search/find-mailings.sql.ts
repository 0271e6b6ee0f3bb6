import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Clue, Found } from './found.ts'
import { rankOf } from './wanted.ts'
import { hasWords } from './words.sql.ts'

/** Asks and mailings by their name, the newest first. There are few: they are all looked at. */
export async function findMailings(tx: Tx, { wanted, limit }: Clue): Promise<Found[]> {
  const { rows } = await sql<{ id: string; name: string }>`
    select m.mailing_id as id, m.name from mailing m where ${hasWords(sql`search_fold(m.name)`, wanted)} order by m.created_at desc, m.mailing_id limit ${limit}`.execute(tx.db)
  return rows.map(({ id, name }) => ({ id, person: null, title: name, about: null, rank: rankOf(name, wanted), shows: [] }))
}
