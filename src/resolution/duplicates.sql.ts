import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { Grade } from './grade.ts'

/** Two people who may be one human; `personId` is the lower id. Kept with each of them. */
export interface Duplicate {
  personId: PersonId
  otherPersonId: PersonId
  grade: Grade
  /** Hundredths of the logarithm to base 2. */
  odds: number
  levels: number[]
}

/** Begins a pass, unless one began after `since`; false where another copy was faster. */
export async function beginPass(tx: Tx, since: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into duplicate_pass as d (began_at) values (${tx.now})
    on conflict (one) do update set began_at = ${tx.now} where d.began_at <= ${since} returning one`.execute(tx.db)
  return rows.length > 0
}

export interface Pass {
  beganAt: Date
  endedAt: Date | null
  tookMs: number | null
  people: number | null
  pairs: number | null
}

export async function selectPass(tx: Tx): Promise<Pass | undefined> {
  const { rows } = await sql<Pass>`
    select began_at as "beganAt", ended_at as "endedAt", took_ms as "tookMs", people, pairs from duplicate_pass`.execute(tx.db)
  return rows[0]
}

export async function endPass(tx: Tx, pass: { tookMs: number; people: number; pairs: number }): Promise<void> {
  await sql`update duplicate_pass set ended_at = ${tx.now}, took_ms = ${pass.tookMs}, people = ${pass.people}, pairs = ${pass.pairs}`.execute(tx.db)
}

/** Keeps what was found; what a colleague said of it stays. */
export async function upsertDuplicates(tx: Tx, found: readonly Duplicate[], seenAt: Date): Promise<void> {
  await sql`
    insert into possible_duplicate as d (person_id, other_person_id, found_at, seen_at, grade, odds, levels)
    select b.person_id, b.other_person_id, ${seenAt}, ${seenAt}, p.grade, p.odds, string_to_array(p.levels, ',')::int[]
    from unnest(${found.map((one) => one.personId)}::uuid[], ${found.map((one) => one.otherPersonId)}::uuid[], ${found.map((one) => one.grade)}::text[],
      ${found.map((one) => one.odds)}::int[], ${found.map((one) => one.levels.join(','))}::text[]) as p (one_id, another_id, grade, odds, levels)
    cross join lateral (values (p.one_id, p.another_id), (p.another_id, p.one_id)) as b (person_id, other_person_id)
    on conflict (person_id, other_person_id) do update set seen_at = excluded.seen_at, grade = excluded.grade, odds = excluded.odds, levels = excluded.levels`.execute(tx.db)
}

/** Forgets pairs that the pass that began at `seenAt` did not find any more; what a colleague said of one human or two is remembered. */
export async function deleteUnseen(tx: Tx, seenAt: Date): Promise<void> {
  await sql`delete from possible_duplicate where seen_at < ${seenAt} and decision is distinct from 'different' and decision is distinct from 'merged'`.execute(tx.db)
}

/** A pair that waits for somebody to look at it. */
export interface OpenDuplicate extends Duplicate {
  foundAt: Date
}

/** Where a page of pairs ended. */
export type DuplicatePlace = Pick<Duplicate, 'odds' | 'personId' | 'otherPersonId'>

const waiting = (now: Date) => sql`person_id < other_person_id and (decision is null or (decision = 'later' and rests_until <= ${now}::timestamptz))`

/** Pairs of a grade that wait for somebody to look at them, the surest first. */
export async function selectWaiting(tx: Tx, grade: Grade, after: DuplicatePlace | undefined, limit: number): Promise<OpenDuplicate[]> {
  const { rows } = await sql<OpenDuplicate>`
    select person_id as "personId", other_person_id as "otherPersonId", grade, odds, levels, found_at as "foundAt" from possible_duplicate
    where grade = ${grade} and ${waiting(tx.now)}
      ${after ? sql`and (-odds, person_id, other_person_id) > (${-after.odds}::int, ${after.personId}::uuid, ${after.otherPersonId}::uuid)` : sql``}
    order by -odds, person_id, other_person_id limit ${limit}`.execute(tx.db)
  return rows
}

/** How many pairs of each grade wait, and how many rest. */
export async function countWaiting(tx: Tx): Promise<Record<Grade | 'later', number>> {
  const { rows: [counts] } = await sql<Record<Grade | 'later', number>>`
    select count(*) filter (where grade = 'sure' and ${waiting(tx.now)})::int as sure, count(*) filter (where grade = 'unsure' and ${waiting(tx.now)})::int as unsure,
      count(*) filter (where decision = 'later' and rests_until > ${tx.now} and person_id < other_person_id)::int as later
    from possible_duplicate`.execute(tx.db)
  return counts!
}

/** Notes what a colleague said of these pairs; null takes it back. Returns how many pairs there are of them. */
export async function updateDecision(
  tx: Tx, pairs: readonly { personId: PersonId; otherPersonId: PersonId }[], decided: { decision: 'different' | 'later' | null; by: string; restsUntil: Date | null },
): Promise<number> {
  const { rows } = await sql`
    update possible_duplicate d set decision = ${decided.decision}, decided_at = ${decided.decision && tx.now}, decided_by = ${decided.decision && decided.by}, rests_until = ${decided.restsUntil}
    from unnest(${pairs.map((one) => one.personId)}::uuid[], ${pairs.map((one) => one.otherPersonId)}::uuid[]) as p (one_id, another_id)
    where (d.person_id = p.one_id and d.other_person_id = p.another_id) or (d.person_id = p.another_id and d.other_person_id = p.one_id)
    returning 1`.execute(tx.db)
  return rows.length / 2
}
