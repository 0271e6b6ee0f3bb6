import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import type { IncomingAddress, Taker } from './incoming-address.ts'
import type { MailWay, UntakenWhy } from './incoming-mail.ts'

const addressColumns = sql`address_id as "addressId", taker, name, answer_to as "answerTo", open_address as "openAddress", staff_id as "staffId", language, created_at as "createdAt", revoked_at as "revokedAt",
  last_at as "lastAt", mails, done, refused`

export interface NewAddress {
  addressId: string
  tokenHash: Buffer | null
  taker: Taker
  name: string
  answerTo: string | null
  openAddress: string | null
  staffId?: StaffId
  language: string
}

export async function insertAddress(tx: Tx, one: NewAddress, by: StaffId): Promise<void> {
  await sql`
    insert into incoming_address (address_id, token_hash, taker, name, answer_to, open_address, staff_id, language, created_at, created_by)
    values (${one.addressId}, ${one.tokenHash}, ${one.taker}, ${one.name}, ${one.answerTo}, ${one.openAddress}, ${one.staffId ?? null}, ${one.language}, ${tx.now}, ${by})`.execute(tx.db)
}

/** False where there is none, or it was revoked before. */
export async function updateAddressRevoked(tx: Tx, addressId: string, by: StaffId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update incoming_address set revoked_at = ${tx.now}, revoked_by = ${by} where address_id = ${addressId} and revoked_at is null`.execute(tx.db)
  return numAffectedRows === 1n
}

/** The address of one colleague ends, where they have one. */
export async function updateOwnAddressRevoked(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`update incoming_address set revoked_at = ${tx.now}, revoked_by = ${staffId} where staff_id = ${staffId} and revoked_at is null`.execute(tx.db)
}

/** The address of one colleague that is in use. */
export async function selectOwnAddress(tx: Tx, staffId: StaffId): Promise<IncomingAddress | undefined> {
  const { rows } = await sql<IncomingAddress>`select ${addressColumns} from incoming_address where staff_id = ${staffId} and revoked_at is null`.execute(tx.db)
  return rows[0]
}

/** Those of systems, not of colleagues: in use first, then by name. */
export async function selectAddresses(tx: Tx): Promise<IncomingAddress[]> {
  const { rows } = await sql<IncomingAddress>`
    select ${addressColumns} from incoming_address where staff_id is null order by revoked_at is not null, name, address_id limit 200`.execute(tx.db)
  return rows
}

export async function selectAddress(tx: Tx, addressId: string): Promise<IncomingAddress | undefined> {
  const { rows } = await sql<IncomingAddress>`select ${addressColumns} from incoming_address where address_id = ${addressId}`.execute(tx.db)
  return rows[0]
}

/** The addresses of these secrets, revoked ones too; those that tickets of these secrets came to; and the open ones among these. */
export async function selectAddressesAt(tx: Tx, hashes: readonly Buffer[], open: readonly string[]): Promise<IncomingAddress[]> {
  if (hashes.length === 0 && open.length === 0) return []
  const { rows } = await sql<IncomingAddress>`
    select ${addressColumns} from incoming_address where token_hash = any (${hashes}::bytea[]) or (open_address = any (${open}::text[]) and revoked_at is null)
      or address_id in (select address_id from ticket where reply_hash = any (${hashes}::bytea[]))`.execute(tx.db)
  return rows
}

/** Addresses for tickets that are in use, the oldest first. */
export async function selectOpenAddresses(tx: Tx): Promise<(IncomingAddress & { openAddress: string })[]> {
  const { rows } = await sql<IncomingAddress & { openAddress: string }>`
    select ${addressColumns} from incoming_address where taker = 'tickets' and revoked_at is null order by created_at, address_id`.execute(tx.db)
  return rows
}

/** What came of one more mail. */
export async function addToAddress(tx: Tx, addressId: string, { done, refused }: { done: number; refused: number }): Promise<void> {
  await sql`
    update incoming_address set last_at = ${tx.now}, mails = mails + 1, done = done + ${done}, refused = refused + ${refused} where address_id = ${addressId}`.execute(tx.db)
}

/** False when this mail has come to this address before. */
export async function insertMark(tx: Tx, mark: Buffer): Promise<boolean> {
  const { numAffectedRows } = await sql`insert into incoming_mark (mark, at) values (${mark}, ${tx.now}) on conflict do nothing`.execute(tx.db)
  return numAffectedRows === 1n
}

export async function deleteMarks(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`delete from incoming_mark where mark in (select mark from incoming_mark where at < ${before} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows)
}

export interface NewMail {
  personId: PersonId
  mailId: string
  way: MailWay
  addressId: string | null
  sender: string
  subject: string
  size: number
  source: Buffer | null
  reason: UntakenWhy | null
  keepUntil: Date
}

export async function insertMail(tx: Tx, one: NewMail): Promise<void> {
  await sql`
    insert into incoming_mail (person_id, mail_id, way, address_id, received_at, sender, subject, size, source, state, reason, not_before, keep_until)
    values (${one.personId}, ${one.mailId}, ${one.way}, ${one.addressId}, ${tx.now}, ${one.sender}, ${one.subject}, ${one.size}, ${one.source},
      ${one.reason === null ? 'waiting' : 'untaken'}, ${one.reason}, ${tx.now}, ${one.keepUntil})`.execute(tx.db)
}

