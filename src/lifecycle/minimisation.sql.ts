import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** Purposes that somebody's data was used for since a day. */
export async function selectUsedPurposes(tx: Tx, since: Date): Promise<Set<string>> {
  const { rows } = await sql<{ purpose: string }>`select distinct purpose from use_record where at >= ${since}`.execute(tx.db)
  return new Set(rows.map((row) => row.purpose))
}

/** Fields of which a colleague or another system saw a value since a day. */
export async function selectViewedFields(tx: Tx, since: Date): Promise<Set<string>> {
  const { rows } = await sql<{ field: string }>`select distinct f.field from look l cross join lateral unnest(l.fields) as f (field) where l.at >= ${since}`.execute(tx.db)
  return new Set(rows.map((row) => row.field))
}

/** When each field was first published. */
export async function selectFirstPublished(tx: Tx): Promise<Map<string, Date>> {
  const { rows } = await sql<{ key: string; at: Date }>`
    select f.field_key as key, min(c.published_at) as at from field_version f join catalogue_version c using (catalogue_version) group by f.field_key`.execute(tx.db)
  return new Map(rows.map((row) => [row.key, row.at]))
}

/** People with no living ground: held only by a time that runs on after it. */
export async function countWithoutPurpose(tx: Tx): Promise<number> {
  const { rows } = await sql<{ people: number }>`
    select count(*)::int as people from person p
    where not exists (select from ground g where g.person_id = p.person_id and ground_lives(g.since, g.until, g.ended_at, ${tx.now}::timestamptz))`.execute(tx.db)
  return rows[0]!.people
}
