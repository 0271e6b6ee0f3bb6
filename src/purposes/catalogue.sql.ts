import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Catalogue } from './catalogue.ts'
import type { Field } from './field.ts'
import type { BasisLine, Purpose } from './purpose.ts'

/** A purpose as it stood in one of its versions. */
export type PublishedPurpose = Purpose & { version: number; publishedAt: Date }
export type PublishedField = Field & { version: number }

export interface PublishedCatalogue extends Catalogue {
  version: number
  purposes: PublishedPurpose[]
  /** Keys of purposes that were offered once: what was said of them still counts. */
  retired: string[]
  fields: PublishedField[]
}

/** What a transaction has read of the catalogue; within it the catalogue stays the same unless it is published there. */
const readAlready = new WeakMap<object, Promise<PublishedCatalogue>>()

/** The last published catalogue of each database that this process has read; another version is never in its place. */
const lastRead = new WeakMap<object, PublishedCatalogue>()

/** Transactions that publish: what they see may never be committed. */
const publishing = new WeakSet<object>()

/**
 * The catalogue in force: the newest version of each purpose and field that is not retired. Only its version is asked
 * for each time; what it holds is kept in the process, so nobody may change it.
 */
export async function selectCatalogue(tx: Tx): Promise<PublishedCatalogue> {
  const known = readAlready.get(tx.db)
  if (known) return known
  const reading = keepCatalogue(tx)
  readAlready.set(tx.db, reading)
  return reading
}

async function keepCatalogue(tx: Tx): Promise<PublishedCatalogue> {
  if (publishing.has(tx.db)) return readCatalogue(tx)
  // Every transaction on one database has the same adapter.
  const { adapter } = tx.db.getExecutor()
  const version = await selectCatalogueVersion(tx)
  const kept = lastRead.get(adapter)
  if (kept?.version === version) return kept
  const catalogue = await readCatalogue(tx)
  // Somebody may have published between two statements; then it is read again next time.
  if (catalogue.version === version) lastRead.set(adapter, catalogue)
  return catalogue
}

async function selectCatalogueVersion(tx: Tx): Promise<number> {
  const { rows } = await sql<{ version: number }>`select coalesce(max(catalogue_version), 0) as version from catalogue_version`.execute(tx.db)
  return rows[0]!.version
}

async function readCatalogue(tx: Tx): Promise<PublishedCatalogue> {
  const purposes = await sql<PublishedPurpose>`
    select p.purpose_key as key, p.version, p.kind, p.group_key as "group", p.channels, p.recipients, p.retention, p.texts,
      c.published_at as "publishedAt", ${basesOf()} as bases, ${fieldsOf()} as fields
    from current_purpose p join catalogue_version c using (catalogue_version)
    order by p.purpose_key`.execute(tx.db)
  const fields = await sql<PublishedField>`
    select field_key as key, version, type, category, sensitive, inferred, shipped, asked, checks, texts from current_field order by field_key`.execute(tx.db)
  const retired = await sql<{ key: string }>`
    select distinct purpose_key as key from purpose_version where purpose_key <> all (${purposes.rows.map((one) => one.key)}::text[])`.execute(tx.db)
  return { version: await selectCatalogueVersion(tx), purposes: purposes.rows, retired: retired.rows.map((row) => row.key), fields: fields.rows }
}

/** One purpose in all its versions, newest first: the words people saw are kept (rule L3). */
export async function selectPurposeVersions(tx: Tx, purpose: string): Promise<(PublishedPurpose & { retired: boolean; note: string; publishedBy: string })[]> {
  const { rows } = await sql<PublishedPurpose & { retired: boolean; note: string; publishedBy: string }>`
    select p.purpose_key as key, p.version, p.kind, p.group_key as "group", p.channels, p.recipients, p.retention, p.texts, p.retired,
      c.published_at as "publishedAt", c.note, c.published_by as "publishedBy", ${basesOf()} as bases, ${fieldsOf()} as fields
    from purpose_version p join catalogue_version c using (catalogue_version)
    where p.purpose_key = ${purpose}
    order by p.version desc`.execute(tx.db)
  return rows
}

const basesOf = () => sql<BasisLine[]>`coalesce((
  select jsonb_agg(jsonb_build_object('channel', b.channel, 'country', b.country, 'capacity', b.capacity, 'basis', b.basis))
  from purpose_basis b where b.purpose_key = p.purpose_key and b.version = p.version), '[]')`

const fieldsOf = () => sql<string[]>`coalesce((
  select jsonb_agg(f.field_key order by f.field_key)
  from purpose_field f where f.purpose_key = p.purpose_key and f.version = p.version), '[]')`

function forgetRead(tx: Tx): void {
  readAlready.delete(tx.db)
  publishing.add(tx.db)
}

/** Where those listen who keep what follows from the catalogue. */
export const CATALOGUE_CHANNEL = 'catalogue_version'

export async function insertCatalogueVersion(tx: Tx, publishedBy: string, note: string): Promise<number> {
  forgetRead(tx)
  await sql`select pg_notify(${CATALOGUE_CHANNEL}, '')`.execute(tx.db)
  const { rows } = await sql<{ catalogue_version: number }>`
    insert into catalogue_version (catalogue_version, published_at, published_by, note)
    select coalesce(max(catalogue_version), 0) + 1, ${tx.now}, ${publishedBy}, ${note} from catalogue_version
    returning catalogue_version`.execute(tx.db)
  return rows[0]!.catalogue_version
}

