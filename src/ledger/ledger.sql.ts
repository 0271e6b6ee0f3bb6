import { sql } from 'kysely'
import type { SignedHead } from '../keeper/keeper.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { type Actor, type EntryKind, parseEvidence, type StoredEntry, type Surface } from './entry.ts'
import type { Span } from './merkle.ts'

export interface SaltedEntry {
  entry: StoredEntry
  salt: Buffer
}

export interface Leaf {
  index: number
  commitment: Buffer
  note: string | null
}

/** The entry that stands at a place of the tree; without a payload when that was shredded. */
export interface PlacedEntry {
  index: number
  personId: PersonId
  seq: number
  payload: SaltedEntry | undefined
}

interface EntryRow {
  person_id: PersonId
  seq: number
  kind: EntryKind
  microseconds: string
  purpose: string | null
  purpose_version: number | null
  channel: string | null
  contact_point_id: ContactPointId | null
  frequency: string | null
  surface: Surface
  language: Language | null
  actor_kind: Actor['kind']
  actor_id: string | null
  wording_id: Buffer | null
  evidence: string
  salt: Buffer
}

// The time as text keeps its microseconds, and infinity too.
const payload = sql`e.kind, trunc(extract(epoch from e.at) * 1000000)::text as microseconds, e.purpose, e.purpose_version, e.channel,
  e.contact_point_id, e.frequency, e.surface, e.language, e.actor_kind, e.actor_id, e.wording_id, e.evidence::text as evidence, e.salt`

/** One entry as it stands, or undefined when there is none or its payload was shredded. */
export async function readEntry(tx: Tx, personId: PersonId, seq: number): Promise<SaltedEntry | undefined> {
  const { rows } = await sql<EntryRow>`
    select e.person_id, e.seq, ${payload} from ledger_entry e where e.person_id = ${personId} and e.seq = ${seq}`.execute(tx.db)
  return rows[0] && toEntry(rows[0])
}

/** Some entries that have no place yet, in the order of their times. */
export async function readPending(tx: Tx, limit: number): Promise<SaltedEntry[]> {
  // Two statements: after a big import the planner thinks the queue long, and would read the whole ledger for it.
  const waiting = await sql<{ person_id: PersonId; seq: number }>`
    select person_id, seq from ledger_pending order by person_id, seq limit ${limit}`.execute(tx.db)
  return readPendingOf(tx, waiting.rows.map((row) => ({ personId: row.person_id, seq: row.seq })))
}

/** These entries, in the order of their times. */
export async function readPendingOf(tx: Tx, waiting: readonly { personId: PersonId; seq: number }[]): Promise<SaltedEntry[]> {
  if (waiting.length === 0) return []
  const { rows } = await sql<EntryRow>`
    select e.person_id, e.seq, ${payload}
    from unnest(${waiting.map((one) => one.personId)}::uuid[], ${waiting.map((one) => one.seq)}::int[]) as q (person_id, seq)
    join ledger_entry e on e.person_id = q.person_id and e.seq = q.seq
    order by e.at, e.person_id, e.seq`.execute(tx.db)
  return rows.map(toEntry)
}

/** What the sequencer looks at before it does anything. */
export async function readQueue(tx: Tx): Promise<{ pending: boolean; size: number; signed: number }> {
  const { rows } = await sql<{ pending: boolean; size: number; signed: number }>`
    select exists (select from ledger_pending) as pending,
      (select coalesce(max(leaf_index) + 1, 0) from ledger_leaf) as size,
      (select coalesce(max(size), 0) from ledger_head) as signed`.execute(tx.db)
  return rows[0]!
}

/** Gives entries their places: leaf, place, and out of the queue. */
export async function insertPlaces(tx: Tx, places: { index: number; personId: PersonId; seq: number; commitment: Buffer }[]): Promise<void> {
  if (places.length === 0) return
  const indexes = places.map((place) => place.index)
  const persons = places.map((place) => place.personId)
  const seqs = places.map((place) => place.seq)
  await sql`
    insert into ledger_leaf (leaf_index, commitment)
    select * from unnest(${indexes}::bigint[], ${places.map((place) => place.commitment)}::bytea[])`.execute(tx.db)
  await sql`
    insert into ledger_place (person_id, seq, leaf_index)
    select * from unnest(${persons}::uuid[], ${seqs}::int[], ${indexes}::bigint[])`.execute(tx.db)
  await sql`
    delete from ledger_pending where (person_id, seq) in (select * from unnest(${persons}::uuid[], ${seqs}::int[]))`.execute(tx.db)
}

/** Appends a leaf that is a note about the ledger. */
export async function insertNote(tx: Tx, index: number, commitment: Buffer, note: string): Promise<void> {
  await sql`insert into ledger_leaf (leaf_index, commitment, note) values (${index}, ${commitment}, ${note})`.execute(tx.db)
}

