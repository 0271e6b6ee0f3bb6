import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Clue, Found } from './found.ts'
import { rankOf, RANKS } from './wanted.ts'
import { hasWords } from './words.sql.ts'

/** Companies by name, town and tags, and by their number as its country writes it or not. */
export async function findCompanies(tx: Tx, { wanted, limit }: Clue): Promise<Found[]> {
  const number = wanted.typed.replaceAll(/[\s.-]/g, '').toUpperCase()
  const { rows } = await sql<{ id: string; name: string; city: string | null; isNumber: boolean }>`
    select c.company_id as id, c.name, c.city, coalesce(c.number = ${number}, false) as "isNumber"
    from company c where c.merged_into is null and (${hasWords(sql`c.search_key`, wanted)} or c.number = ${number})
    order by c.sort_key, c.company_id limit ${2 * limit}`.execute(tx.db)
  return rows.map(({ id, name, city, isNumber }) => ({ id, person: null, title: name, about: city, rank: isNumber ? RANKS.exact : rankOf(name, wanted), shows: [] }))
}