/** Adds the next version of a purpose with its bases and needed fields. */
export async function insertPurposeVersion(tx: Tx, purpose: Purpose, catalogueVersion: number, retired: boolean): Promise<void> {
  forgetRead(tx)
  const { rows } = await sql<{ version: number }>`
    insert into purpose_version (purpose_key, version, catalogue_version, kind, group_key, channels, recipients, retention, texts, retired)
    select ${purpose.key}, coalesce(max(version), 0) + 1, ${catalogueVersion}, ${purpose.kind}, ${purpose.group}, ${purpose.channels}::text[],
      ${JSON.stringify(purpose.recipients)}::jsonb, ${JSON.stringify(purpose.retention)}::jsonb, ${JSON.stringify(purpose.texts)}::jsonb, ${retired}
    from purpose_version where purpose_key = ${purpose.key}
    returning version`.execute(tx.db)
  const version = rows[0]!.version
  await sql`
    insert into purpose_basis (purpose_key, version, channel, country, capacity, basis)
    select ${purpose.key}, ${version}, b.channel, b.country, b.capacity, b.basis
    from jsonb_to_recordset(${JSON.stringify(purpose.bases)}::jsonb) as b (channel text, country text, capacity text, basis text)`.execute(tx.db)
  await sql`
    insert into purpose_field (purpose_key, version, field_key)
    select ${purpose.key}, ${version}, f.field_key from unnest(${purpose.fields}::text[]) as f (field_key)`.execute(tx.db)
}

export async function insertFieldVersion(tx: Tx, field: Field, catalogueVersion: number, retired: boolean): Promise<void> {
  forgetRead(tx)
  await sql`
    insert into field_version (field_key, version, catalogue_version, type, category, sensitive, inferred, shipped, retired, texts, asked, checks)
    select ${field.key}, coalesce(max(version), 0) + 1, ${catalogueVersion}, ${field.type}, ${field.category}, ${field.sensitive},
      ${field.inferred}, ${field.shipped}, ${retired}, ${JSON.stringify(field.texts)}::jsonb, ${field.asked}, ${JSON.stringify(field.checks)}::jsonb
    from field_version where field_key = ${field.key}`.execute(tx.db)
}

/** People with a living ground per purpose. */
export async function countPeoplePerPurpose(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ purpose: string; people: number }>`
    select purpose_key as purpose, count(distinct person_id)::int as people
    from ground where ground_lives(since, until, ended_at, ${tx.now}) group by purpose_key`.execute(tx.db)
  return new Map(rows.map((row) => [row.purpose, row.people]))
}

/** Keeps the exact words once, by the hash of their bytes. */
export async function insertWordings(tx: Tx, wordings: readonly { wordingId: Buffer; language: string; text: string }[]): Promise<void> {
  if (wordings.length === 0) return
  await sql`
    insert into wording (wording_id, language, text, first_used_at)
    select w.wording_id, w.language, w.text, ${tx.now}
    from unnest(${wordings.map((one) => one.wordingId)}::bytea[], ${wordings.map((one) => one.language)}::text[], ${wordings.map((one) => one.text)}::text[])
      as w (wording_id, language, text)
    on conflict (wording_id) do nothing`.execute(tx.db)
}

export async function selectWording(tx: Tx, wordingId: Buffer): Promise<{ language: string; text: string } | undefined> {
  const { rows } = await sql<{ language: string; text: string }>`select language, text from wording where wording_id = ${wordingId}`.execute(tx.db)
  return rows[0]
}

/** What happened to a field: a version of its own, or a purpose that came to need it or needs it no longer; newest first. */
export interface FieldEvent {
  kind: 'version' | 'needed' | 'not-needed'
  /** Of a version: its number, its names, and whether the field left the catalogue with it. */
  version: number | null
  texts: PublishedField['texts'] | null
  retired: boolean
  purpose: string | null
  publishedAt: Date
  publishedBy: string
  note: string
}

export async function selectFieldHistory(tx: Tx, field: string): Promise<FieldEvent[]> {
  const { rows } = await sql<FieldEvent>`
    select e.kind, e.version, e.texts, e.retired, e.purpose, c.published_at as "publishedAt", c.published_by as "publishedBy", c.note
    from (
      select 'version' as kind, version, texts, retired, null as purpose, catalogue_version from field_version where field_key = ${field}
      union all
      select case when needs then 'needed' else 'not-needed' end, null, null, false, purpose_key, catalogue_version from (
        select p.purpose_key, p.catalogue_version, n.needs, lag(n.needs, 1, false) over (partition by p.purpose_key order by p.version) as needed
        from purpose_version p cross join lateral (
          select not p.retired and exists (select from purpose_field f where f.purpose_key = p.purpose_key and f.version = p.version and f.field_key = ${field}) as needs) n
      ) w where needs <> needed
    ) e join catalogue_version c using (catalogue_version)
    order by c.catalogue_version desc, e.kind desc, e.purpose`.execute(tx.db)
  return rows
}

/** What these fields are called, or were when they left the catalogue. */
export async function selectFieldNames(tx: Tx, fields: readonly string[]): Promise<Map<string, PublishedField['texts']>> {
  if (fields.length === 0) return new Map()
  const { rows } = await sql<{ key: string; texts: PublishedField['texts'] }>`
    select distinct on (field_key) field_key as key, texts from field_version where field_key = any (${fields}::text[]) order by field_key, version desc`.execute(tx.db)
  return new Map(rows.map((row) => [row.key, row.texts]))
}
