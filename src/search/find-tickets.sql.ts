import { sql } from 'kysely'
import { inScope } from '../people/scope.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { rankOf, RANKS, SHORT_LETTERS } from './wanted.ts'
import { hasWords } from './words.sql.ts'

/** Tickets by their number or subject, and those of the people found; what is not closed first. */
export async function findTickets(tx: Tx, { wanted, people, limit }: Clue, { scope }: Searcher): Promise<Found[]> {
  const number = /^#?(\d{1,15})$/.exec(wanted.typed)?.[1] ?? null
  if (number === null && wanted.words.every(({ forms }) => forms[0]!.length <= SHORT_LETTERS)) return []
  const { rows } = await sql<{ id: string; personId: PersonId; subject: string; number: string; isNumber: boolean; person: string | null }>`
    select t.ticket_id as id, t.person_id as "personId", t.subject, t.number::text, coalesce(t.number = ${number}::bigint, false) as "isNumber", f.display_name as person
    from (
      select t.* from ticket t
      where (t.number = ${number}::bigint or ${hasWords(sql`search_fold(t.subject)`, wanted)} or t.person_id = any (${[...people.keys()]}::uuid[]))
        ${scope ? sql`and ${inScope(scope, sql`t.person_id`, tx.now)}` : sql``}
      order by t.state = 'closed', t.last_line_at desc, t.ticket_id limit ${2 * limit}) t
    left join profile f on f.person_id = t.person_id order by t.state = 'closed', t.last_line_at desc, t.ticket_id`.execute(tx.db)
  return rows.map(({ id, personId, subject, number: told, isNumber, person }) => ({
    id, person: person === null ? null : { id: personId, name: person }, title: `#${told} ${subject}`, about: person, rank: isNumber ? RANKS.exact : rankOf(subject, wanted), shows: ['name', 'messages'],
  }))
}
