import { sql } from 'kysely'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import type { Quote } from './quote.ts'

const columns = sql`
  q.person_id as "personId", q.quote_id as "quoteId", q.deal_id as "dealId",
  (select d.company_id from deal d where d.person_id = q.person_id and d.deal_id = q.deal_id) as "companyId", q.number, q.version, q.language, q.issued_on as "issuedOn", q.valid_until as "validUntil", q.currency,
  q.payable::text as payable, q.content, q.made_at as "madeAt", jsonb_build_object('kind', q.made_by_kind, 'id', q.made_by_id) as "madeBy", q.state, q.answer || jsonb_build_object('by', jsonb_build_object('kind', q.answered_by_kind, 'id', q.answered_by_id)) as answer, q.changed_at as "changedAt",
  q.invoice_id as "invoiceId", q.document_id as "documentId"`

type Row = Omit<Quote, 'payable'> & { payable: string }
const read = (row: Row): Quote => ({ ...row, payable: BigInt(row.payable) })

export async function insertQuote(tx: Tx, one: Quote, page: Buffer): Promise<void> {
  await sql`
    insert into quote (person_id, quote_id, deal_id, number, version, language, issued_on, valid_until, currency, payable, content, page, made_at, made_by_kind, made_by_id, state, answer, changed_at)
    values (${one.personId}, ${one.quoteId}, ${one.dealId}, ${one.number}, ${one.version}, ${one.language}, ${one.issuedOn}, ${one.validUntil}, ${one.currency}, ${String(one.payable)}::bigint,
      ${JSON.stringify(one.content)}::jsonb, ${page}, ${one.madeAt}, ${one.madeBy.kind}, ${one.madeBy.id}, ${one.state}, null, ${one.changedAt})`.execute(tx.db)
}

/** What has become of a version. */
export async function updateQuote(tx: Tx, one: Quote): Promise<void> {
  const { by = null, ...said } = one.answer ?? {}
  await sql`
    update quote set state = ${one.state}, answer = ${one.answer && JSON.stringify(said)}::jsonb, answered_by_kind = ${by?.kind ?? null}, answered_by_id = ${by?.id ?? null}, changed_at = ${tx.now}, invoice_id = ${one.invoiceId}, document_id = ${one.documentId}
    where person_id = ${one.personId} and quote_id = ${one.quoteId}`.execute(tx.db)
}

/** Held until the end of the transaction. */
export async function selectQuoteForUpdate(tx: Tx, personId: PersonId, quoteId: string): Promise<Quote | undefined> {
  const { rows } = await sql<Row>`select ${columns} from quote q where q.person_id = ${personId} and q.quote_id = ${quoteId} for update`.execute(tx.db)
  return rows[0] && read(rows[0])
}

/** The quotes to somebody, or of one deal of theirs, the newest first. */
export async function selectQuotesOf(tx: Tx, personId: PersonId, dealId?: string): Promise<Quote[]> {
  const { rows } = await sql<Row>`
    select ${columns} from quote q where q.person_id = ${personId} ${dealId === undefined ? sql`` : sql`and q.deal_id = ${dealId}`} order by q.made_at desc, q.version desc, q.quote_id desc`.execute(tx.db)
  return rows.map(read)
}

export async function selectQuote(tx: Tx, personId: PersonId, quoteId: string): Promise<Quote | undefined> {
  const { rows } = await sql<Row>`select ${columns} from quote q where q.person_id = ${personId} and q.quote_id = ${quoteId}`.execute(tx.db)
  return rows[0] && read(rows[0])
}

/** The page as it was drawn. */
export async function selectPage(tx: Tx, personId: PersonId, quoteId: string): Promise<Buffer | undefined> {
  const { rows } = await sql<{ page: Buffer }>`select page from quote where person_id = ${personId} and quote_id = ${quoteId}`.execute(tx.db)
  return rows[0]?.page
}

/** A mail of a quote: what it is, and how far. */
export interface QuoteMail {
  mailingId: MailingId
  quoteId: string
  what: 'offer' | 'receipt'
  askedAt: Date
  /** As the queue says; `left-out` where the gate said no, with its rule. */
  state: string
  rule: string | null
  finishedAt: Date | null
}

export async function insertQuoteMail(tx: Tx, one: Pick<QuoteMail, 'mailingId' | 'quoteId' | 'what'> & { personId: PersonId; by: Actor }): Promise<void> {
  await sql`
    insert into quote_mail (person_id, mailing_id, quote_id, what, asked_at, asked_by_kind, asked_by_id)
    values (${one.personId}, ${one.mailingId}, ${one.quoteId}, ${one.what}, ${tx.now}, ${one.by.kind}, ${one.by.id})`.execute(tx.db)
}

/** The mails of a version, the newest first. */
export async function selectQuoteMails(tx: Tx, personId: PersonId, quoteId: string): Promise<QuoteMail[]> {
  const { rows } = await sql<QuoteMail>`
    select m.mailing_id as "mailingId", m.quote_id as "quoteId", m.what, m.asked_at as "askedAt", coalesce(s.state, 'left-out') as state, s.rule, s.finished_at as "finishedAt"
    from quote_mail m left join message s on s.person_id = m.person_id and s.mailing_id = m.mailing_id
    where m.person_id = ${personId} and m.quote_id = ${quoteId} order by m.asked_at desc, m.mailing_id desc`.execute(tx.db)
  return rows
}

/** What a message of the queue carries. */
export async function selectQuoteOfMail(tx: Tx, personId: PersonId, mailingId: string): Promise<{ quote: Quote; what: QuoteMail['what']; page: Buffer } | undefined> {
  const { rows: [mail] } = await sql<{ quoteId: string; what: QuoteMail['what'] }>`select quote_id as "quoteId", what from quote_mail where person_id = ${personId} and mailing_id = ${mailingId}`.execute(tx.db)
  const quote = mail && (await selectQuote(tx, personId, mail.quoteId))
  const page = mail && (await selectPage(tx, personId, mail.quoteId))
  return quote && page && { quote, page, what: mail.what }
}

/** Accepted before a moment and not filed yet. */
export async function selectUnfiledQuotes(tx: Tx, before: Date, limit: number): Promise<Pick<Quote, 'personId' | 'quoteId'>[]> {
  const { rows } = await sql<Pick<Quote, 'personId' | 'quoteId'>>`
    select person_id as "personId", quote_id as "quoteId" from quote where state = 'accepted' and document_id is null and changed_at <= ${before} limit ${limit}`.execute(tx.db)
  return rows
}
