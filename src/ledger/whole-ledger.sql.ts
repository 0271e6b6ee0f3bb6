import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { Span } from './merkle.ts'

/** The leaves of a span in one value. */
export interface LeafBlock {
  /** How many leaves have different places. */
  leaves: number
  notes: number
  /** The commitments in the order of the leaves, one after the other. */
  commitments: Buffer | null
}

/** The same with lines of the entries behind them, for `commitmentsOfLines`. */
export interface SpanBlock extends LeafBlock {
  lines: string | null
}

export async function readLeafBlock(tx: Tx, span: Span): Promise<LeafBlock> {
  const { rows } = await sql<LeafBlock>`
    select count(distinct leaf_index)::int as leaves, count(note)::int as notes, string_agg(commitment, ''::bytea order by leaf_index) as commitments
    from ledger_leaf where leaf_index >= ${span.from} and leaf_index < ${span.to}`.execute(tx.db)
  return rows[0]!
}

/** A span of the ledger in two values: made for reading all of it, without a row and an object for each entry. */
export async function readSpan(tx: Tx, span: Span): Promise<SpanBlock> {
  // Leaves first: an entry that is erased in between is then missed, and its span looked at closely.
  const leaves = readLeafBlock(tx, span)
  const entries = sql<{ lines: string | null }>`
    select string_agg(concat_ws(E'\\t', p.leaf_index, e.person_id, e.seq, e.kind, trunc(extract(epoch from e.at) * 1000000), coalesce('=' || e.purpose, ''),
      coalesce(e.purpose_version::text, ''), coalesce('=' || e.channel, ''), coalesce(e.contact_point_id::text, ''), coalesce('=' || e.frequency, ''),
      e.surface, coalesce('=' || e.language, ''), e.actor_kind, coalesce('=' || e.actor_id, ''), coalesce('=' || encode(e.wording_id, 'hex'), ''),
      e.evidence, encode(e.salt, 'hex')), E'\\n') as lines
    from ledger_place p join ledger_entry e on e.person_id = p.person_id and e.seq = p.seq
    where p.leaf_index >= ${span.from} and p.leaf_index < ${span.to}`.execute(tx.db)
  const [found, { rows: [text] }] = await Promise.all([leaves, entries])
  return { ...found, ...text! }
}

/** Lets PostgreSQL join places with entries partition by partition until the transaction ends; otherwise it reads the whole ledger for every span. */
export async function joinByPartition(tx: Tx): Promise<void> {
  await sql`select set_config('enable_partitionwise_join', 'on', true)`.execute(tx.db)
}

/** How many there are of everything, at one moment. */
export interface LedgerCounts {
  entries: number
  /** Places and notes of the first `size` leaves, and places anywhere. */
  places: number
  notes: number
  queued: number
  /** Queued entries that are there and have no place yet. */
  waiting: number
}

export async function countLedger(tx: Tx, size: number): Promise<LedgerCounts> {
  const { rows } = await sql<LedgerCounts>`
    select (select count(*) from ledger_entry) as entries, (select count(*) from ledger_place) as places,
      (select count(*) from ledger_leaf where note is not null and leaf_index < ${size}) as notes,
      (select count(*) from ledger_pending) as queued,
      (select count(*) from ledger_pending q join ledger_entry e on e.person_id = q.person_id and e.seq = q.seq
        where not exists (select from ledger_place p where p.person_id = q.person_id and p.seq = q.seq)) as waiting`.execute(tx.db)
  return rows[0]!
}
