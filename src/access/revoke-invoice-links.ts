import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { updateInvoiceLinksRevoked, updateSessionsOfInvoiceEnded, type Revocation } from './invoice-links.sql.ts'

/**
 * The invoice is in wrong hands: its link and its code open nothing any more, and what they opened ends. Nobody outside can
 * tell them from a code that never was; the next invoice carries new ones. Who did it, when and why stays with them. False when there is nothing to revoke.
 */
export async function revokeInvoiceLinks(tx: Tx, personId: PersonId, invoiceId: string, revocation: Revocation): Promise<boolean> {
  await updateSessionsOfInvoiceEnded(tx, personId, invoiceId)
  return updateInvoiceLinksRevoked(tx, personId, invoiceId, revocation)
}
