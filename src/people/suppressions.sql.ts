import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { SuppressionMark } from './suppression.ts'

/** Leaves marks as of a moment, now when none is given; one that stands already is renewed. */
export async function insertSuppressions(tx: Tx, marks: readonly SuppressionMark[], since: Date = tx.now): Promise<number> {
  if (marks.length === 0) return 0
  const { numAffectedRows } = await sql`
    insert into suppression as s (kind, key_hash, since)
    select distinct m.kind, decode(m.hex, 'hex'), ${since}::timestamptz
    from unnest(${marks.map((one) => one.kind)}::text[], ${marks.map((one) => one.keyHash)}::text[]) as m (kind, hex)
    on conflict (kind, key_hash) do update set since = greatest(s.since, excluded.since)`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** Which of these marks stand, by kind and hash in hex, and since when. */
export async function selectSuppressions(tx: Tx, marks: readonly SuppressionMark[]): Promise<Map<string, Date>> {
  if (marks.length === 0) return new Map()
  const { rows } = await sql<{ kind: string; keyHash: string; since: Date }>`
    select s.kind, encode(s.key_hash, 'hex') as "keyHash", s.since
    from (select distinct u.kind, decode(u.hex, 'hex') as key_hash
      from unnest(${marks.map((one) => one.kind)}::text[], ${marks.map((one) => one.keyHash)}::text[]) as u (kind, hex)) q
    join suppression s on s.kind = q.kind and s.key_hash = q.key_hash`.execute(tx.db)
  return new Map(rows.map((row) => [`${row.kind} ${row.keyHash}`, row.since]))
}

/** Whether anybody was ever forgotten here: as long as not, nobody has to be looked for. */
export async function hasSuppressions(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ some: boolean }>`select exists (select from suppression) as some`.execute(tx.db)
  return rows[0]!.some
}
