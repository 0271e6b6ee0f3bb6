import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { ListedDraft } from './list.ts'
import type { Place } from './subscriptions.sql.ts'

/** An invoice of a list, as it waits for its run. */
export interface KeptDraft {
  personId: PersonId
  listedId: string
  row: number
  draft: ListedDraft
}

export async function insertListed(tx: Tx, runId: string, many: readonly KeptDraft[]): Promise<void> {
  await sql`
    insert into listed_invoice (person_id, run_id, listed_id, row_no, draft)
    select l.person_id, ${runId}, l.listed_id, l.row_no, l.draft::jsonb
    from unnest(${many.map((one) => one.personId)}::uuid[], ${many.map((one) => one.listedId)}::uuid[], ${many.map((one) => one.row)}::int[], ${many.map((one) => JSON.stringify(one.draft))}::text[])
      as l (person_id, listed_id, row_no, draft)`.execute(tx.db)
}

/** The next of a list in the order of people, that have no invoice yet. */
export async function selectListedAfter(tx: Tx, runId: string, after: Place | null, limit: number): Promise<KeptDraft[]> {
  const { rows } = await sql<KeptDraft>`
    select person_id as "personId", listed_id as "listedId", row_no as row, draft from listed_invoice
    where run_id = ${runId} and invoice_id is null and ${after ? sql`(person_id, listed_id) > (${after.personId}::uuid, ${after.id}::uuid)` : sql`true`}
    order by person_id, listed_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function countListed(tx: Tx, runId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from listed_invoice where run_id = ${runId}`.execute(tx.db)
  return rows[0]!.n
}

/** They have their invoices now. */
export async function updateListedIssued(tx: Tx, runId: string, many: readonly { personId: PersonId; listedId: string; invoiceId: string }[]): Promise<void> {
  await sql`
    update listed_invoice l set invoice_id = i.invoice_id
    from unnest(${many.map((one) => one.personId)}::uuid[], ${many.map((one) => one.listedId)}::uuid[], ${many.map((one) => one.invoiceId)}::uuid[]) as i (person_id, listed_id, invoice_id)
    where l.person_id = i.person_id and l.run_id = ${runId} and l.listed_id = i.listed_id`.execute(tx.db)
}

/** When the same list was brought before, unless nothing came of it or it was taken back. */
export async function selectSameList(tx: Tx, digest: string): Promise<Date | undefined> {
  const { rows } = await sql<{ at: Date }>`
    select r.created_at as at from invoice_run r
    where r.kind = 'listed' and r.list ->> 'digest' = ${digest} and (r.state not in ('failed', 'cancelled') or (r.counts ->> 'invoices')::int > 0)
      and not exists (select from invoice_run u where u.undoes = r.run_id and u.state = 'done')
    order by r.created_at desc limit 1`.execute(tx.db)
  return rows[0]?.at
}

/** Lists that were rehearsed before a moment and never run are ended. */
export async function updateOldListsCancelled(tx: Tx, before: Date): Promise<void> {
  await sql`update invoice_run set state = 'cancelled', finished_at = ${tx.now} where kind = 'listed' and state = 'rehearsed' and created_at < ${before}`.execute(tx.db)
}

/** What is left of lists whose run has ended: the invoices say the rest. Returns how many. */
export async function deleteEndedLists(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from listed_invoice l where (l.person_id, l.run_id, l.listed_id) in (
      select d.person_id, d.run_id, d.listed_id from listed_invoice d join invoice_run r using (run_id) where r.state in ('done', 'failed', 'cancelled') limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}
