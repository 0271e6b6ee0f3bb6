import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'
import { lockPeople } from './people.sql.ts'

/** Another record of the same human, as the first one knows it. */
export interface RecordAlias {
  personId: PersonId
  otherPersonId: PersonId
  /** The act that made them one. */
  mergeId: string
  /** The first leads the other. */
  leads: boolean
  mergedAt: Date
  mergedBy: StaffId
}

/** The other records of the same human, for each of these people. */
export async function selectAliases(tx: Tx, personIds: readonly PersonId[]): Promise<RecordAlias[]> {
  const { rows } = await sql<RecordAlias>`
    select person_id as "personId", other_person_id as "otherPersonId", merge_id as "mergeId", leads, merged_at as "mergedAt", merged_by as "mergedBy"
    from record_alias where person_id = any (${personIds}::uuid[]) order by person_id, merged_at, other_person_id`.execute(tx.db)
  return rows
}

/** Which record leads each of these; one that leads, or is alone, is not in the answer. */
export async function selectLeading(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, PersonId>> {
  const { rows } = await sql<{ personId: PersonId; ledBy: PersonId }>`
    select person_id as "personId", led_by as "ledBy" from person where person_id = any (${personIds}::uuid[]) and led_by is not null`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.ledBy]))
}

/** Locks these people with every other record of theirs, in the one order of ids; returns those that exist. */
export async function lockRecords(tx: Tx, personIds: readonly PersonId[]): Promise<PersonId[]> {
  const others = (await selectAliases(tx, personIds)).map((one) => one.otherPersonId)
  return lockPeople(tx, [...new Set([...personIds, ...others])])
}

export async function insertAliases(tx: Tx, aliases: readonly RecordAlias[]): Promise<void> {
  await sql`
    insert into record_alias (person_id, other_person_id, merge_id, leads, merged_at, merged_by)
    select * from unnest(${aliases.map((one) => one.personId)}::uuid[], ${aliases.map((one) => one.otherPersonId)}::uuid[], ${aliases.map((one) => one.mergeId)}::uuid[],
      ${aliases.map((one) => one.leads)}::boolean[], ${aliases.map((one) => one.mergedAt)}::timestamptz[], ${aliases.map((one) => one.mergedBy)}::uuid[])`.execute(tx.db)
}

/** Forgets between these people what one merge joined. */
export async function deleteAliases(tx: Tx, personIds: readonly PersonId[], mergeId: string): Promise<void> {
  await sql`delete from record_alias where person_id = any (${personIds}::uuid[]) and merge_id = ${mergeId}`.execute(tx.db)
}

/** Says of a record which one leads it now; null is none. */
export async function updateLedBy(tx: Tx, personId: PersonId, ledBy: PersonId | null): Promise<void> {
  noteChange(tx, [personId])
  await sql`update person set led_by = ${ledBy} where person_id = ${personId}`.execute(tx.db)
}

/** A record leads these others from now on. */
export async function updateLeads(tx: Tx, personId: PersonId, others: readonly PersonId[]): Promise<void> {
  await sql`update record_alias set leads = true where person_id = ${personId} and other_person_id = any (${others}::uuid[])`.execute(tx.db)
}
