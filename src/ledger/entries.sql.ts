import { sql } from 'kysely'
import { copyInto } from '../plumbing/copy.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { inOneGo, isPipelined } from '../plumbing/pipelined.ts'
import type { PersonId } from '../values/ids.ts'
import { type Actor, entryBytes, type LedgerEntry } from './entry.ts'

/** From here on COPY is faster than a statement with its values. */
const WORTH_COPYING = 200

/**
 * Appends entries with their salts, and tells the sequencer of them, in the writer's own transaction (rule L1).
 * Throws a TypeError when the evidence has no defined bytes.
 */
export async function insertEntries(tx: Tx, entries: readonly (LedgerEntry & { salt: Buffer })[]): Promise<void> {
  if (entries.length === 0) return
  for (const entry of entries) entryBytes(entry)
  if (entries.length >= WORTH_COPYING && !isPipelined(tx)) return copyEntries(tx, entries)
  const list = <Key extends keyof LedgerEntry>(key: Key): LedgerEntry[Key][] => entries.map((one) => one[key])
  await inOneGo(tx, [() => sql`
    insert into ledger_entry (person_id, seq, kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface, language,
      actor_kind, actor_id, wording_id, evidence, salt)
    select e.person_id, e.seq, e.kind, e.at, e.purpose, e.purpose_version, e.channel, e.contact_point_id, e.frequency, e.surface, e.language,
      e.actor_kind, e.actor_id, e.wording_id, e.evidence::jsonb, e.salt
    from unnest(
      ${list('personId')}::uuid[], ${list('seq')}::int[], ${list('kind')}::text[], ${list('at')}::timestamptz[], ${list('purpose')}::text[],
      ${list('purposeVersion')}::int[], ${list('channel')}::text[], ${list('contactPointId')}::uuid[], ${list('frequency')}::text[],
      ${list('surface')}::text[], ${list('language')}::text[], ${entries.map((one) => one.actor.kind)}::text[],
      ${entries.map((one) => one.actor.id)}::text[], ${list('wordingId')}::bytea[], ${entries.map((one) => JSON.stringify(one.evidence))}::text[],
      ${entries.map((one) => one.salt)}::bytea[])
      as e (person_id, seq, kind, at, purpose, purpose_version, channel, contact_point_id, frequency, surface, language,
        actor_kind, actor_id, wording_id, evidence, salt)`.execute(tx.db), () => sql`
    insert into ledger_pending (person_id, seq)
    select * from unnest(${list('personId')}::uuid[], ${list('seq')}::int[])`.execute(tx.db)])
}

async function copyEntries(tx: Tx, entries: readonly (LedgerEntry & { salt: Buffer })[]): Promise<void> {
  await copyInto(tx, 'ledger_entry', [
    'person_id', 'seq', 'kind', 'at', 'purpose', 'purpose_version', 'channel', 'contact_point_id', 'frequency', 'surface', 'language', 'actor_kind', 'actor_id',
    'wording_id', 'evidence', 'salt',
  ], entries.map((one) => [
    one.personId, one.seq, one.kind, one.at, one.purpose, one.purposeVersion, one.channel, one.contactPointId, one.frequency, one.surface, one.language, one.actor.kind,
    one.actor.id, one.wordingId, JSON.stringify(one.evidence), one.salt,
  ]))
  await copyInto(tx, 'ledger_pending', ['person_id', 'seq'], entries.map((one) => [one.personId, one.seq]))
}

interface EntryRow extends Omit<LedgerEntry, 'actor'> {
  actorKind: Actor['kind']
  actorId: string | null
}

/** These people's entries in their own order. */
export async function selectEntries(tx: Tx, personIds: readonly PersonId[]): Promise<LedgerEntry[]> {
  const { rows } = await sql<EntryRow>`
    select person_id as "personId", seq, kind, at, purpose, purpose_version as "purposeVersion", channel, contact_point_id as "contactPointId",
      frequency, surface, language, actor_kind as "actorKind", actor_id as "actorId", wording_id as "wordingId", evidence
    from ledger_entry where person_id = any (${personIds}::uuid[]) order by person_id, seq`.execute(tx.db)
  return rows.map(({ actorKind, actorId, ...rest }) => ({ ...rest, actor: { kind: actorKind, id: actorId } }))
}

