import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { lockLease } from './lease.sql.ts'
import type { Lease } from './take-lease.ts'

/** Makes sure, until the transaction ends, that the lease is still ours. Throws a conflict when it went to somebody else. */
export async function holdLease(tx: Tx, lease: Lease): Promise<void> {
  if (await lockLease(tx, lease.name, lease.holder, lease.token)) return
  throw new Problem('conflict', { rule: 'L5', text: 'ledger.lease-lost', parameters: { name: lease.name } })
}
