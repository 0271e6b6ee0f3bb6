import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'
import { eachOf } from './people.sql.ts'

export type FieldValue = string | number | boolean | readonly string[]

export interface ValueRow {
  personId: PersonId
  fieldKey: string
  value: FieldValue
}

export type ContactKind = 'email' | 'phone' | 'postal'

export interface ContactPointRow {
  personId: PersonId
  contactPointId: ContactPointId
  kind: ContactKind
  /** As the person or the file wrote it: mail goes to this form. */
  value: string
  canonical: string
  provenanceId: string
}

/** A value or contact point that was not written, with the rule that refused it. */
export interface RefusedValue {
  personId: PersonId
  fieldKey: string
  rule: 'H1' | 'H2' | 'H3' | 'H6'
}

/** Writes values through the database's own check of grounds (rule H1); returns what it refused. */
export async function callWriteValues(tx: Tx, values: readonly ValueRow[]): Promise<RefusedValue[]> {
  if (values.length === 0) return []
  noteChange(tx, values.map((one) => one.personId))
  const { rows } = await sql<RefusedValue>`
    select person_id as "personId", field_key as "fieldKey", rule from write_values(
      ${tx.now}, ${values.map((one) => one.personId)}::uuid[], ${values.map((one) => one.fieldKey)}::text[],
      ${values.map((one) => JSON.stringify(one.value))}::text[])`.execute(tx.db)
  return rows
}

export async function callWriteContactPoints(tx: Tx, points: readonly ContactPointRow[]): Promise<RefusedValue[]> {
  if (points.length === 0) return []
  noteChange(tx, points.map((one) => one.personId))
  const { rows } = await sql<RefusedValue>`
    select person_id as "personId", field_key as "fieldKey", rule from write_contact_points(
      ${tx.now}, ${points.map((one) => one.personId)}::uuid[], ${points.map((one) => one.contactPointId)}::uuid[],
      ${points.map((one) => one.kind)}::text[], ${points.map((one) => one.value)}::text[],
      ${points.map((one) => one.canonical)}::text[], ${points.map((one) => one.provenanceId)}::uuid[])`.execute(tx.db)
  return rows
}

export async function callClearValues(tx: Tx, personId: PersonId, fieldKeys: readonly string[]): Promise<void> {
  noteChange(tx, [personId])
  await sql`select clear_values(${personId}, ${fieldKeys}::text[])`.execute(tx.db)
  await sql`select clear_sealed_values(${personId}, ${fieldKeys}::text[])`.execute(tx.db)
}

/** Fields that some people lost all alike; somebody may stand in several of these. */
export interface EndedAlike {
  people: PersonId[]
  fields: string[]
}

/** Ends what no ground holds any more, as the database itself sees it; returns which fields of whom were ended. */
export async function callEndUnfoundedValues(tx: Tx, personIds: readonly PersonId[]): Promise<EndedAlike[]> {
  noteChange(tx, personIds)
  const { rows } = await sql<EndedAlike>`
    select people, fields from end_unfounded_alike(${tx.now}, ${personIds}::uuid[])
    union all select array_agg(person_id), array[field_key] from end_unfounded_sealed_values(${tx.now}, ${personIds}::uuid[]) group by field_key
    union all select array_agg(person_id), array[field_key] from end_unfounded_roles(${tx.now}, ${personIds}::uuid[]) group by field_key`.execute(tx.db)
  return rows
}

/** Every value these people have, one row per field, whatever its column. */
export async function selectValues(tx: Tx, personIds: readonly PersonId[]): Promise<ValueRow[]> {
  const { rows } = await sql<{ personId: PersonId; fieldKey: string; value: FieldValue }>`
    select p.person_id as "personId", v.key as "fieldKey", v.value
    from profile p cross join lateral jsonb_each(
      (jsonb_strip_nulls(to_jsonb(p)) - array['person_id', 'display_name', 'sort_key', 'search_key', 'own']) || p.own) v
    where p.person_id = any (${personIds}::uuid[])
    order by p.person_id, v.key`.execute(tx.db)
  return rows
}

/** The language each of these people is written to in, where it is known. */
export async function selectOwnLanguages(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, string>> {
  if (personIds.length === 0) return new Map()
  const { rows } = await sql<{ personId: PersonId; language: string }>`
    select p.person_id as "personId", p.language from ${eachOf(personIds)} join profile p on p.person_id = one.person_id where p.language is not null`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.language]))
}

export interface ContactPoint extends ContactPointRow {
  since: Date
  verifiedAt: Date | null
  verifiedHow: string | null
  endedAt: Date | null
}

