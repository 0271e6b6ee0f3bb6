import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'

export interface CustomerSession {
  sessionHash: Buffer
  personId: PersonId
  /** The address the code went to, or the one proved last. */
  contactPointId: ContactPointId | null
  /** The connected identity that opened it. */
  identityId: string | null
  /** The invoice whose code, with a fact from an earlier one, opened it. Null like the identity: a mailed code did. */
  invoiceId: string | null
  expiresAt: Date
}

export interface LivingCustomerSession extends CustomerSession {
  /** The language the person wants to be written to in, as they or the company put it. */
  language: string | null
}

export async function insertCustomerSession(tx: Tx, session: Omit<CustomerSession, 'identityId' | 'invoiceId'> & { identityId?: string; invoiceId?: string }): Promise<void> {
  await sql`
    insert into customer_session (session_hash, person_id, contact_point_id, identity_id, invoice_id, created_at, expires_at)
    values (${session.sessionHash}, ${session.personId}, ${session.contactPointId}, ${session.identityId ?? null}, ${session.invoiceId ?? null}, ${tx.now}, ${session.expiresAt})`.execute(tx.db)
}

/** A session that has not ended, unless its address has been replaced meanwhile: whoever reads the old one is out. */
export async function selectLivingCustomerSession(tx: Tx, sessionHash: Buffer): Promise<LivingCustomerSession | undefined> {
  const { rows } = await sql<LivingCustomerSession>`
    select s.session_hash as "sessionHash", s.person_id as "personId", s.contact_point_id as "contactPointId", s.identity_id as "identityId", s.invoice_id as "invoiceId", s.expires_at as "expiresAt", f.language
    from customer_session s left join profile f on f.person_id = s.person_id
    where s.session_hash = ${sessionHash} and s.ended_at is null and s.expires_at > ${tx.now}
      and exists (select from person p where p.person_id = s.person_id)
      and not exists (select from contact_point c
        where c.person_id = s.person_id and c.contact_point_id = s.contact_point_id and c.ended_at <= ${tx.now})`.execute(tx.db)
  return rows[0]
}

/** A session as the person sees it: when it was opened, how, and until when it lasts at most. */
export interface OpenCustomerSession {
  sessionHash: Buffer
  by: 'code' | 'identity' | 'invoice'
  createdAt: Date
  expiresAt: Date
}

/** Everywhere somebody is on this person's page, the newest first. */
export async function selectOpenCustomerSessions(tx: Tx, personId: PersonId): Promise<OpenCustomerSession[]> {
  const { rows } = await sql<OpenCustomerSession>`
    select session_hash as "sessionHash", case when identity_id is not null then 'identity' when invoice_id is not null then 'invoice' else 'code' end as by, created_at as "createdAt", expires_at as "expiresAt"
    from customer_session s
    where person_id = ${personId} and ended_at is null and expires_at > ${tx.now}
      and not exists (select from contact_point c
        where c.person_id = s.person_id and c.contact_point_id = s.contact_point_id and c.ended_at <= ${tx.now})
    order by created_at desc, session_hash`.execute(tx.db)
  return rows
}

/** Ends all of a person's sessions but one. */
export async function updateOtherCustomerSessionsEnded(tx: Tx, personId: PersonId, sessionHash: Buffer): Promise<void> {
  await sql`update customer_session set ended_at = ${tx.now} where person_id = ${personId} and session_hash <> ${sessionHash} and ended_at is null`.execute(tx.db)
}

export async function updateCustomerSessionEnded(tx: Tx, sessionHash: Buffer): Promise<void> {
  await sql`update customer_session set ended_at = ${tx.now} where session_hash = ${sessionHash} and ended_at is null`.execute(tx.db)
}

/** The person has a new address: this session goes on, the others that the old one opened do not. */
export async function updateCustomerSessionAddress(tx: Tx, sessionHash: Buffer, contactPointId: ContactPointId): Promise<void> {
  await sql`update customer_session set contact_point_id = ${contactPointId} where session_hash = ${sessionHash}`.execute(tx.db)
}
