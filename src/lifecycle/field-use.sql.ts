import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { PROFILE_FIELDS } from '../purposes/field.ts'

/** How many people have a value in each field. */
export async function countHolders(tx: Tx): Promise<Map<string, number>> {
  const columns = sql.join(PROFILE_FIELDS.map((field) => sql`${sql.lit(field)}, count(${sql.ref(field)})`))
  const { rows } = await sql<{ field: string; people: number }>`
    select key as field, value::int as people from (select jsonb_build_object(${columns}) as counts from profile) c cross join lateral jsonb_each_text(c.counts)
    union all select k.key, count(*)::int from profile cross join lateral jsonb_object_keys(own) as k (key) where own <> '{}' group by k.key
    union all select field_key, count(*)::int from sealed_value group by field_key
    union all select case kind when 'postal' then 'postal_address' else kind end, count(distinct person_id)::int from contact_point where ended_at is null group by kind`.execute(tx.db)
  return new Map(rows.map((row) => [row.field, row.people]))
}

type Last = Map<string, Date>

/** When a value of each field was last written down, by anybody. */
export async function selectLastWritten(tx: Tx): Promise<Last> {
  return lastOf((await sql<Fields>`select fields, max(recorded_at) as at from provenance group by fields`.execute(tx.db)).rows)
}

/** When a colleague or another system last saw a value of each field; nobody is named. */
export async function selectLastSeen(tx: Tx): Promise<Last> {
  return lastOf((await sql<Fields>`select fields, max(at) as at from look group by fields`.execute(tx.db)).rows)
}

interface Fields {
  fields: string[]
  at: Date
}

/** There are few sets of fields however many lines: the sets are put together here. */
function lastOf(rows: readonly Fields[]): Last {
  const last: Last = new Map()
  for (const { fields, at } of rows) for (const field of fields) if (!last.has(field) || last.get(field)! < at) last.set(field, at)
  return last
}

/** Where a field is named: as a column or condition of a kept list, or in choosing people for a mailing or an export. */
export interface FieldUse {
  field: string
  kind: 'list' | 'mailing' | 'export'
  /** Of mailings and exports: what for. */
  purpose: string | null
  times: number
  lastAt: Date
}

export async function selectFieldUses(tx: Tx): Promise<FieldUse[]> {
  const { rows } = await sql<FieldUse>`
    select field, kind, purpose, count(distinct id)::int as times, max(at) as "lastAt" from (
      select unnest(columns) as field, 'list' as kind, null as purpose, saved_view_id as id, changed_at as at from saved_view
      union all select f ->> 'field', 'list', null, saved_view_id, changed_at from saved_view cross join lateral jsonb_array_elements(filters) f
      union all select sort ->> 'by', 'list', null, saved_view_id, changed_at from saved_view
      union all select f ->> 'field', 'mailing', purposes[1], mailing_id, coalesce(started_at, created_at) from mailing cross join lateral jsonb_array_elements(coalesce(audience -> 'where', '[]')) f
      union all select f ->> 'field', 'export', wish -> 'question' ->> 'purpose', export_id, created_at from export_job cross join lateral jsonb_array_elements(coalesce(wish -> 'where', '[]')) f
    ) named where field is not null group by field, kind, purpose`.execute(tx.db)
  return rows
}
