import { sql } from 'kysely'
import { inScope } from '../people/scope.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { searchKey } from '../values/search-key.ts'
import type { Clue, Found, Searcher } from './found.ts'
import { RANKS, type Wanted } from './wanted.ts'

/** So much of a note stands in a line, from about where it was found. */
const PIECE = 120
const BEFORE = 30

/** Notes by the beginnings of their words, of those for purposes that the searcher reads notes of, as far as something holds them still (rule H1). */
export async function findNotes(tx: Tx, { wanted, limit }: Clue, { notesOf, scope }: Searcher): Promise<Found[]> {
  const query = wordQuery(wanted)
  if (query === '' || notesOf.length === 0) return []
  const { rows } = await sql<{ id: string; personId: PersonId; text: string; person: string }>`
    select n.note_id as id, n.person_id as "personId", n.text, f.display_name as person from (
      select n.person_id, n.note_id, n.text, n.written_at from note n
      where to_tsvector('simple'::regconfig, search_fold(n.text)) @@ to_tsquery('simple'::regconfig, ${query}) and n.purpose_key = any (${notesOf}::text[])
        and n.removed_at is null and n.until > ${tx.now} ${scope ? sql`and ${inScope(scope, sql`n.person_id`, tx.now)}` : sql``}
        and exists (select from ground g where g.person_id = n.person_id and g.purpose_key = n.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz))
      order by n.written_at desc, n.note_id limit ${limit}) n
    join profile f on f.person_id = n.person_id order by n.written_at desc, n.note_id`.execute(tx.db)
  return rows.map(({ id, personId, text, person }) => ({ id, person: { id: personId, name: person }, title: person, about: pieceOf(text, wanted), rank: RANKS.word, shows: ['name', 'notes'] }))
}

/** The words as PostgreSQL looks for them: each by its beginning, in any of its spellings. */
function wordQuery({ words }: Wanted): string {
  const asked = words.map(({ forms, near }) => [...forms, ...near].flatMap((form) => {
    const parts = form.match(/[\p{L}\p{N}]+/gu) ?? []
    return parts.length > 0 && form.length > 2 ? [parts.map((part) => `${part}:*`).join(' <-> ')] : []
  }))
  return asked.some((forms) => forms.length === 0) ? '' : asked.map((forms) => `(${forms.join(' | ')})`).join(' & ')
}

function pieceOf(text: string, { words }: Wanted): string {
  const line = text.replaceAll(/\s+/g, ' ')
  const at = Math.max(0, searchKey(line).indexOf(words[0]!.forms[0]!) - BEFORE)
  const piece = line.slice(at, at + PIECE)
  return `${at > 0 ? '…' : ''}${piece}${at + PIECE < line.length ? '…' : ''}`
}