export async function selectContactPoints(tx: Tx, personIds: readonly PersonId[]): Promise<ContactPoint[]> {
  const { rows } = await sql<ContactPoint>`
    select c.person_id as "personId", contact_point_id as "contactPointId", kind, value, canonical, provenance_id as "provenanceId",
      since, verified_at as "verifiedAt", verified_how as "verifiedHow", ended_at as "endedAt"
    from ${eachOf(personIds)} join contact_point c on c.person_id = one.person_id and c.ended_at is null
    order by c.person_id, kind, since, contact_point_id`.execute(tx.db)
  return rows
}

/** One contact point, also one that has ended. */
export async function selectContactPoint(tx: Tx, personId: PersonId, contactPointId: ContactPointId): Promise<ContactPoint | undefined> {
  const { rows } = await sql<ContactPoint>`
    select person_id as "personId", contact_point_id as "contactPointId", kind, value, canonical, provenance_id as "provenanceId",
      since, verified_at as "verifiedAt", verified_how as "verifiedHow", ended_at as "endedAt"
    from contact_point where person_id = ${personId} and contact_point_id = ${contactPointId}`.execute(tx.db)
  return rows[0]
}

/** Addresses and numbers that these people no longer have. */
export async function selectEndedContactPoints(tx: Tx, personIds: readonly PersonId[]): Promise<Pick<ContactPoint, 'personId' | 'kind' | 'canonical'>[]> {
  const { rows } = await sql<Pick<ContactPoint, 'personId' | 'kind' | 'canonical'>>`
    select person_id as "personId", kind, canonical from contact_point
    where person_id = any (${personIds}::uuid[]) and ended_at is not null`.execute(tx.db)
  return rows
}

/** The person has shown that they read what goes there (rule L3, art. 7(1)). */
export async function updateVerifiedPoints(tx: Tx, proofs: readonly { personId: PersonId; contactPointId: ContactPointId; how: string }[]): Promise<void> {
  if (proofs.length === 0) return
  noteChange(tx, proofs.map((one) => one.personId))
  await sql`
    update contact_point c set verified_at = ${tx.now}, verified_how = p.how
    from unnest(${proofs.map((one) => one.personId)}::uuid[], ${proofs.map((one) => one.contactPointId)}::uuid[], ${proofs.map((one) => one.how)}::text[])
      as p (person_id, contact_point_id, how)
    where c.person_id = any (${proofs.map((one) => one.personId)}::uuid[])
      and c.person_id = p.person_id and c.contact_point_id = p.contact_point_id and c.verified_at is null`.execute(tx.db)
}

/** The same of one address. */
export async function updateVerified(tx: Tx, personId: PersonId, contactPointId: ContactPointId, how: string): Promise<void> {
  await updateVerifiedPoints(tx, [{ personId, contactPointId, how }])
}

export async function updateEndedContactPoint(tx: Tx, personId: PersonId, contactPointId: ContactPointId): Promise<void> {
  noteChange(tx, [personId])
  await sql`
    update contact_point set ended_at = ${tx.now}
    where person_id = ${personId} and contact_point_id = ${contactPointId} and ended_at is null`.execute(tx.db)
}

export interface ValueBlock {
  personId: PersonId
  fieldKey: string
  since: Date
  deleteAfter: Date
}

export async function insertBlocks(tx: Tx, blocks: readonly { personId: PersonId; fieldKey: string; deleteAfter: Date; reason: string }[]): Promise<void> {
  if (blocks.length === 0) return
  noteChange(tx, blocks.map((one) => one.personId))
  await sql`
    insert into value_block (person_id, field_key, since, delete_after, reason)
    select b.person_id, b.field_key, ${tx.now}, b.delete_after, b.reason
    from unnest(
      ${blocks.map((one) => one.personId)}::uuid[], ${blocks.map((one) => one.fieldKey)}::text[],
      ${blocks.map((one) => one.deleteAfter)}::timestamptz[], ${blocks.map((one) => one.reason)}::text[]) as b (person_id, field_key, delete_after, reason)
    on conflict (person_id, field_key) do nothing`.execute(tx.db)
}

export async function deleteBlocks(tx: Tx, blocks: readonly { personId: PersonId; fieldKey: string }[]): Promise<void> {
  if (blocks.length === 0) return
  noteChange(tx, blocks.map((one) => one.personId))
  await sql`
    delete from value_block b using unnest(${blocks.map((one) => one.personId)}::uuid[], ${blocks.map((one) => one.fieldKey)}::text[]) as d (person_id, field_key)
    where b.person_id = any (${blocks.map((one) => one.personId)}::uuid[]) and b.person_id = d.person_id and b.field_key = d.field_key`.execute(tx.db)
}

export async function selectBlocks(tx: Tx, personIds: readonly PersonId[]): Promise<ValueBlock[]> {
  const { rows } = await sql<ValueBlock>`
    select person_id as "personId", field_key as "fieldKey", since, delete_after as "deleteAfter"
    from value_block where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return rows
}
