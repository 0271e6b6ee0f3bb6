import type { Run } from '../../billing/run.ts'
import type { Tx } from '../../plumbing/database.ts'
import { rightsNow } from './rights-now.ts'

/** Whether whoever let a run of invoices go is still here and may still invoice: rights count as they are, not as they were (AZ-09). What a system brought is only rehearsed before that. */
export async function mayInvoice(tx: Tx, { createdBy, state }: Run): Promise<boolean> {
  if (createdBy === null) return state === 'rehearsing'
  return (await rightsNow(tx, createdBy))?.permissions.has('invoices.write') ?? false
}