/** One more than the highest leaf: the size of the tree. */
export async function treeSize(tx: Tx): Promise<number> {
  const { rows } = await sql<{ size: number }>`select coalesce(max(leaf_index) + 1, 0) as size from ledger_leaf`.execute(tx.db)
  return rows[0]!.size
}

export async function readLeaves(tx: Tx, span: Span): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select leaf_index as index, commitment, note from ledger_leaf
    where leaf_index >= ${span.from} and leaf_index < ${span.to} order by leaf_index`.execute(tx.db)
  return rows
}

export async function readNotes(tx: Tx): Promise<{ index: number; note: string }[]> {
  const { rows } = await sql<{ index: number; note: string }>`
    select leaf_index as index, note from ledger_leaf where note is not null order by leaf_index`.execute(tx.db)
  return rows
}

/** The entries behind some leaves, with their payloads where they still exist. */
export async function readPlaced(tx: Tx, span: Span): Promise<PlacedEntry[]> {
  const { rows } = await sql<EntryRow & { index: number; found: boolean }>`
    select p.leaf_index as index, p.person_id, p.seq, e.person_id is not null as found, ${payload}
    from ledger_place p left join ledger_entry e on e.person_id = p.person_id and e.seq = p.seq
    where p.leaf_index >= ${span.from} and p.leaf_index < ${span.to} order by p.leaf_index`.execute(tx.db)
  return rows.map((row) => ({ index: row.index, personId: row.person_id, seq: row.seq, payload: row.found ? toEntry(row) : undefined }))
}

export async function readPlace(tx: Tx, personId: PersonId, seq: number): Promise<number | undefined> {
  const { rows } = await sql<{ index: number }>`
    select leaf_index as index from ledger_place where person_id = ${personId} and seq = ${seq}`.execute(tx.db)
  return rows[0]?.index
}

export interface Stray {
  reason: 'entry-without-leaf' | 'missing' | 'place-without-leaf'
  personId: PersonId
  seq: number
}

/** The first entry that is neither placed nor queued, or is queued but gone, or the first place outside the tree. */
export async function readStray(tx: Tx): Promise<Stray | undefined> {
  const { rows } = await sql<Stray>`
    select reason, person_id as "personId", seq from (
      select 'entry-without-leaf' as reason, e.person_id, e.seq from ledger_entry e
      left join ledger_place p on p.person_id = e.person_id and p.seq = e.seq
      left join ledger_pending q on q.person_id = e.person_id and q.seq = e.seq
      where p.person_id is null and q.person_id is null
      union all
      select 'missing', q.person_id, q.seq from ledger_pending q
      left join ledger_entry e on e.person_id = q.person_id and e.seq = q.seq
      where e.person_id is null
      union all
      select 'place-without-leaf', person_id, seq from ledger_place
      where leaf_index < 0 or leaf_index >= (select coalesce(max(leaf_index) + 1, 0) from ledger_leaf)
    ) stray order by reason, person_id, seq limit 1`.execute(tx.db)
  return rows[0]
}

export async function countPending(tx: Tx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ledger_pending`.execute(tx.db)
  return rows[0]!.count
}

interface HeadRow {
  size: number
  epoch: number
  root: Buffer
  signed_note: string
}

/** A head as the database keeps it. */
export type StoredHead = Omit<SignedHead, 'origin'>

const toHead = (row: HeadRow): StoredHead => ({ size: row.size, epoch: row.epoch, root: row.root, note: row.signed_note })

/** The newest stored head, or undefined before the first. */
export async function newestHead(tx: Tx): Promise<StoredHead | undefined> {
  const { rows } = await sql<HeadRow>`select size, epoch, root, signed_note from ledger_head order by size desc limit 1`.execute(tx.db)
  return rows[0] && toHead(rows[0])
}

export async function readHeads(tx: Tx): Promise<StoredHead[]> {
  const { rows } = await sql<HeadRow>`select size, epoch, root, signed_note from ledger_head order by size`.execute(tx.db)
  return rows.map(toHead)
}

export async function insertHead(tx: Tx, head: StoredHead): Promise<void> {
  await sql`
    insert into ledger_head (size, epoch, root, signed_note, at)
    values (${head.size}, ${head.epoch}, ${head.root}, ${head.note}, ${tx.now})
    on conflict (size) do nothing`.execute(tx.db)
}

function toEntry(row: EntryRow): SaltedEntry {
  return {
    entry: {
      personId: row.person_id,
      seq: row.seq,
      kind: row.kind,
      microseconds: row.microseconds,
      purpose: row.purpose,
      purposeVersion: row.purpose_version,
      channel: row.channel,
      contactPointId: row.contact_point_id,
      frequency: row.frequency,
      surface: row.surface,
      language: row.language,
      actor: { kind: row.actor_kind, id: row.actor_id },
      wordingId: row.wording_id,
      evidence: parseEvidence(row.evidence),
    },
    salt: row.salt,
  }
}
