import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Steps of the demo that are done. */
export async function countDemoSteps(tx: Tx, series: string): Promise<number> {
  const { rows } = await sql<{ next: number }>`select next from number_series where series = ${series}`.execute(tx.db)
  return (rows[0]?.next ?? 1) - 1
}

/** Who has a yes standing for a purpose and channel, in a fixed order. */
export async function selectWithYes(tx: Tx, purpose: string, channel: string): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    select person_id as "personId" from standing where purpose = ${purpose} and channel = ${channel} and state = 'given' order by person_id`.execute(tx.db)
  return rows.map((row) => row.personId)
}
