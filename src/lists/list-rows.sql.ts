import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Fields of these people that are only kept, not used: blocked or restricted (art. 18). */
export async function selectWithheld(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Set<string>>> {
  const { rows } = await sql<{ personId: PersonId; fieldKey: string }>`
    select person_id as "personId", field_key as "fieldKey" from value_block where person_id = any (${personIds}::uuid[])
    union select person_id, field_key from restriction where person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Map([...Map.groupBy(rows, (row) => row.personId)].map(([personId, fields]) => [personId, new Set(fields.map((one) => one.fieldKey))]))
}

