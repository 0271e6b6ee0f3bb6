import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Delivery } from './deliveries.sql.ts'

export const BATCH_STATES = ['waiting', 'running', 'done', 'handed-over', 'cancelled', 'failed'] as const
export type BatchState = (typeof BATCH_STATES)[number]

/** Letters that are printed together. */
export interface LetterBatch {
  batchId: string
  state: BatchState
  total: number
  done: number
  pages: number
  failure: string | null
  createdAt: Date
  finishedAt: Date | null
  handedOverAt: Date | null
}

const columns = sql`
  batch_id as "batchId", state, letters_total as total, letters_done as done, pages, failure, created_at as "createdAt", finished_at as "finishedAt", handed_over_at as "handedOverAt"`

export async function insertBatch(tx: Tx, total: number, by: StaffId): Promise<string> {
  const batchId = newId(tx.now)
  await sql`insert into letter_batch (batch_id, state, letters_total, created_at, created_by) values (${batchId}, 'waiting', ${total}, ${tx.now}, ${by})`.execute(tx.db)
  return batchId
}

export async function selectBatch(tx: Tx, batchId: string): Promise<LetterBatch | undefined> {
  const { rows } = await sql<LetterBatch>`select ${columns} from letter_batch where batch_id = ${batchId}`.execute(tx.db)
  return rows[0]
}

