import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { Hold } from './hold.ts'

const columns = sql`person_id as "personId", hold_id as "holdId", item_kind as "itemKind", item_id as "itemId", reason, since, until, set_by as "setBy", ended_at as "endedAt"`

export async function insertHold(tx: Tx, hold: Omit<Hold, 'endedAt'>): Promise<void> {
  await sql`
    insert into hold (person_id, hold_id, item_kind, item_id, reason, since, until, set_by)
    values (${hold.personId}, ${hold.holdId}, ${hold.itemKind}, ${hold.itemId}, ${hold.reason}, ${hold.since}, ${hold.until}, ${hold.setBy})`.execute(tx.db)
}

/** Every hold of these people, those that have ended too; the newest first. */
export async function selectHolds(tx: Tx, personIds: readonly PersonId[]): Promise<Hold[]> {
  const { rows } = await sql<Hold>`
    select ${columns} from hold where person_id = any (${personIds}::uuid[]) order by person_id, since desc, hold_id`.execute(tx.db)
  return rows
}

/** What still keeps something of these people from ending. */
export async function selectLastingHolds(tx: Tx, personIds: readonly PersonId[]): Promise<Hold[]> {
  const { rows } = await sql<Hold>`
    select ${columns} from hold where person_id = any (${personIds}::uuid[]) and hold_lasts(until, ended_at, ${tx.now}::timestamptz)
    order by person_id, since desc, hold_id`.execute(tx.db)
  return rows
}

/** True when a hold that lasted has been ended. */
export async function updateHoldEnded(tx: Tx, personId: PersonId, holdId: string, by: StaffId): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update hold set ended_at = ${tx.now}, ended_by = ${by}, released_at = ${tx.now}
    where person_id = ${personId} and hold_id = ${holdId} and hold_lasts(until, ended_at, ${tx.now}::timestamptz) returning hold_id as id`.execute(tx.db)
  return rows.length > 0
}

/** Holds of people who are not here any more and that hold nothing: over, or without a document left. Returns how many went. */
export async function deleteSpentHolds(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from hold where (person_id, hold_id) in (
      select h.person_id, h.hold_id from hold h
      where not exists (select from person p where p.person_id = h.person_id)
        and (not hold_lasts(h.until, h.ended_at, ${tx.now}::timestamptz)
          or not exists (select from issued_document d where d.person_id = h.person_id and h.item_kind = 'document' and h.item_id in ('*', d.document_id::text)))
      limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows ?? 0)
}

/** Holds that have run out: each is told once. */
export async function updateReleased(tx: Tx): Promise<PersonId[]> {
  const { rows } = await sql<{ personId: PersonId }>`
    update hold set released_at = ${tx.now} where released_at is null and until <= ${tx.now} returning person_id as "personId"`.execute(tx.db)
  return [...new Set(rows.map((row) => row.personId))]
}
