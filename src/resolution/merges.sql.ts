import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { MergeState, PairDecision } from './merge.ts'

/** What has to be known of these records before they are made one; somebody who is not in the register is not in the answer. */
export async function selectMergeStates(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, MergeState>> {
  const { rows } = await sql<MergeState>`
    select p.person_id as "personId", p.led_by as "ledBy", p.protected_identity as "protectedIdentity", p.deceased_at as "deceasedAt", f.birth_date as "birthDate",
      exists (select from request r where r.person_id = p.person_id and r.state in ('open', 'waiting-for-proof')) as "hasOpenRequest",
      exists (select from erasure e where e.person_id = p.person_id and e.erased_at is null) as "hasOpenErasure",
      exists (select from stop_row s where s.person_id = p.person_id and s.recorded_at is null) as "hasWaitingNo"
    from person p left join profile f on f.person_id = p.person_id where p.person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row]))
}

/** What was said of a pair; undefined where no pass has found it. */
export async function selectPairDecision(tx: Tx, one: PersonId, other: PersonId): Promise<PairDecision> {
  const { rows } = await sql<{ decision: Exclude<PairDecision, undefined> }>`
    select decision from possible_duplicate where person_id = ${one} and other_person_id = ${other}`.execute(tx.db)
  return rows[0]?.decision
}

/** Notes of the pairs among these people that they are one, or that they are not any more. */
export async function updatePairs(tx: Tx, one: PersonId, others: readonly PersonId[], decision: 'merged' | 'different' | null, by: StaffId): Promise<void> {
  for (const [people, theirs] of [[[one], others], [others, [one]]] as const) {
    await sql`
      update possible_duplicate set decision = ${decision}, decided_at = ${decision && tx.now}, decided_by = ${decision && by}, rests_until = null
      where person_id = any (${people}::uuid[]) and other_person_id = any (${theirs}::uuid[])`.execute(tx.db)
  }
}
