import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { noteChange } from './note-change.ts'
import type { RefusedValue } from './values.sql.ts'

export interface SealedRow {
  personId: PersonId
  fieldKey: string
  sealed: Buffer
}

/** Writes what is sealed through the database's own check of grounds (rules H1, H6); returns what it refused. */
export async function callWriteSealedValues(tx: Tx, values: readonly (SealedRow & { blind: Buffer | null })[]): Promise<RefusedValue[]> {
  if (values.length === 0) return []
  noteChange(tx, values.map((one) => one.personId))
  const { rows } = await sql<RefusedValue>`
    select person_id as "personId", field_key as "fieldKey", rule from write_sealed_values(
      ${tx.now}, ${values.map((one) => one.personId)}::uuid[], ${values.map((one) => one.fieldKey)}::text[],
      ${values.map((one) => one.sealed)}::bytea[], ${values.map((one) => one.blind)}::bytea[])`.execute(tx.db)
  return rows
}

export async function selectSealedValues(tx: Tx, personIds: readonly PersonId[]): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select person_id as "personId", field_key as "fieldKey", sealed from sealed_value
    where person_id = any (${personIds}::uuid[]) order by person_id, field_key`.execute(tx.db)
  return rows
}

/** Those who may have this value: a few more than do. */
export async function selectByBlindMark(tx: Tx, fieldKey: string, blind: Buffer, limit: number): Promise<SealedRow[]> {
  const { rows } = await sql<SealedRow>`
    select person_id as "personId", field_key as "fieldKey", sealed from sealed_value
    where field_key = ${fieldKey} and blind = ${blind} order by person_id limit ${limit}`.execute(tx.db)
  return rows
}

/** Those of these people of whom nothing sensitive is held. */
export async function selectWithoutSealedValues(tx: Tx, personIds: readonly PersonId[]): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select p.person_id as "personId" from unnest(${personIds}::uuid[]) as p (person_id)
    where not exists (select from sealed_value s where s.person_id = p.person_id)`.execute(tx.db)
  return rows.map((row) => row.personId)
}
