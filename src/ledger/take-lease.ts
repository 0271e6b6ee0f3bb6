import type { Tx } from '../plumbing/database.ts'
import { upsertLease } from './lease.sql.ts'

/** The right of one copy of the program to do something alone. The token fences off a copy that slept through the end of its lease. */
export interface Lease {
  name: string
  holder: string
  token: number
}

/** Takes or renews a lease; undefined while another holder has it. */
export async function takeLease(tx: Tx, name: string, holder: string, milliseconds: number): Promise<Lease | undefined> {
  const token = await upsertLease(tx, name, holder, new Date(tx.now.getTime() + milliseconds))
  return token === undefined ? undefined : { name, holder, token }
}
