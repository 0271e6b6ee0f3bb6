import { CompiledQuery, sql } from 'kysely'
import { givenColumns, PERSONAL_TABLES, words, type PersonalTable } from '../law/data-map.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** A row as the database tells it in JSON: moments as text in UTC, bytes in hex, of files their length alone. */
export type GivenRow = Record<string, unknown>

/** Everything the data map gives a person, and what is needed to tell it in words. */
export interface GivenRows {
  /** By table, in the order of the map. */
  tables: Record<string, GivenRow[]>
  /** The exact words of each question that was answered. */
  wordings: { id: string; language: string; text: string }[]
  /** Where this person is somebody's guardian, payer … */
  relationsFor: { kind: string; since: string; until: string | null }[]
  /** The companies that this person has or had a role at. */
  companies: { id: string; name: string }[]
  /** People who are related to this one, or share an address or number with them. */
  others: PersonId[]
}

/** Of people who share a mailbox or number, as many are known by name. */
const MOST_OTHERS = 500

const quoted = (name: string): string => `"${name}"`

function rowsOf(table: string, map: PersonalTable): string {
  const columns = givenColumns(map).map((column) => (words(map.files ?? '').has(column) ? `octet_length(${quoted(column)}) as ${quoted(column)}` : quoted(column)))
  return `(select coalesce(json_agg(r), '[]') from (select ${columns.join(', ')} from ${quoted(table)} where person_id = $1) r) as ${quoted(table)}`
}

const GIVEN = Object.entries(PERSONAL_TABLES).filter(([, map]) => map.exported)

/** One statement made from the map, so that a new table is given without new code; each branch looks at one person's rows alone. */
const READ_ALL = `select ${GIVEN.map(([table, map]) => rowsOf(table, map)).join(',\n')},
  (select coalesce(json_agg(r), '[]') from (select encode(wording_id, 'hex') as id, language, text from wording
    where wording_id in (select wording_id from ledger_entry where person_id = $1)) r) as " wordings",
  (select coalesce(json_agg(r), '[]') from (select kind, since, until from relation where other_person_id = $1) r) as " relationsFor",
  (select coalesce(json_agg(r), '[]') from (select company_id as id, name from company where company_id in (select company_id from company_role where person_id = $1)) r) as " companies",
  (select coalesce(json_agg(r.id), '[]') from (
    select other_person_id as id from relation where person_id = $1 union select person_id from relation where other_person_id = $1
    union select i.person_id from identifier i where i.person_id <> $1 and (i.kind, i.key_hash) in (select kind, key_hash from identifier where person_id = $1) limit ${MOST_OTHERS}) r) as " others"`

/** The statement itself, for whoever measures what it costs alone. */
export const GIVEN_STATEMENT = READ_ALL

/** Everything that is held of one person as far as the map gives it. */
export async function selectGiven(tx: Tx, personId: PersonId): Promise<GivenRows> {
  const { rows: [row] } = await tx.db.executeQuery<Record<string, unknown>>(CompiledQuery.raw(READ_ALL, [personId]))
  const { ' wordings': wordings, ' relationsFor': relationsFor, ' companies': companies, ' others': others, ...tables } = row!
  return { tables: tables as GivenRows['tables'], wordings: wordings as GivenRows['wordings'], relationsFor: relationsFor as GivenRows['relationsFor'], companies: companies as GivenRows['companies'], others: others as PersonId[] }
}

export interface OtherPerson {
  names: string[]
  givenName: string | null
  familyName: string | null
  contacts: string[]
}

/** What others are called and reached by, so that it is found where it stands in texts about somebody else. */
export async function selectOthers(tx: Tx, personIds: readonly PersonId[]): Promise<OtherPerson[]> {
  if (personIds.length === 0) return []
  const { rows } = await sql<OtherPerson>`
    select array_remove(array[nullif(f.display_name, ''), f.full_name, f.company_name], null) as names, f.given_name as "givenName", f.family_name as "familyName",
      coalesce((select array_agg(c.canonical) from contact_point c where c.person_id = f.person_id and c.kind <> 'postal'), '{}') as contacts
    from profile f where f.person_id = any (${personIds}::uuid[])`.execute(tx.db)
  return rows
}

/** The bytes of one file of the person: a mail that stayed in the house, a document that was issued. */
export async function selectGivenFile(tx: Tx, personId: PersonId, table: string, key: string, id: string): Promise<Buffer | undefined> {
  const map = PERSONAL_TABLES[table]!
  const [column] = words(map.files ?? '')
  const { rows } = await sql<{ bytes: Buffer }>`
    select ${sql.ref(column!)} as bytes from ${sql.table(table)} where person_id = ${personId} and ${sql.ref(key)} = ${id}`.execute(tx.db)
  return rows[0]?.bytes
}

/** Keys of the fields of which a value of this person is held: what a look at all of it saw. */
export async function selectHeldFields(tx: Tx, personId: PersonId): Promise<string[]> {
  const { rows } = await sql<{ field: string }>`
    select v.key as field from profile p cross join lateral jsonb_each((jsonb_strip_nulls(to_jsonb(p)) - array['person_id', 'display_name', 'sort_key', 'search_key', 'own']) || p.own) v
    where p.person_id = ${personId}
    union select case kind when 'postal' then 'postal_address' else kind end from contact_point where person_id = ${personId} and ended_at is null
    union select field_key from sealed_value where person_id = ${personId}`.execute(tx.db)
  return rows.map((row) => row.field)
}
