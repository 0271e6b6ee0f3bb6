import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

export interface CustomerIdentity {
  identityId: string
  issuer: string
  connectedAt: Date
  lastUsedAt: Date | null
}

/** Whose an identity is said to be. The person may be gone. */
export async function selectIdentityOwner(tx: Tx, keyHash: Buffer): Promise<{ personId: PersonId; identityId: string } | undefined> {
  const { rows } = await sql<{ personId: PersonId; identityId: string }>`
    select person_id as "personId", identity_id as "identityId" from customer_identity_key where key_hash = ${keyHash}`.execute(tx.db)
  return rows[0]
}

/** False when somebody has it already. */
export async function insertIdentityOwner(tx: Tx, keyHash: Buffer, owner: { personId: PersonId; identityId: string }): Promise<boolean> {
  const { rows } = await sql`
    insert into customer_identity_key (key_hash, person_id, identity_id) values (${keyHash}, ${owner.personId}, ${owner.identityId})
    on conflict do nothing returning 1`.execute(tx.db)
  return rows.length > 0
}

export async function deleteIdentityOwner(tx: Tx, personId: PersonId, identityId: string): Promise<void> {
  await sql`delete from customer_identity_key where person_id = ${personId} and identity_id = ${identityId}`.execute(tx.db)
}

export async function insertCustomerIdentity(tx: Tx, identity: { personId: PersonId; identityId: string; issuer: string }): Promise<void> {
  await sql`
    insert into customer_identity (person_id, identity_id, issuer, connected_at)
    values (${identity.personId}, ${identity.identityId}, ${identity.issuer}, ${tx.now})`.execute(tx.db)
}

export async function selectCustomerIdentities(tx: Tx, personId: PersonId): Promise<CustomerIdentity[]> {
  const { rows } = await sql<CustomerIdentity>`
    select identity_id as "identityId", issuer, connected_at as "connectedAt", last_used_at as "lastUsedAt"
    from customer_identity where person_id = ${personId} order by connected_at, identity_id`.execute(tx.db)
  return rows
}

/** Notes a use; false when the person has no such identity any more. */
export async function updateCustomerIdentityUsed(tx: Tx, personId: PersonId, identityId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update customer_identity set last_used_at = ${tx.now} where person_id = ${personId} and identity_id = ${identityId}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** False when the person has no such identity. */
export async function deleteCustomerIdentity(tx: Tx, personId: PersonId, identityId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`delete from customer_identity where person_id = ${personId} and identity_id = ${identityId}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Ends the sessions that this identity opened. */
export async function updateSessionsOfIdentityEnded(tx: Tx, personId: PersonId, identityId: string): Promise<void> {
  await sql`
    update customer_session set ended_at = ${tx.now}
    where person_id = ${personId} and identity_id = ${identityId} and ended_at is null`.execute(tx.db)
}
