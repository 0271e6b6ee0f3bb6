import { sql } from 'kysely'
import { copyInto } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'

/** Where what we hold came from: one row per person and batch (rule H2). */
export interface Provenance {
  personId: PersonId
  provenanceId: string
  source: string
  collected: 'self' | 'other' | 'inferred'
  recordedAt: Date
  recordedBy: { kind: string; id: string | null }
  importId: string | null
  fields: readonly string[]
  /** Art. 14: when the person must have been told at the latest; null when collected from the person. */
  noticeDueAt: Date | null
  noticeGivenAt: Date | null
}

export async function insertProvenance(tx: Tx, rows: readonly Provenance[]): Promise<void> {
  if (rows.length === 0) return
  noteChange(tx, rows.map((one) => one.personId))
  await sql`
    insert into provenance (person_id, provenance_id, source, collected, recorded_at, recorded_by_kind, recorded_by_id, import_id, fields, notice_due_at, notice_given_at)
    select p.person_id, p.provenance_id, p.source, p.collected, p.recorded_at, p.by_kind, p.by_id, p.import_id,
      array(select jsonb_array_elements_text(p.fields::jsonb)), p.notice_due_at, p.notice_given_at
    from unnest(
      ${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.provenanceId)}::uuid[], ${rows.map((one) => one.source)}::text[],
      ${rows.map((one) => one.collected)}::text[], ${rows.map((one) => one.recordedAt)}::timestamptz[], ${rows.map((one) => one.recordedBy.kind)}::text[],
      ${rows.map((one) => one.recordedBy.id)}::text[], ${rows.map((one) => one.importId)}::uuid[], ${rows.map((one) => JSON.stringify(one.fields))}::text[],
      ${rows.map((one) => one.noticeDueAt)}::timestamptz[], ${rows.map((one) => one.noticeGivenAt)}::timestamptz[])
      as p (person_id, provenance_id, source, collected, recorded_at, by_kind, by_id, import_id, fields, notice_due_at, notice_given_at)`.execute(tx.db)
}

/** The same for many. */
export async function copyProvenance(tx: Tx, rows: readonly Provenance[]): Promise<void> {
  noteChange(tx, rows.map((one) => one.personId))
  await copyInto(tx, 'provenance', [
    'person_id', 'provenance_id', 'source', 'collected', 'recorded_at', 'recorded_by_kind', 'recorded_by_id', 'import_id', 'fields', 'notice_due_at', 'notice_given_at',
  ], rows.map((one) => [
    one.personId, one.provenanceId, one.source, one.collected, one.recordedAt, one.recordedBy.kind, one.recordedBy.id, one.importId, one.fields, one.noticeDueAt, one.noticeGivenAt,
  ]))
}

export async function selectProvenance(tx: Tx, personIds: readonly PersonId[]): Promise<Provenance[]> {
  const { rows } = await sql<Omit<Provenance, 'recordedBy'> & { byKind: string; byId: string | null }>`
    select person_id as "personId", provenance_id as "provenanceId", source, collected, recorded_at as "recordedAt",
      recorded_by_kind as "byKind", recorded_by_id as "byId", import_id as "importId", fields,
      notice_due_at as "noticeDueAt", notice_given_at as "noticeGivenAt"
    from provenance where person_id = any (${personIds}::uuid[]) order by person_id, recorded_at, provenance_id`.execute(tx.db)
  return rows.map(({ byKind, byId, ...rest }) => ({ ...rest, recordedBy: { kind: byKind, id: byId } }))
}

/** The person has been told what we hold and where it came from (art. 14): the clocks of this person stop. */
export async function updateNoticeGiven(tx: Tx, personId: PersonId): Promise<void> {
  noteChange(tx, [personId])
  await sql`
    update provenance set notice_given_at = ${tx.now}
    where person_id = ${personId} and notice_due_at is not null and notice_given_at is null`.execute(tx.db)
}
