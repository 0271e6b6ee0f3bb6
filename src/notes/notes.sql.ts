import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { TextKind } from '../free-text/text-kind.ts'
import type { PersonId } from '../values/ids.ts'
import type { Note, TextOverride } from './note.ts'

const columns = sql`
  n.person_id as "personId", n.note_id as "noteId", n.purpose_key as purpose, n.text, n.language, n.written_at as "writtenAt",
  jsonb_build_object('kind', n.written_by_kind, 'id', n.written_by_id) as "writtenBy", n.changed_at as "changedAt", n.until`

/** Condition: a ground still holds what is for the note's purpose (rule H1), and its own day has not come. */
const isHeld = (tx: Tx) => sql<boolean>`(n.until > ${tx.now} and exists (
  select from ground g where g.person_id = n.person_id and g.purpose_key = n.purpose_key and ground_holds(g.since, g.hold_until, ${tx.now}::timestamptz)))`

export async function insertNote(tx: Tx, { personId, noteId, purpose, text, language, writtenAt, writtenBy, until }: Note): Promise<void> {
  await sql`
    insert into note (person_id, note_id, purpose_key, text, language, written_at, written_by_kind, written_by_id, until)
    values (${personId}, ${noteId}, ${purpose}, ${text}, ${language}, ${writtenAt}, ${writtenBy.kind}, ${writtenBy.id}, ${until})`.execute(tx.db)
}

/** The notes for these purposes that stand now, the newest first. */
export async function selectNotes(tx: Tx, personId: PersonId, purposes: readonly string[], limit: number): Promise<Note[]> {
  const { rows } = await sql<Note>`
    select ${columns} from note n where n.person_id = ${personId} and n.purpose_key = any (${purposes}::text[]) and n.removed_at is null and ${isHeld(tx)}
    order by n.written_at desc, n.note_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** One note that stands; with `removedAfter` one that was taken away later than that instead. */
export async function selectNote(tx: Tx, personId: PersonId, noteId: string, purposes: readonly string[], removedAfter?: Date): Promise<Note | undefined> {
  const { rows } = await sql<Note>`
    select ${columns} from note n where n.person_id = ${personId} and n.note_id = ${noteId} and n.purpose_key = any (${purposes}::text[]) and ${isHeld(tx)}
      and ${removedAfter === undefined ? sql`n.removed_at is null` : sql`n.removed_at > ${removedAfter}`}`.execute(tx.db)
  return rows[0]
}

export async function updateNoteText(tx: Tx, { personId, noteId, text, language }: Pick<Note, 'personId' | 'noteId' | 'text' | 'language'>): Promise<void> {
  await sql`update note set text = ${text}, language = ${language}, changed_at = ${tx.now} where person_id = ${personId} and note_id = ${noteId}`.execute(tx.db)
}

export async function updateNoteRemoved(tx: Tx, personId: PersonId, noteId: string, removedAt: Date | null): Promise<void> {
  await sql`update note set removed_at = ${removedAt} where person_id = ${personId} and note_id = ${noteId}`.execute(tx.db)
}

/** Notes whose day has come, that nothing holds any more, or that were taken away before `removedBefore`. Returns how many went. */
export async function deleteOverNotes(tx: Tx, removedBefore: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from note where (person_id, note_id) in (
      select n.person_id, n.note_id from note n where n.removed_at <= ${removedBefore} or not ${isHeld(tx)} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

/** Of these purposes those for which the person has a living ground whose use is not restricted. */
export async function selectGroundedPurposes(tx: Tx, personId: PersonId, purposes: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ purpose: string }>`
    select distinct g.purpose_key as purpose from ground g
    where g.person_id = ${personId} and g.purpose_key = any (${purposes}::text[]) and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz)
      and not exists (select from restriction r where r.person_id = g.person_id and r.purpose in ('*', g.purpose_key) and r.field_key = '*')
    order by 1`.execute(tx.db)
  return rows.map((row) => row.purpose)
}

export async function insertOverride(tx: Tx, { personId, overrideId, at, by, place, itemId, kinds, reason }: TextOverride): Promise<void> {
  await sql`
    insert into text_override (person_id, override_id, at, by_kind, by_id, place, item_id, kinds, reason)
    values (${personId}, ${overrideId}, ${at}, ${by.kind}, ${by.id}, ${place}, ${itemId}, ${kinds}::text[], ${reason})`.execute(tx.db)
}

/** Why these texts were kept all the same, the oldest first. */
export async function selectOverrides(tx: Tx, personId: PersonId, itemIds: readonly string[]): Promise<TextOverride[]> {
  const { rows } = await sql<TextOverride>`
    select person_id as "personId", override_id as "overrideId", at, jsonb_build_object('kind', by_kind, 'id', by_id) as by, place, item_id as "itemId", kinds, reason
    from text_override where person_id = ${personId} and item_id = any (${itemIds}::uuid[]) order by at, override_id`.execute(tx.db)
  return rows
}

/** The kinds for which a reason was given for this text. */
export async function selectOverridden(tx: Tx, personId: PersonId, itemId: string): Promise<TextKind[]> {
  return (await selectOverrides(tx, personId, [itemId])).flatMap(({ kinds }) => kinds)
}

export async function deleteOldOverrides(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from text_override where (person_id, override_id) in (select o.person_id, o.override_id from text_override o where o.at < ${before} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}
