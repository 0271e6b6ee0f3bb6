import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Clue, Found } from './found.ts'
import { rankOf } from './wanted.ts'
import { hasWords } from './words.sql.ts'

/** Deals by their name, and those of the people found; what is open first. */
export async function findDeals(tx: Tx, { wanted, people, limit }: Clue): Promise<Found[]> {
  const { rows } = await sql<{ id: string; personId: PersonId; name: string; person: string }>`
    select d.deal_id as id, d.person_id as "personId", d.name, f.display_name as person
    from (
      select d.person_id, d.deal_id, d.name, d.state, d.begun_at from deal d
      where ${hasWords(sql`search_fold(d.name)`, wanted)} or d.person_id = any (${[...people.keys()]}::uuid[])
      order by (d.state = 'open') desc, d.begun_at desc, d.deal_id limit ${2 * limit}) d
    join profile f on f.person_id = d.person_id order by (d.state = 'open') desc, d.begun_at desc, d.deal_id`.execute(tx.db)
  return rows.map(({ id, personId, name, person }) => ({ id, person: { id: personId, name: person }, title: name, about: person, rank: rankOf(name, wanted), shows: ['name', 'deals'] }))
}
