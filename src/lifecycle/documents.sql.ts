import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { eachOf } from '../people/people.sql.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import type { IssuedDocument } from './issued-document.ts'

const columns = sql`d.person_id as "personId", d.document_id as "documentId", d.kind, d.number, d.issued_on as "issuedOn", d.fiscal_year_end as "fiscalYearEnd",
  d.country, d.title, d.media_type as "mediaType", d.keep_until as "keepUntil", d.filed_at as "filedAt",
  jsonb_build_object('kind', d.filed_by_kind, 'id', d.filed_by_id) as "filedBy", d.restricted_at as "restrictedAt"`

/** Adds documents; one of the same kind and number of the same person is left as it is. Returns the ids of those that were added. */
export async function insertDocuments(tx: Tx, many: readonly (IssuedDocument & { content: Buffer })[]): Promise<Set<string>> {
  const list = <Key extends keyof IssuedDocument>(key: Key) => many.map((one) => one[key])
  const { rows } = await sql<{ id: string }>`
    insert into issued_document (person_id, document_id, kind, number, issued_on, fiscal_year_end, country, title, media_type, content, keep_until,
      filed_at, filed_by_kind, filed_by_id, restricted_at)
    select d.* from unnest(
      ${list('personId')}::uuid[], ${list('documentId')}::uuid[], ${list('kind')}::text[], ${list('number')}::text[], ${list('issuedOn')}::date[],
      ${list('fiscalYearEnd')}::date[], ${list('country')}::text[], ${list('title')}::text[], ${list('mediaType')}::text[], ${many.map((one) => one.content)}::bytea[],
      ${list('keepUntil')}::date[], ${list('filedAt')}::timestamptz[], ${many.map((one) => one.filedBy.kind)}::text[], ${many.map((one) => one.filedBy.id)}::text[],
      ${list('restrictedAt')}::timestamptz[]) as d
    on conflict (person_id, kind, number) do nothing
    returning document_id as id`.execute(tx.db)
  return new Set(rows.map((row) => row.id))
}

/** What was issued to these people, the newest first; without the bytes. */
export async function selectDocuments(tx: Tx, personIds: readonly PersonId[]): Promise<IssuedDocument[]> {
  const { rows } = await sql<IssuedDocument>`
    select ${columns} from ${eachOf(personIds)} join issued_document d on d.person_id = one.person_id
    order by d.person_id, d.issued_on desc, d.number, d.document_id`.execute(tx.db)
  return rows
}

export interface DocumentSearch {
  /** A piece of it, whatever its letters. */
  number?: string | undefined
  issuedFrom?: LocalDate | undefined
  issuedTo?: LocalDate | undefined
  keepFrom?: LocalDate | undefined
  keepTo?: LocalDate | undefined
  /** Those of people who were erased, and no others. */
  restricted?: boolean | undefined
}

/** Documents by number or day, whoever they were issued to, the newest first; without the bytes. */
export async function searchDocuments(tx: Tx, search: DocumentSearch, limit: number): Promise<IssuedDocument[]> {
  const { number, issuedFrom = null, issuedTo = null, keepFrom = null, keepTo = null, restricted = false } = search
  const piece = number === undefined ? null : `%${number.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  const { rows } = await sql<IssuedDocument>`
    select ${columns} from issued_document d
    where (${piece}::text is null or d.number ilike ${piece})
      and (${issuedFrom}::date is null or d.issued_on >= ${issuedFrom}::date) and (${issuedTo}::date is null or d.issued_on <= ${issuedTo}::date)
      and (${keepFrom}::date is null or d.keep_until >= ${keepFrom}::date) and (${keepTo}::date is null or d.keep_until <= ${keepTo}::date)
      and (not ${restricted}::boolean or d.restricted_at is not null)
    order by d.issued_on desc, d.number, d.document_id limit ${limit}`.execute(tx.db)
  return rows
}

/** One document with its bytes. */
export async function selectDocument(tx: Tx, personId: PersonId, documentId: string): Promise<(IssuedDocument & { content: Buffer }) | undefined> {
  const { rows } = await sql<IssuedDocument & { content: Buffer }>`
    select ${columns}, d.content from issued_document d where d.person_id = ${personId} and d.document_id = ${documentId}`.execute(tx.db)
  return rows[0]
}

/** From now on what these people were sent is there for the books alone. */
export async function updateRestricted(tx: Tx, personIds: readonly PersonId[]): Promise<void> {
  await sql`
    update issued_document set restricted_at = ${tx.now} where person_id = any (${personIds}::uuid[]) and restricted_at is null`.execute(tx.db)
}

/** Documents past their day, without a hold; those of `after` and later in the order of people. */
export async function selectDueDocuments(tx: Tx, today: LocalDate, limit: number): Promise<Pick<IssuedDocument, 'personId' | 'documentId' | 'kind' | 'country' | 'fiscalYearEnd'>[]> {
  const { rows } = await sql<Pick<IssuedDocument, 'personId' | 'documentId' | 'kind' | 'country' | 'fiscalYearEnd'>>`
    select d.person_id as "personId", d.document_id as "documentId", d.kind, d.country, d.fiscal_year_end as "fiscalYearEnd"
    from issued_document d
    where d.keep_until < ${today}::date and not exists (
      select from hold h where h.person_id = d.person_id and h.item_kind = 'document' and h.item_id in ('*', d.document_id::text)
        and hold_lasts(h.until, h.ended_at, ${tx.now}::timestamptz))
    limit ${limit}`.execute(tx.db)
  return rows
}

/** The law has become longer since they were filed. */
export async function updateKeepUntil(tx: Tx, longer: readonly { personId: PersonId; documentId: string; keepUntil: LocalDate }[]): Promise<void> {
  if (longer.length === 0) return
  await sql`
    update issued_document d set keep_until = l.keep_until
    from unnest(${longer.map((one) => one.personId)}::uuid[], ${longer.map((one) => one.documentId)}::uuid[], ${longer.map((one) => one.keepUntil)}::date[]) as l (person_id, document_id, keep_until)
    where d.person_id = any (${longer.map((one) => one.personId)}::uuid[]) and d.person_id = l.person_id and d.document_id = l.document_id`.execute(tx.db)
}

export async function deleteDocuments(tx: Tx, gone: readonly { personId: PersonId; documentId: string }[]): Promise<void> {
  if (gone.length === 0) return
  const these = sql`unnest(${gone.map((one) => one.personId)}::uuid[], ${gone.map((one) => one.documentId)}::uuid[]) as g (person_id, document_id)`
  // What was known of an invoice goes with its page.
  await sql`
    delete from payment p using invoice i, ${these}
    where p.person_id = i.person_id and p.invoice_id = i.invoice_id and i.person_id = g.person_id and i.document_id = g.document_id`.execute(tx.db)
  for (const table of ['invoice_delivery', 'invoice_reminder']) {
    await sql`
      delete from ${sql.id(table)} t using invoice i, ${these}
      where t.person_id = i.person_id and t.invoice_id = i.invoice_id and i.person_id = g.person_id and i.document_id = g.document_id`.execute(tx.db)
  }
  await sql`delete from invoice i using ${these} where i.person_id = g.person_id and i.document_id = g.document_id`.execute(tx.db)
  await sql`
    delete from issued_document d using unnest(${gone.map((one) => one.personId)}::uuid[], ${gone.map((one) => one.documentId)}::uuid[]) as g (person_id, document_id)
    where d.person_id = any (${gone.map((one) => one.personId)}::uuid[]) and d.person_id = g.person_id and d.document_id = g.document_id`.execute(tx.db)
}
