import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { literal, RANKS } from './wanted.ts'

/** The newest version of quotes by their number, and of those of the people found. */
export async function findQuotes(tx: Tx, { wanted, people, limit }: Clue, { language }: Searcher): Promise<Found[]> {
  if (!/\d/.test(wanted.typed) && people.size === 0) return []
  const { rows } = await sql<{ id: string; personId: PersonId; number: string; person: string }>`
    select q.quote_id as id, q.person_id as "personId", q.number, f.display_name as person
    from (
      select distinct on (q.person_id, q.number) q.person_id, q.quote_id, q.number, q.made_at from quote q
      where q.number like ${`${literal(wanted.typed)}%`} or q.person_id = any (${[...people.keys()]}::uuid[])
      order by q.person_id, q.number, q.version desc) q
    join profile f on f.person_id = q.person_id order by q.made_at desc, q.quote_id limit ${limit}`.execute(tx.db)
  return rows.map(({ id, personId, number, person }) => ({
    id, person: { id: personId, name: person }, title: t(language, 'search.quote', { number }), about: person, rank: number === wanted.typed ? RANKS.exact : RANKS.name, shows: ['name', 'deals'],
  }))
}
