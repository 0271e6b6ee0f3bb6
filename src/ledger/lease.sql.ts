import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** Takes a free lease or renews an own one; the token rises whenever it changes hands, or was allowed to run out. */
export async function upsertLease(tx: Tx, name: string, holder: string, until: Date): Promise<number | undefined> {
  const { rows } = await sql<{ token: number }>`
    insert into lease (name, holder, token, until) values (${name}, ${holder}, 1, ${until})
    on conflict (name) do update set
      holder = excluded.holder,
      token = lease.token + case when lease.holder = excluded.holder and lease.until >= ${tx.now} then 0 else 1 end,
      until = excluded.until
    where lease.holder = excluded.holder or lease.until < ${tx.now}
    returning token`.execute(tx.db)
  return rows[0]?.token
}

/** True when the lease is still the one with this token; then nobody else can get it until the transaction ends. */
export async function lockLease(tx: Tx, name: string, holder: string, token: number): Promise<boolean> {
  const { rows } = await sql`select from lease where name = ${name} and holder = ${holder} and token = ${token} for update`.execute(tx.db)
  return rows.length === 1
}
