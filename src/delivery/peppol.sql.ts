import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Delivery } from './deliveries.sql.ts'

export type PeppolDelivery = Pick<Delivery, 'personId' | 'deliveryId' | 'invoiceId' | 'reminderId' | 'askedAt' | 'state'>

const columns = sql`person_id as "personId", delivery_id as "deliveryId", invoice_id as "invoiceId", reminder_id as "reminderId", asked_at as "askedAt", state`

/** E-invoices in one of these states, the oldest first. */
export async function selectPeppol(tx: Tx, states: readonly Delivery['state'][], limit: number): Promise<PeppolDelivery[]> {
  const { rows } = await sql<PeppolDelivery>`
    select ${columns} from invoice_delivery where way = 'peppol' and state = any (${states}::text[]) order by asked_at, delivery_id limit ${limit}`.execute(tx.db)
  return rows
}
