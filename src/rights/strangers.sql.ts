import { sql } from 'kysely'
import { noteChange } from '../people/note-change.ts'
import { PERSONAL_TABLES, words } from '../law/data-map.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { RequestKind, RightsRequest } from './request.ts'

/** What somebody in no register asked by this contact point and is not answered yet, of one kind. */
export async function selectOpenOfStranger(tx: Tx, kind: RequestKind, canonical: string): Promise<Pick<RightsRequest, 'personId' | 'requestId' | 'receivedAt'> | undefined> {
  const { rows } = await sql<Pick<RightsRequest, 'personId' | 'requestId' | 'receivedAt'>>`
    select r.person_id as "personId", r.request_id as "requestId", r.received_at as "receivedAt"
    from request r join contact_point c on c.person_id = r.person_id and c.canonical = ${canonical}
    where r.stranger and r.answered_at is null and r.kind = ${kind} limit 1`.execute(tx.db)
  return rows[0]
}

/** What goes along with a request. How somebody showed who they are does not: it was shown for nobody that we knew. */
const MOVED = ['request', 'request_step', 'request_pause', 'request_document', 'recipient_notice'] as const

/** The same rows under another person. They are written anew, since a row does not move between people. */
export async function copyRequest(tx: Tx, from: PersonId, to: PersonId, requestId: string): Promise<void> {
  for (const table of MOVED) {
    const { columns, impersonal = '' } = PERSONAL_TABLES[table]!
    const others = [...words(`${columns} ${impersonal}`)].filter((column) => column !== 'person_id').map((column) => sql.ref(column))
    await sql`
      insert into ${sql.table(table)} (person_id, ${sql.join(others)})
      select ${to}::uuid, ${sql.join(others)} from ${sql.table(table)} where person_id = ${from} and request_id = ${requestId}`.execute(tx.db)
  }
}

/** From now on a request of somebody known, who has shown nothing yet. */
export async function updateLinked(tx: Tx, { personId, requestId, proofNeeded, doubts, state }: Pick<RightsRequest, 'personId' | 'requestId' | 'proofNeeded' | 'doubts' | 'state'>): Promise<void> {
  await sql`
    update request set stranger = false, proof_needed = ${proofNeeded}, proof_given = 'none', proof_given_at = null, doubts = ${doubts}::text[], state = ${state}
    where person_id = ${personId} and request_id = ${requestId}`.execute(tx.db)
}

/** Whether anything but the row of a stranger is left: a no that was said, or another request. */
export async function hasMore(tx: Tx, personId: PersonId): Promise<boolean> {
  const { rows } = await sql<{ more: boolean }>`
    select exists (select from ledger_entry where person_id = ${personId}) or exists (select from request where person_id = ${personId}) as more`.execute(tx.db)
  return rows[0]!.more
}

/** Removes the row that was made for a request which turned out to be somebody else's. */
export async function deleteStranger(tx: Tx, personId: PersonId): Promise<void> {
  noteChange(tx, [personId])
  await sql`delete from person where person_id = ${personId}`.execute(tx.db)
}
