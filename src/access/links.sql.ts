import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import { tokenHash, type Link, type NewLink } from './link.ts'

export async function insertLinks(tx: Tx, links: readonly NewLink[]): Promise<void> {
  await insertHashedLinks(tx, links.map(({ token, invoiceId, ...one }) => ({ ...one, invoiceId: invoiceId ?? null, surface: null, hash: tokenHash(token) })))
}

/** Links by the hash they are found by. */
export async function insertHashedLinks(tx: Tx, links: readonly (Link & { hash: Buffer })[]): Promise<void> {
  const list = <Key extends keyof Link>(key: Key): Link[Key][] => links.map((one) => one[key])
  await sql`
    insert into token (token_hash, kind, person_id, purposes, channel, contact_point_id, mailing_id, entry_seq, wording_id, language, created_at, expires_at, invoice_id, surface)
    select t.token_hash, t.kind, t.person_id, array(select jsonb_array_elements_text(t.purposes::jsonb)), t.channel, t.contact_point_id,
      t.mailing_id, t.entry_seq, t.wording_id, t.language, t.created_at, t.expires_at, t.invoice_id, t.surface
    from unnest(
      ${links.map((one) => one.hash)}::bytea[], ${list('kind')}::text[], ${list('personId')}::uuid[],
      ${links.map((one) => JSON.stringify(one.purposes))}::text[], ${list('channel')}::text[], ${list('contactPointId')}::uuid[],
      ${list('mailingId')}::uuid[], ${list('entrySeq')}::int[], ${list('wordingId')}::bytea[], ${list('language')}::text[],
      ${list('createdAt')}::timestamptz[], ${list('expiresAt')}::timestamptz[], ${list('invoiceId')}::uuid[], ${list('surface')}::text[])
      as t (token_hash, kind, person_id, purposes, channel, contact_point_id, mailing_id, entry_seq, wording_id, language, created_at, expires_at, invoice_id, surface)`.execute(tx.db)
}

/** The link behind a token, used or not, ended or not: the caller judges. One that was revoked is none. */
export async function selectLink(tx: Tx, token: string): Promise<Link | undefined> {
  return selectLinkByHash(tx, tokenHash(token))
}

export async function selectLinkByHash(tx: Tx, hash: Buffer): Promise<Link | undefined> {
  const { rows } = await sql<Link>`
    select kind, person_id as "personId", purposes, channel, contact_point_id as "contactPointId", mailing_id as "mailingId",
      entry_seq as "entrySeq", wording_id as "wordingId", language, created_at as "createdAt", expires_at as "expiresAt", used_at as "usedAt", invoice_id as "invoiceId", surface
    from token where token_hash = ${hash} and revoked_at is null`.execute(tx.db)
  return rows[0]
}

/** Takes a single-use link; false when somebody was first. */
export async function useLink(tx: Tx, token: string): Promise<boolean> {
  const { rows } = await sql`
    update token set used_at = ${tx.now}
    where token_hash = ${tokenHash(token)} and used_at is null and (expires_at is null or expires_at > ${tx.now})
    returning 1`.execute(tx.db)
  return rows.length > 0
}
