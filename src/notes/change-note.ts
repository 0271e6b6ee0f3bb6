import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Language } from '../values/text.ts'
import type { Author, Note } from './note.ts'
import { selectGroundedPurposes, updateNoteText } from './notes.sql.ts'
import { watchText } from './watch-text.ts'

/** Writes a note anew, by whoever wrote it: what somebody else wrote is theirs. Its day stays. Throws as `writeNote` does, and `forbidden` for others. */
export async function changeNote(tx: Tx, note: Note, { text, language, by, reason }: { text: string, language: Language, by: Author, reason: string | undefined }): Promise<void> {
  if (note.writtenBy.id !== by.id) throw new Problem('forbidden', { text: 'notes.not-yours' })
  if ((await selectGroundedPurposes(tx, note.personId, [note.purpose])).length === 0) throw new Problem('refused', { text: 'notes.no-ground', rule: 'H1', field: 'text' })
  await watchText(tx, { personId: note.personId, text, language, reason, by, place: 'note', itemId: note.noteId, field: 'text' })
  await updateNoteText(tx, { ...note, text, language })
}