/** How many lie here that nobody took. */
export async function countUntaken(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from incoming_mail where state = 'untaken'`.execute(tx.db)
  return rows[0]!.n
}

export interface DueMail {
  personId: PersonId
  mailId: string
  addressId: string
  source: Buffer | null
  answer: Buffer | null
  tries: number
  done: number
  refused: number
}

/** The mail that has waited longest, held by whoever asks until `until`; none where somebody else just got it. */
export async function claimMail(tx: Tx, until: Date): Promise<DueMail | undefined> {
  const { rows } = await sql<DueMail>`
    update incoming_mail m set tries = tries + 1, not_before = ${until}
    from (select person_id, mail_id from incoming_mail where state <> 'untaken' and not_before <= ${tx.now} order by not_before limit 1) due
    where m.person_id = due.person_id and m.mail_id = due.mail_id and m.state <> 'untaken' and m.not_before <= ${tx.now}
    returning m.person_id as "personId", m.mail_id as "mailId", m.address_id as "addressId", m.source, m.answer, m.tries, m.done, m.refused`.execute(tx.db)
  return rows[0]
}

type Key = Pick<DueMail, 'personId' | 'mailId'>

/** What goes back is written down before it goes: whatever happens then, the same goes. */
export async function updateAnswer(tx: Tx, { personId, mailId }: Key, { answer, done, refused }: { answer: Buffer; done: number; refused: number }): Promise<void> {
  await sql`
    update incoming_mail set state = 'answering', source = null, answer = ${answer}, done = ${done}, refused = ${refused}
    where person_id = ${personId} and mail_id = ${mailId}`.execute(tx.db)
}

export async function updateNotBefore(tx: Tx, { personId, mailId }: Key, at: Date): Promise<void> {
  await sql`update incoming_mail set not_before = ${at} where person_id = ${personId} and mail_id = ${mailId}`.execute(tx.db)
}

/** It is left to a colleague. */
export async function updateUntaken(tx: Tx, { personId, mailId }: Key, reason: UntakenWhy): Promise<void> {
  await sql`update incoming_mail set state = 'untaken', reason = ${reason}, answer = null where person_id = ${personId} and mail_id = ${mailId}`.execute(tx.db)
}

/** Nothing is left of it but its mark. */
export async function deleteMail(tx: Tx, { personId, mailId }: Key): Promise<void> {
  await sql`delete from incoming_mail where person_id = ${personId} and mail_id = ${mailId}`.execute(tx.db)
}

/** Mails whose days are over, a batch of them. */
export async function deleteMailsOver(tx: Tx, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from incoming_mail where (person_id, mail_id) in (select person_id, mail_id from incoming_mail where keep_until <= ${tx.now} limit ${limit})`.execute(tx.db)
  return Number(numAffectedRows)
}

export interface KeptMail extends Key {
  way: MailWay
  addressId: string | null
  receivedAt: Date
  sender: string
  subject: string
  size: number
  state: 'waiting' | 'answering' | 'untaken'
  reason: UntakenWhy | null
  tries: number
  keepUntil: Date
  isKept: boolean
  /** Of the person whose address it says it is from; null where nobody is known. */
  personName: string | null
  addressName: string | null
}

const kept = sql`m.person_id as "personId", m.mail_id as "mailId", m.way, m.address_id as "addressId", m.received_at as "receivedAt", m.sender, m.subject, m.size, m.state, m.reason, m.tries,
  m.keep_until as "keepUntil", m.source is not null as "isKept", f.display_name as "personName", a.name as "addressName"`
const keptFrom = sql`incoming_mail m left join profile f on f.person_id = m.person_id left join incoming_address a on a.address_id = m.address_id`

/** What came to a colleague's own addresses and waits for them to say whose it is. */
export async function selectWaitingFor(tx: Tx, staffId: StaffId, limit: number): Promise<KeptMail[]> {
  const { rows } = await sql<KeptMail>`
    select ${kept} from ${keptFrom} where m.state = 'untaken' and a.staff_id = ${staffId} order by m.received_at desc, m.mail_id desc limit ${limit}`.execute(tx.db)
  return rows
}

/** One of those, with the mail itself. */
export async function selectWaitingMail(tx: Tx, staffId: StaffId, mailId: string): Promise<(KeptMail & { source: Buffer | null }) | undefined> {
  const { rows } = await sql<KeptMail & { source: Buffer | null }>`
    select ${kept}, m.source from ${keptFrom} where m.mail_id = ${mailId} and m.state = 'untaken' and a.staff_id = ${staffId}`.execute(tx.db)
  return rows[0]
}

/** What nobody took and what could not be worked off at the first try, the newest first; what came to a colleague's own address is theirs. */
export async function selectKeptMails(tx: Tx, limit: number): Promise<KeptMail[]> {
  const { rows } = await sql<KeptMail>`
    select ${kept} from ${keptFrom} where (m.state = 'untaken' or m.tries > 1) and a.staff_id is null order by m.received_at desc, m.mail_id desc limit ${limit}`.execute(tx.db)
  return rows
}

export async function selectKeptMail(tx: Tx, mailId: string): Promise<(KeptMail & { source: Buffer | null }) | undefined> {
  const { rows } = await sql<KeptMail & { source: Buffer | null }>`select ${kept}, m.source from ${keptFrom} where m.mail_id = ${mailId} and a.staff_id is null`.execute(tx.db)
  return rows[0]
}
