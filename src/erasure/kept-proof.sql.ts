import { sql } from 'kysely'
import type { Actor, EntryKind, Evidence, Surface } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId, StaffId } from '../values/ids.ts'

/** Entries of a person to whose purpose there was once a yes: what proves that it was given, and until when it stood (art. 7(1)). */
const PROOF_KINDS = ['given', 'confirmed', 'withdrawn', 'objected', 'expired', 'voided']

/** Copies the proof of consents of these people to where only the verbs of proof look (rule L6); returns how much of each. */
export async function insertKeptProof(
  tx: Tx, personIds: readonly PersonId[], points: readonly { contactPointId: ContactPointId; hash: string }[], keepUntil: Date,
): Promise<Map<PersonId, number>> {
  const { rows } = await sql<{ personId: PersonId; count: number }>`
    with kept as (
      insert into kept_proof (person_id, seq, kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface, language,
        actor_kind, actor_id, wording_id, evidence, salt, leaf_index, point_hash, kept_at, keep_until)
      select e.person_id, e.seq, e.kind, e.at, e.purpose, e.purpose_version, e.channel, e.contact_point_id, e.frequency, e.surface, e.language,
        e.actor_kind, e.actor_id, e.wording_id, e.evidence, e.salt, p.leaf_index, decode(h.hash, 'hex'), ${tx.now}::timestamptz, ${keepUntil}::timestamptz
      from (select distinct u.person_id from unnest(${personIds}::uuid[]) as u (person_id)) as one
      join ledger_entry e on e.person_id = one.person_id
      join ledger_place p on p.person_id = e.person_id and p.seq = e.seq
      left join unnest(${points.map((one) => one.contactPointId)}::uuid[], ${points.map((one) => one.hash)}::text[]) as h (contact_point_id, hash)
        on h.contact_point_id = e.contact_point_id
      where e.kind = any (${PROOF_KINDS}::text[]) and exists (
        select from ledger_entry g where g.person_id = e.person_id and g.kind = 'given' and (e.purpose is null or g.purpose = e.purpose))
      returning person_id)
    select person_id as "personId", count(*)::int as count from kept group by person_id`.execute(tx.db)
  return new Map(rows.map((row) => [row.personId, row.count]))
}

export interface KeptProof {
  personId: PersonId
  seq: number
  kind: EntryKind
  at: Date
  purpose: string | null
  purposeVersion: number | null
  channel: string | null
  contactPointId: ContactPointId | null
  frequency: string | null
  surface: Surface
  language: string | null
  actor: { kind: Actor['kind']; id: string | null }
  wordingId: Buffer | null
  evidence: Evidence
  salt: Buffer
  leafIndex: number
  keepUntil: Date
}

/** What was kept of whoever had one of these addresses, in the order it was said. */
export async function selectKeptProof(tx: Tx, hashes: readonly string[]): Promise<KeptProof[]> {
  const { rows } = await sql<KeptProof>`
    select k.person_id as "personId", k.seq, k.kind, k.at, k.purpose, k.purpose_version as "purposeVersion", k.channel, k.contact_point_id as "contactPointId",
      k.frequency, k.surface, k.language, jsonb_build_object('kind', k.actor_kind, 'id', k.actor_id) as actor, k.wording_id as "wordingId", k.evidence, k.salt,
      k.leaf_index as "leafIndex", k.keep_until as "keepUntil"
    from kept_proof k where k.person_id in (
      select p.person_id from kept_proof p where p.point_hash in (select decode(u.hex, 'hex') from unnest(${hashes}::text[]) as u (hex)))
    order by k.person_id, k.seq`.execute(tx.db)
  return rows
}

/** Its time is over: it goes, and its salt with it, so that the leaf says nothing any more. */
export async function deleteKeptProof(tx: Tx): Promise<number> {
  const { numAffectedRows } = await sql`delete from kept_proof where keep_until <= ${tx.now}`.execute(tx.db)
  return Number(numAffectedRows ?? 0n)
}

/** That somebody looked for kept proof, why, and how much there was. */
export async function insertProofSearch(tx: Tx, search: { searchId: string; by: StaffId; kind: string; reason: string; found: number }): Promise<void> {
  await sql`
    insert into kept_proof_search (search_id, at, searched_by, kind, reason, found)
    values (${search.searchId}, ${tx.now}, ${search.by}, ${search.kind}, ${search.reason}, ${search.found})`.execute(tx.db)
}
