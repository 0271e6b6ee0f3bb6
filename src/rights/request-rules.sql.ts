import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { RequestKind } from './request.ts'

/** The kinds of requests that take a second colleague before they are answered. */
export async function selectFourEyes(tx: Tx): Promise<RequestKind[]> {
  const { rows } = await sql<{ kind: RequestKind }>`select kind from request_rule where four_eyes order by kind`.execute(tx.db)
  return rows.map((row) => row.kind)
}

/** Sets of each of these kinds whether it takes a second colleague; what stays as it was keeps who set it. */
export async function upsertFourEyes(tx: Tx, rules: readonly { kind: RequestKind; fourEyes: boolean }[], by: string): Promise<void> {
  await sql`
    insert into request_rule (kind, four_eyes, changed_at, changed_by)
    select r.kind, r.four_eyes, ${tx.now}::timestamptz, ${by}::uuid from unnest(${rules.map((one) => one.kind)}::text[], ${rules.map((one) => one.fourEyes)}::boolean[]) as r (kind, four_eyes)
    on conflict (kind) do update set four_eyes = excluded.four_eyes, changed_at = excluded.changed_at, changed_by = excluded.changed_by
    where request_rule.four_eyes <> excluded.four_eyes`.execute(tx.db)
}
