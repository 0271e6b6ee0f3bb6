import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Company, CompanyFacts } from './company.ts'
import type { CompanyChange } from './company-change.ts'

const columns = sql`
  c.company_id as "companyId", c.name, c.country, c.form, c.number, c.email, c.phone, c.website, c.street, c.postal_code as "postalCode", c.city,
  case when c.participant_scheme is not null then jsonb_build_object('scheme', c.participant_scheme, 'id', c.participant_id) end as participant, c.vat_number as "vatNumber", c.invoice_email as "invoiceEmail", c.invoice_reference as "invoiceReference",
  c.tags, c.owner, c.team_id as team, c.merged_into as "mergedInto", c.version, c.created_at as "createdAt", c.changed_at as "changedAt"`

/** By its name in the alphabet of our own country, and found by name, town, number and tags. */
const keys = ({ name, city, number, tags }: CompanyFacts) => sql`
  sort_fold(${name}, (select i.controller ->> 'country' from installation i)), search_fold(${[name, city, number, ...tags].filter(Boolean).join(' ')})`

/** False when its country has a company of that number already. */
export async function insertCompany(tx: Tx, one: Company): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into company (company_id, sort_key, search_key, name, country, form, number, email, phone, website, street, postal_code, city, participant_scheme, participant_id, vat_number, invoice_email, invoice_reference, tags, owner, team_id, version, created_at, changed_at)
    values (${one.companyId}, ${keys(one)}, ${sql.join(valuesOf(one))}, ${one.version}, ${one.createdAt}, ${tx.now})
    on conflict (country, number) where number is not null and merged_into is null do nothing`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** The facts as they are now, and one version more. The number is free: look first, under the lock of `lockNumber`. */
export async function updateCompany(tx: Tx, companyId: string, facts: CompanyFacts, version: number): Promise<void> {
  await sql`
    update company set (sort_key, search_key, name, country, form, number, email, phone, website, street, postal_code, city, participant_scheme, participant_id, vat_number, invoice_email, invoice_reference, tags, owner, team_id)
      = row (${keys(facts)}, ${sql.join(valuesOf(facts))}), version = ${version}, changed_at = ${tx.now}
    where company_id = ${companyId}`.execute(tx.db)
}

function valuesOf(one: CompanyFacts): RawBuilder<unknown>[] {
  return [
    sql`${one.name}::text`, sql`${one.country}::text`, sql`${one.form}::text`, sql`${one.number}::text`, sql`${one.email}::text`, sql`${one.phone}::text`, sql`${one.website}::text`,
    sql`${one.street}::text`, sql`${one.postalCode}::text`, sql`${one.city}::text`, sql`${one.participant?.scheme ?? null}::text`, sql`${one.participant?.id ?? null}::text`,
    // What was removed before there were such is brought back without.
    sql`${one.vatNumber ?? null}::text`, sql`${one.invoiceEmail ?? null}::text`, sql`${one.invoiceReference ?? null}::text`,
    sql`${one.tags}::text[]`, sql`${one.owner}::uuid`, sql`${one.team}::uuid`,
  ]
}

/** One number at a time: who takes it is decided before it is written. */
export async function lockNumber(tx: Tx, country: string, number: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`company ${country} ${number}`}, 0))`.execute(tx.db)
}

export async function selectByNumber(tx: Tx, country: string, number: string): Promise<Pick<Company, 'companyId' | 'name'> | undefined> {
  const { rows } = await sql<Pick<Company, 'companyId' | 'name'>>`
    select company_id as "companyId", name from company where country = ${country} and number = ${number} and merged_into is null`.execute(tx.db)
  return rows[0]
}

/** Also one that turned out to be another. */
export async function selectCompany(tx: Tx, companyId: string): Promise<Company | undefined> {
  const { rows } = await sql<Company>`select ${columns} from company c where c.company_id = ${companyId}`.execute(tx.db)
  return rows[0]
}

/** The same, held until the end of the transaction: two who change it come one after the other. */
export async function lockCompany(tx: Tx, companyId: string): Promise<Company | undefined> {
  const { rows } = await sql<Company>`select ${columns} from company c where c.company_id = ${companyId} for update`.execute(tx.db)
  return rows[0]
}

export async function selectCompanies(tx: Tx, companyIds: readonly string[]): Promise<Company[]> {
  if (companyIds.length === 0) return []
  const { rows } = await sql<Company>`select ${columns} from company c where c.company_id = any (${companyIds}::uuid[])`.execute(tx.db)
  return rows
}

/** A company with those that turned out to be it. */
export async function selectSame(tx: Tx, companyId: string): Promise<string[]> {
  const { rows } = await sql<{ companyId: string }>`
    select company_id as "companyId" from company where company_id = ${companyId} or merged_into = ${companyId} order by merged_into nulls first, company_id`.execute(tx.db)
  return rows.map((row) => row.companyId)
}

export async function updateMergedInto(tx: Tx, companyId: string, into: string | null): Promise<void> {
  await sql`update company set merged_into = ${into}, changed_at = ${tx.now} where company_id = ${companyId}`.execute(tx.db)
}

/** What hangs on a company: roles of people, relations, and companies that were merged into it. */
export async function countTies(tx: Tx, companyId: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select (select count(*) from company_role where company_id = ${companyId})::int
      + (select count(*) from company_relation where (company_id = ${companyId} or other_id = ${companyId}) and ended_at is null)::int
      + (select count(*) from company where merged_into = ${companyId})::int as count`.execute(tx.db)
  return rows[0]!.count
}

/** With the relations that it had: they ended before it did. */
export async function deleteCompany(tx: Tx, companyId: string): Promise<void> {
  await sql`delete from company_relation where company_id = ${companyId} or other_id = ${companyId}`.execute(tx.db)
  await sql`delete from company where company_id = ${companyId}`.execute(tx.db)
}

export async function insertCompanyChange(tx: Tx, one: CompanyChange): Promise<void> {
  await sql`
    insert into company_change (company_id, version, kind, at, by_kind, by_id, before, after, other)
    values (${one.companyId}, ${one.version}, ${one.kind}, ${one.at}, ${one.by.kind}, ${one.by.id}, ${JSON.stringify(one.before)}::jsonb, ${JSON.stringify(one.after)}::jsonb, ${one.other})`.execute(tx.db)
}

/** What was done to a company, the newest first. */
export async function selectCompanyChanges(tx: Tx, companyId: string, limit: number): Promise<CompanyChange[]> {
  const { rows } = await sql<CompanyChange>`
    select company_id as "companyId", version, kind, at, jsonb_build_object('kind', by_kind, 'id', by_id) as by, before, after, other
    from company_change where company_id = ${companyId} order by version desc limit ${limit}`.execute(tx.db)
  return rows
}
