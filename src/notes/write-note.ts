import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { lockPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import type { Language } from '../values/text.ts'
import type { Author, Note, NoteMonths } from './note.ts'
import { insertNote, selectGroundedPurposes } from './notes.sql.ts'
import { watchText } from './watch-text.ts'

/**
 * Writes a note about somebody for a purpose that they have a living ground for; it ends by itself. Throws `refused` where
 * no ground needs it (rule H1) or its words do not belong there (rule H5), `not-found` for nobody.
 */
export async function writeNote(
  tx: Tx, { months, reason, ...one }: { personId: PersonId, purpose: string, text: string, language: Language, writtenBy: Author, months: NoteMonths, reason: string | undefined },
): Promise<Note> {
  // A withdrawal at the same moment comes before or after, never between.
  if ((await lockPeople(tx, [one.personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  if ((await selectGroundedPurposes(tx, one.personId, [one.purpose])).length === 0) throw new Problem('refused', { text: 'notes.no-ground', rule: 'H1', field: 'purpose' })
  const note: Note = { ...one, noteId: newId(tx.now), writtenAt: tx.now, changedAt: null, until: monthsLater(tx.now, months, RETENTION_ZONE) }
  await watchText(tx, { personId: one.personId, text: one.text, language: one.language, reason, by: one.writtenBy, place: 'note', itemId: note.noteId, field: 'text' })
  await insertNote(tx, note)
  return note
}
