import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** A no as the ledger has it. */
export interface SaidNo {
  personId: PersonId
  kind: 'withdrawn' | 'objected'
  /** Null: all marketing. */
  purpose: string | null
  /** Null: all channels. */
  channel: string | null
}

const NOES = 'noes'

/** The leaf up to which noes have been told, held until the end of the transaction: one copy at a time goes on from it. */
export async function lockToldMark(tx: Tx): Promise<number> {
  await sql`insert into told_mark (what, leaf_index) values (${NOES}, -1) on conflict do nothing`.execute(tx.db)
  const { rows } = await sql<{ leaf: number }>`select leaf_index::int8 as leaf from told_mark where what = ${NOES} for update`.execute(tx.db)
  return Number(rows[0]!.leaf)
}

export async function updateToldMark(tx: Tx, leaf: number): Promise<void> {
  await sql`update told_mark set leaf_index = ${leaf} where what = ${NOES} and leaf_index < ${leaf}`.execute(tx.db)
}

/** The last leaf that an entry has its place at. */
export async function selectLastLeaf(tx: Tx): Promise<number> {
  const { rows } = await sql<{ leaf: number | null }>`select max(leaf_index)::int8 as leaf from ledger_place`.execute(tx.db)
  return Number(rows[0]!.leaf ?? -1)
}

/** Noes among the leaves behind `after` up to `upTo`, in the order in which they were said. */
export async function selectNoes(tx: Tx, after: number, upTo: number): Promise<SaidNo[]> {
  const { rows } = await sql<SaidNo>`
    select e.person_id as "personId", e.kind, e.purpose, e.channel
    from ledger_place p join ledger_entry e on e.person_id = p.person_id and e.seq = p.seq
    where p.leaf_index > ${after} and p.leaf_index <= ${upTo} and e.kind in ('withdrawn', 'objected') order by p.leaf_index`.execute(tx.db)
  return rows
}