/** The newest first. */
export async function selectBatches(tx: Tx, limit: number): Promise<LetterBatch[]> {
  const { rows } = await sql<LetterBatch>`select ${columns} from letter_batch order by created_at desc, batch_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** The oldest that waits or was left in the middle. */
export async function selectDueBatch(tx: Tx): Promise<string | undefined> {
  const { rows } = await sql<{ batchId: string }>`select batch_id as "batchId" from letter_batch where state in ('waiting', 'running') order by created_at, batch_id limit 1`.execute(tx.db)
  return rows[0]?.batchId
}

/** True when it was in one of these states, which a second worker or somebody who cancels finds changed. */
export async function updateBatchState(tx: Tx, batchId: string, from: readonly BatchState[], to: BatchState, failure: string | null = null, by: StaffId | null = null): Promise<boolean> {
  const { rows } = await sql`
    update letter_batch set state = ${to}, failure = ${failure},
      finished_at = case when ${to} in ('done', 'failed', 'cancelled') then ${tx.now}::timestamptz else finished_at end,
      handed_over_at = case when ${to} = 'handed-over' then ${tx.now}::timestamptz else handed_over_at end,
      handed_over_by = coalesce(${by}::uuid, handed_over_by)
    where batch_id = ${batchId} and state = any (${from}::text[]) returning batch_id`.execute(tx.db)
  return rows.length > 0
}

export interface WaitingLetter { personId: PersonId; deliveryId: string; protectedIdentity: boolean; country: string | null; postcode: string | null }

/** Letters that wait and are in no batch, with what they are sorted by. */
export async function selectWaitingLetters(tx: Tx, limit: number): Promise<WaitingLetter[]> {
  const { rows } = await sql<WaitingLetter>`
    select d.person_id as "personId", d.delivery_id as "deliveryId", coalesce(p.protected_identity, false) as "protectedIdentity", p.country, f.postal_code as postcode
    from invoice_delivery d left join person p on p.person_id = d.person_id left join profile f on f.person_id = d.person_id
    where d.way = 'letter' and d.state = 'waiting' and d.batch_id is null order by d.asked_at, d.delivery_id limit ${limit}`.execute(tx.db)
  return rows
}

/** Puts letters into a batch, in this order; those that somebody else has put into one meanwhile are not. Returns how many are in it. */
export async function updateIntoBatch(tx: Tx, batchId: string, letters: readonly Pick<Delivery, 'personId' | 'deliveryId'>[]): Promise<number> {
  const { rows } = await sql`
    update invoice_delivery d set batch_id = ${batchId}, place = l.place
    from unnest(${letters.map((one) => one.personId)}::uuid[], ${letters.map((one) => one.deliveryId)}::uuid[], ${letters.map((_, place) => place)}::int[]) as l (person_id, delivery_id, place)
    where d.person_id = l.person_id and d.delivery_id = l.delivery_id and d.state = 'waiting' and d.batch_id is null returning d.delivery_id`.execute(tx.db)
  return rows.length
}

/** The next letters of a batch that are not made yet. */
export async function selectNextLetters(tx: Tx, batchId: string, limit: number): Promise<Pick<Delivery, 'personId' | 'deliveryId' | 'invoiceId' | 'reminderId' | 'documentId'>[]> {
  const { rows } = await sql<Delivery>`
    select person_id as "personId", delivery_id as "deliveryId", invoice_id as "invoiceId", reminder_id as "reminderId", document_id as "documentId"
    from invoice_delivery where batch_id = ${batchId} and state = 'waiting' order by place limit ${limit}`.execute(tx.db)
  return rows
}

/** A letter that is in the print file: its number, what it took, and the rule that let it go. */
export async function updateMade(tx: Tx, one: Pick<Delivery, 'personId' | 'deliveryId'>, made: { sequence: number; pages: number; country: string; rule: string }): Promise<void> {
  await sql`
    update invoice_delivery set state = 'handing-over', sequence = ${made.sequence}, pages = ${made.pages}, country = ${made.country}, reason = ${made.rule}, changed_at = ${tx.now}
    where person_id = ${one.personId} and delivery_id = ${one.deliveryId} and state = 'waiting'`.execute(tx.db)
}

/** The next part of a batch's file, and how far it has come; false when there was nothing to keep it in. */
export async function insertLetters(tx: Tx, batchId: string, one: { part: number; sealed: Buffer | undefined; letters: number; looked: number; pages: number }): Promise<boolean> {
  const { rows } = await sql`
    update letter_batch set letters_done = letters_done + ${one.looked}, pages = pages + ${one.pages} where batch_id = ${batchId} and state = 'running' returning batch_id`.execute(tx.db)
  if (rows.length > 0 && one.sealed) await sql`insert into letter_part (batch_id, part, letters, sealed) values (${batchId}, ${one.part}, ${one.letters}, ${one.sealed})`.execute(tx.db)
  return rows.length > 0
}

/** How many letters each part of the file has. */
export async function selectPartSizes(tx: Tx, batchId: string): Promise<number[]> {
  const { rows } = await sql<{ letters: number }>`select letters from letter_part where batch_id = ${batchId} order by part`.execute(tx.db)
  return rows.map((row) => row.letters)
}

export async function selectPart(tx: Tx, batchId: string, part: number): Promise<Buffer | undefined> {
  const { rows } = await sql<{ sealed: Buffer }>`select sealed from letter_part where batch_id = ${batchId} and part = ${part}`.execute(tx.db)
  return rows[0]?.sealed
}

export type MadeLetter = Pick<Delivery, 'personId' | 'deliveryId'> & { sequence: number; pages: number; country: string; rule: string }

/** What is in the print file of a batch, in its order. */
export async function selectMade(tx: Tx, batchId: string): Promise<MadeLetter[]> {
  const { rows } = await sql<MadeLetter>`
    select person_id as "personId", delivery_id as "deliveryId", sequence, pages, country, reason as rule
    from invoice_delivery where batch_id = ${batchId} and state = 'handing-over' order by sequence`.execute(tx.db)
  return rows
}

/** Letters of a batch that is given up wait again. */
export async function updateOutOfBatch(tx: Tx, batchId: string): Promise<void> {
  await sql`
    update invoice_delivery set state = 'waiting', reason = null, batch_id = null, place = null, sequence = null, pages = null, country = null, changed_at = ${tx.now}
    where batch_id = ${batchId} and state in ('waiting', 'handing-over')`.execute(tx.db)
}

/** Letters of a batch that went to the print house have been sent; where to is not kept. */
export async function updateHandedOver(tx: Tx, batchId: string): Promise<void> {
  await sql`
    update invoice_delivery set state = 'sent', reason = null, place = null, country = null, changed_at = ${tx.now} where batch_id = ${batchId} and state = 'handing-over'`.execute(tx.db)
}

export async function deleteParts(tx: Tx, batchId: string): Promise<void> {
  await sql`delete from letter_part where batch_id = ${batchId}`.execute(tx.db)
}
