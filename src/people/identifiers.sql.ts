import { sql } from 'kysely'
import { copyInto } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { IdentifierKind } from './identifier.ts'

/** Adds identifiers by their keyed hashes; one the person already has is left as it is. */
export async function insertIdentifiers(tx: Tx, rows: readonly { kind: string; keyHash: Buffer; personId: PersonId }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into identifier (kind, key_hash, person_id, since)
    select i.kind, i.key_hash, i.person_id, ${tx.now}
    from unnest(${rows.map((one) => one.kind)}::text[], ${rows.map((one) => one.keyHash)}::bytea[], ${rows.map((one) => one.personId)}::uuid[])
      as i (kind, key_hash, person_id)
    on conflict do nothing`.execute(tx.db)
}

/** Adds identifiers of people who have none; each must stand there once. */
export async function copyIdentifiers(tx: Tx, rows: readonly { kind: string; keyHash: string; personId: PersonId }[]): Promise<void> {
  await copyInto(tx, 'identifier', ['kind', 'key_hash', 'person_id', 'since'], rows.map((one) => [one.kind, `\\x${one.keyHash}`, one.personId, tx.now]))
}

/** Who has any of these identifiers of several kinds, by their hashes in hex: the identifier and a person, each pair once. */
export async function selectByIdentifiers(
  tx: Tx, asked: readonly { kind: string; keyHash: string }[],
): Promise<{ kind: string; keyHash: string; personId: PersonId }[]> {
  const { rows } = await sql<{ kind: string; keyHash: string; personId: PersonId }>`
    select i.kind, encode(i.key_hash, 'hex') as "keyHash", i.person_id as "personId"
    from (select distinct u.kind, decode(u.hex, 'hex') as key_hash
      from unnest(${asked.map((one) => one.kind)}::text[], ${asked.map((one) => one.keyHash)}::text[]) as u (kind, hex)) q
    join identifier i on i.kind = q.kind and i.key_hash = q.key_hash
    order by i.since, i.person_id`.execute(tx.db)
  return rows
}

/** Who has any of these identifiers: pairs of the asked hash and a person. */
export async function selectByIdentifier(tx: Tx, kind: string, hashes: readonly Buffer[]): Promise<{ keyHash: Buffer; personId: PersonId }[]> {
  const { rows } = await sql<{ keyHash: Buffer; personId: PersonId }>`
    select key_hash as "keyHash", person_id as "personId" from identifier
    where kind = ${kind} and key_hash = any (${hashes}::bytea[]) order by since, person_id`.execute(tx.db)
  return rows
}

export async function deleteIdentifier(tx: Tx, kind: string, keyHash: Buffer, personId: PersonId): Promise<void> {
  await sql`delete from identifier where kind = ${kind} and key_hash = ${keyHash} and person_id = ${personId}`.execute(tx.db)
}

/** Forgets how these people could be found by these kinds of identifier. */
export async function deleteIdentifiersOfKinds(tx: Tx, rows: readonly { personId: PersonId; kinds: readonly IdentifierKind[] }[]): Promise<void> {
  if (rows.length === 0) return
  await sql`
    delete from identifier i
    using unnest(${rows.map((one) => one.personId)}::uuid[], ${rows.map((one) => one.kinds.join(' '))}::text[]) as d (person_id, kinds)
    where i.person_id = any (${rows.map((one) => one.personId)}::uuid[]) and i.person_id = d.person_id and i.kind = any (string_to_array(d.kinds, ' '))`.execute(tx.db)
}

/** Those among these people for whom some no stands. */
export async function selectWhoSaidNo(tx: Tx, personIds: readonly PersonId[]): Promise<Set<PersonId>> {
  if (personIds.length === 0) return new Set()
  const { rows } = await sql<{ person_id: PersonId }>`
    select distinct person_id from standing where person_id = any (${personIds}::uuid[]) and state in ('withdrawn', 'objected')`.execute(tx.db)
  return new Set(rows.map((row) => row.person_id))
}
