import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'

export interface CustomerSession {
  sessionHash: Buffer
  personId: PersonId
  /** The address the code went to. */
  contactPointId: ContactPointId | null
  expiresAt: Date
}

export async function insertCustomerSession(tx: Tx, session: CustomerSession): Promise<void> {
  await sql`
    insert into customer_session (session_hash, person_id, contact_point_id, created_at, expires_at)
    values (${session.sessionHash}, ${session.personId}, ${session.contactPointId}, ${tx.now}, ${session.expiresAt})`.execute(tx.db)
}

/** A session that has not ended, unless its address has been replaced meanwhile: whoever reads the old one is out. */
export async function selectLivingCustomerSession(tx: Tx, sessionHash: Buffer): Promise<CustomerSession | undefined> {
  const { rows } = await sql<CustomerSession>`
    select s.session_hash as "sessionHash", s.person_id as "personId", s.contact_point_id as "contactPointId", s.expires_at as "expiresAt"
    from customer_session s
    where s.session_hash = ${sessionHash} and s.ended_at is null and s.expires_at > ${tx.now}
      and exists (select from person p where p.person_id = s.person_id)
      and not exists (select from contact_point c
        where c.person_id = s.person_id and c.contact_point_id = s.contact_point_id and c.ended_at <= ${tx.now})`.execute(tx.db)
  return rows[0]
}

export async function updateCustomerSessionEnded(tx: Tx, sessionHash: Buffer): Promise<void> {
  await sql`update customer_session set ended_at = ${tx.now} where session_hash = ${sessionHash} and ended_at is null`.execute(tx.db)
}
