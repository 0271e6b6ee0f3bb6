import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Something that happened with a company, or with somebody who speaks for it. */
export interface CompanyEvent {
  at: Date
  type: 'company' | 'deal' | 'invoice' | 'credit-note' | 'payment'
  /** What was done, or the number of the invoice. */
  kind: string
  /** Of whoever spoke for it; none where it is about the company alone. */
  purpose: string | null
  personId: PersonId | null
  /** The deal or the invoice. */
  about: string | null
  actorKind: string | null
  actorId: string | null
  /** The name of a deal, an amount in hundredths with its currency. */
  detail: string | null
}

/** What happened with a company under any of the ids it had, the newest first; deals and invoices with their payments only where they are asked for. */
export async function selectCompanyTimeline(tx: Tx, companyIds: readonly string[], { deals, documents, limit }: { deals: boolean; documents: boolean; limit: number }): Promise<CompanyEvent[]> {
  const { rows } = await sql<CompanyEvent>`
    select at, type, kind, purpose, person_id as "personId", about, by_kind as "actorKind", by_id as "actorId", detail from (
      select at, 'company' as type, kind, null as purpose, null::uuid as person_id, null::uuid as about, by_kind, by_id, null as detail from company_change where company_id = any (${companyIds}::uuid[])
      union all
      select c.noted_at, 'deal', c.kind, g.purpose_key, d.person_id, d.deal_id, c.noted_by_kind, c.noted_by_id, d.name
      from deal d join deal_change c on c.person_id = d.person_id and c.deal_id = d.deal_id join ground g on g.person_id = d.person_id and g.ground_id = d.ground_id
      where d.company_id = any (${companyIds}::uuid[]) and c.kind <> 'changed' and ${deals}
      union all
      select issued_at, kind, number, 'invoicing', person_id, invoice_id, issued_by_kind, issued_by_id, payable || ' ' || currency from invoice where company_id = any (${companyIds}::uuid[]) and ${documents}
      union all
      select p.noted_at, 'payment', i.number, 'invoicing', i.person_id, i.invoice_id, p.noted_by_kind, p.noted_by_id, p.amount || ' ' || i.currency
      from invoice i join payment p on p.person_id = i.person_id and p.invoice_id = i.invoice_id where i.company_id = any (${companyIds}::uuid[]) and ${documents}
    ) events order by at desc, about desc nulls last, kind limit ${limit}`.execute(tx.db)
  return rows
}
