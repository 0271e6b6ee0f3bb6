import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { SILENCE_MS } from './life.ts'

/** A copy of the program shows by a lease of this name, renewed all the time, that it lives. */
const COPY = 'copy '

const silentSince = (tx: Tx) => new Date(tx.now.getTime() - SILENCE_MS)

/** Says until when this copy counts as living, and where it is reached. */
export async function upsertCopy(tx: Tx, copy: string, until: Date, address: string): Promise<void> {
  await upsertLease(tx, `${COPY}${copy}`, copy, until)
  await sql`update lease set address = ${address} where name = ${`${COPY}${copy}`} and address is distinct from ${address}`.execute(tx.db)
}

/** Where the copy that showed itself last is reached; undefined when none lives. */
export async function selectLivingAddress(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ address: string }>`
    select address from lease where name like ${`${COPY}%`} and until >= ${tx.now} and address is not null order by until desc limit 1`.execute(tx.db)
  return rows[0]?.address
}

/** Copies that showed themselves once and do no more. */
export async function selectDeadCopies(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ holder: string }>`
    select holder from lease where name like ${`${COPY}%`} and until < ${silentSince(tx)}`.execute(tx.db)
  return rows.map((row) => row.holder)
}

/** Forgets copies that ended before a moment. */
export async function deleteCopiesBefore(tx: Tx, before: Date): Promise<void> {
  await sql`delete from lease where name like ${`${COPY}%`} and until < ${before}`.execute(tx.db)
}

/** Gives back everything that somebody holds. */
export async function endLeases(tx: Tx, holder: string): Promise<void> {
  await sql`update lease set until = ${new Date(tx.now.getTime() - 1)} where holder = ${holder} and until >= ${tx.now}`.execute(tx.db)
}

/** Takes a free lease, or that of a dead copy, or renews an own one; the token rises whenever it changes hands, or was allowed to run out. */
export async function upsertLease(tx: Tx, name: string, holder: string, until: Date): Promise<number | undefined> {
  const { rows } = await sql<{ token: number }>`
    insert into lease (name, holder, token, until) values (${name}, ${holder}, 1, ${until})
    on conflict (name) do update set
      holder = excluded.holder,
      token = lease.token + case when lease.holder = excluded.holder and lease.until >= ${tx.now} then 0 else 1 end,
      until = excluded.until
    where lease.holder = excluded.holder or lease.until < ${tx.now}
      or lease.holder in (select c.holder from lease c where c.name like ${`${COPY}%`} and c.until < ${silentSince(tx)})
    returning token`.execute(tx.db)
  return rows[0]?.token
}

/** True when the lease is still the one with this token; then nobody else can get it until the transaction ends. */
export async function lockLease(tx: Tx, name: string, holder: string, token: number): Promise<boolean> {
  const { rows } = await sql`select from lease where name = ${name} and holder = ${holder} and token = ${token} for update`.execute(tx.db)
  return rows.length === 1
}
