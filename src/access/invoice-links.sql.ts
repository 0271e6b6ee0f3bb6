import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'

/** From then on the links of what was invoiced to these people before say no and nothing else; those that end before keep their end. */
export async function updateInvoiceLinksEnding(tx: Tx, personIds: readonly PersonId[], at: Date): Promise<void> {
  await sql`
    update token set expires_at = ${at}
    where person_id = any (${personIds}::uuid[]) and kind in ('invoice', 'invoice-code') and (expires_at is null or expires_at > ${at})`.execute(tx.db)
}

/** How the code of an invoice stands. */
export interface InvoiceLinkState {
  invoiceId: string
  expiresAt: Date | null
  revokedAt: Date | null
}

export async function selectInvoiceLinkStates(tx: Tx, personId: PersonId): Promise<InvoiceLinkState[]> {
  const { rows } = await sql<InvoiceLinkState>`
    select invoice_id as "invoiceId", expires_at as "expiresAt", revoked_at as "revokedAt" from token
    where person_id = ${personId} and invoice_id is not null and kind = 'invoice-code'`.execute(tx.db)
  return rows
}

/** Which of these invoices have had their code revoked. */
export async function selectRevokedInvoices(tx: Tx, personId: PersonId): Promise<Set<string>> {
  const { rows } = await sql<{ invoiceId: string }>`
    select distinct invoice_id as "invoiceId" from token where person_id = ${personId} and invoice_id is not null and revoked_at is not null`.execute(tx.db)
  return new Set(rows.map((one) => one.invoiceId))
}

/** By whom, and why in their words. */
export interface Revocation {
  by: StaffId
  reason: string
}

/** Revokes whatever opens by this invoice; false when nothing did. */
export async function updateInvoiceLinksRevoked(tx: Tx, personId: PersonId, invoiceId: string, { by, reason }: Revocation): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update token set revoked_at = ${tx.now}, revoked_by = ${by}, revoked_why = ${reason}
    where person_id = ${personId} and invoice_id = ${invoiceId} and kind in ('invoice', 'invoice-code') and revoked_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Ends the sessions that were opened by the code of this invoice. */
export async function updateSessionsOfInvoiceEnded(tx: Tx, personId: PersonId, invoiceId: string): Promise<void> {
  await sql`
    update customer_session set ended_at = ${tx.now}
    where person_id = ${personId} and invoice_id = ${invoiceId} and ended_at is null`.execute(tx.db)
}

/** Counts a fact that is told beside a code, wrong until it is seen to be right, and lets the next wait; undefined while one waits, and when there were too many. */
export async function takeFactTry(tx: Tx, hash: Buffer, waits: readonly number[]): Promise<{ tries: number } | undefined> {
  const { rows } = await sql<{ tries: number }>`
    update token set wrong_facts = wrong_facts + 1,
      facts_after = ${tx.now}::timestamptz + make_interval(secs => (${waits}::int[])[wrong_facts + 1])
    where token_hash = ${hash} and revoked_at is null and wrong_facts < ${waits.length} and (facts_after is null or facts_after <= ${tx.now})
    returning wrong_facts as tries`.execute(tx.db)
  return rows[0]
}

/** When the next fact may be told. */
export async function selectFactWait(tx: Tx, hash: Buffer): Promise<{ tries: number; after: Date | null } | undefined> {
  const { rows } = await sql<{ tries: number; after: Date | null }>`select wrong_facts as tries, facts_after as after from token where token_hash = ${hash}`.execute(tx.db)
  return rows[0]
}

/** The fact was right. */
export async function updateFactsRight(tx: Tx, hash: Buffer): Promise<void> {
  await sql`update token set wrong_facts = 0, facts_after = null where token_hash = ${hash}`.execute(tx.db)
}
