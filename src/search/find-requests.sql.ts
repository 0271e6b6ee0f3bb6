import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t } from '../values/text.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { RANKS } from './wanted.ts'

/** What the people found have asked by their rights; what is open first. */
export async function findRequests(tx: Tx, { people, limit }: Clue, { language }: Searcher): Promise<Found[]> {
  if (people.size === 0) return []
  const { rows } = await sql<{ id: string; personId: PersonId; kind: string }>`
    select r.request_id as id, r.person_id as "personId", r.kind from request r where r.person_id = any (${[...people.keys()]}::uuid[])
    order by r.answered_at is not null, r.received_at desc, r.request_id limit ${limit}`.execute(tx.db)
  return rows.map(({ id, personId, kind }) => {
    const name = people.get(personId)!
    return { id, person: { id: personId, name }, title: t(language, 'copy.requests.kind', { kind: kind.replaceAll('-', '_') }), about: name, rank: RANKS.name, shows: ['name', 'requests'] }
  })
}
