import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { updateInvoiceLinksRevoked, updateSessionsOfInvoiceEnded } from './invoice-links.sql.ts'

/**
 * The invoice is in wrong hands: its link and its code open nothing any more, and what they opened ends. Nobody outside can
 * tell them from a code that never was. False when there is nothing to revoke.
 */
export async function revokeInvoiceLinks(tx: Tx, personId: PersonId, invoiceId: string, by: StaffId): Promise<boolean> {
  await updateSessionsOfInvoiceEnded(tx, personId, invoiceId)
  return updateInvoiceLinksRevoked(tx, personId, invoiceId, by)
}
