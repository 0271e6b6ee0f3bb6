import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import type { Departure, Loosened, Tied } from './departure.ts'

interface Leaver {
  staffId: StaffId
  /** The colleague and their keys, as what was done with these is recorded. */
  actors: readonly string[]
}

interface Tie {
  what: Tied
  table: string
  /** Which rows hang on the colleague. */
  theirs: (leaver: Leaver, now: Date) => RawBuilder<unknown>
  /** What is said of each; nothing where it has no name. */
  name?: string
  /** `delete`, or what is set. */
  change: 'delete' | ((now: Date, to: StaffId | null, by: StaffId) => RawBuilder<unknown>)
}

const living = (now: Date) => sql`ended_at is null and (expires_at is null or expires_at > ${now})`
const unused = (now: Date) => sql`used_at is null and expires_at > ${now}`
const ended = (now: Date) => sql`ended_at = ${now}`
const expired = (now: Date) => sql`expires_at = ${now}`
const theirOwn = ({ staffId }: Leaver) => sql`staff_id = ${staffId}`

/** Every way in, and every key and link that was made with one. */
const WAYS_IN: readonly Tie[] = [
  { what: 'sessions', table: 'staff_session', name: 'client', theirs: (one, now) => sql`${theirOwn(one)} and ${living(now)}`, change: ended },
  { what: 'sign-in-links', table: 'staff_sign_in_link', theirs: (one, now) => sql`${theirOwn(one)} and ${unused(now)}`, change: expired },
  { what: 'links-for-others', table: 'staff_sign_in_link', theirs: ({ staffId }, now) => sql`made_by = ${staffId} and staff_id <> ${staffId} and ${unused(now)}`, change: expired },
  { what: 'passkeys', table: 'staff_passkey', name: 'name', theirs: theirOwn, change: 'delete' },
  { what: 'password', table: 'staff_password', theirs: theirOwn, change: 'delete' },
  { what: 'recovery-codes', table: 'staff_recovery_code', theirs: theirOwn, change: 'delete' },
  { what: 'challenges', table: 'staff_challenge', theirs: theirOwn, change: 'delete' },
  { what: 'identities', table: 'staff_identity', name: 'issuer', theirs: (one) => sql`${theirOwn(one)} and ended_at is null`, change: ended },
  { what: 'api-keys', table: 'api_key', name: 'name', theirs: ({ staffId }, now) => sql`created_by = ${staffId} and ${living(now)}`, change: ended },
  { what: 'roles', table: 'staff_role_of', name: 'role_key', theirs: (one) => sql`${theirOwn(one)} and ended_at is null`, change: (now, _, by) => sql`ended_at = ${now}, ended_by = ${by}` },
  { what: 'mail-addresses', table: 'incoming_address', theirs: (one) => sql`${theirOwn(one)} and revoked_at is null`, change: (now, _, by) => sql`revoked_at = ${now}, revoked_by = ${by}` },
  { what: 'teams', table: 'team_member', theirs: (one) => sql`${theirOwn(one)} and ended_at is null`, change: ended },
  { what: 'calendar-feeds', table: 'calendar_feed', theirs: (one) => sql`${theirOwn(one)} and ended_at is null`, change: ended },
  { what: 'day-mails', table: 'day_mail', theirs: theirOwn, change: 'delete' },
]

/** What runs for them. */
const WORK: readonly Tie[] = [
  { what: 'imports', table: 'import', name: 'file_name', theirs: ({ actors }) => sql`created_by = any (${actors}::text[]) and state in ('rehearsing', 'waiting', 'running')`, change: (now) => sql`state = 'cancelled', finished_at = ${now}` },
  { what: 'exports', table: 'export_job', theirs: ({ actors }) => sql`created_by = any (${actors}::uuid[]) and state in ('waiting', 'running')`, change: (now) => sql`state = 'cancelled', finished_at = ${now}, link_hash = null` },
  { what: 'export-files', table: 'export_job', theirs: ({ actors }) => sql`created_by = any (${actors}::uuid[]) and state = 'done' and link_hash is not null`, change: () => sql`link_hash = null` },
  { what: 'mailings', table: 'mailing', name: 'name', theirs: ({ actors }) => sql`${actors}::text[] && array[created_by, started_by] and state = 'sending'`, change: () => sql`state = 'paused'` },
]

/** What becomes another's: what is not finished, and what is used again. Who did what was done stays as it was. */
const HANDS: readonly Tie[] = [
  { what: 'import-records', table: 'import', name: 'file_name', theirs: ({ actors }) => sql`created_by = any (${actors}::text[]) and state not in ('done')`, change: (_, to) => sql`created_by = ${to}::text` },
  { what: 'import-mappings', table: 'import_mapping', name: 'name', theirs: ({ actors }) => sql`saved_by = any (${actors}::text[])`, change: (_, to) => sql`saved_by = ${to}::text` },
  { what: 'mailing-records', table: 'mailing', name: 'name', theirs: ({ actors }) => sql`created_by = any (${actors}::text[]) and state not in ('done', 'stopped')`, change: (_, to) => sql`created_by = ${to}::text` },
  { what: 'deals', table: 'deal', name: 'name', theirs: ({ staffId }) => sql`owner = ${staffId} and state = 'open'`, change: (_, to) => sql`owner = ${to}::uuid` },
  // How many, and not what they are called: that tells of customers.
  { what: 'activities', table: 'activity', theirs: ({ staffId }) => sql`owner = ${staffId} and done_at is null and removed_at is null`, change: (now, to) => sql`owner = ${to}::uuid, changed_at = ${now}` },
  { what: 'tickets', table: 'ticket', theirs: ({ staffId }) => sql`assignee = ${staffId} and state in ('new', 'open', 'waiting')`, change: (_, to) => sql`assignee = ${to}::uuid` },
  { what: 'leads', table: 'lead', name: 'place', theirs: ({ staffId }) => sql`owner = ${staffId} and state in ('new', 'contacted', 'answered')`, change: (_, to) => sql`owner = ${to}::uuid` },
  { what: 'saved-views', table: 'saved_view', name: 'name', theirs: ({ staffId }) => sql`created_by = ${staffId}`, change: (now, to) => sql`created_by = ${to}::uuid, changed_at = ${now}` },
  { what: 'companies', table: 'company', name: 'name', theirs: ({ staffId }) => sql`owner = ${staffId}`, change: (now, to) => sql`owner = ${to}::uuid, version = version + 1, changed_at = ${now}` },
  { what: 'people', table: 'person_owner', theirs: ({ staffId }) => sql`owner = ${staffId}`, change: (now, to) => sql`owner = ${to}::uuid, since = ${now}` },
]

/** Tables that say who did what, and what the colleague could still do by none of them: they stay as they were. */
export const STAYS: Record<string, string> = {
  staff: 'the colleague, as somebody who was here',
  team: 'who set up a team',
  company_change: 'who did what to a company',
  company_relation: 'who said how companies hang together',
  company_role: 'who wrote down where somebody works',
  staff_role: 'who made a version of a role',
  staff_approval: 'who asked and who allowed; a wish is carried out in the session of whoever asked',
  staff_departure: 'who left and who asked for it',
  access_copy: 'what they took out of a copy for somebody, and why',
  clock_mark: 'who said that the clock is right',
  connected_system: 'who connected a system: it stays connected',
  event: 'what they or a key of theirs told of people in the company’s own service',
  correspondence: 'what they wrote to somebody: it is the company’s, and ends on its day',
  note: 'what they wrote down: it is the company’s, and ends on its day',
  text_override: 'that they went past a rule, and why',
  hold: 'who held something back: it lasts until its day, or until somebody ends it',
  kept_proof_search: 'what kept proof they looked for, and why',
  look: 'whom they looked at',
  look_hour: 'how many they looked at',
  look_notice: 'what was unusual, and who said what it was',
  service_level: 'who said what is promised of tickets',
  canned_answer: 'who wrote words that are used again: they are the company’s',
  ticket_change: 'to whom a ticket was given, and by whom',
  ticket_reader: 'that they had a ticket open; it is forgotten within minutes',
  pipeline: 'who named the way that sales go',
  invoicing: 'who said how the company invoices',
  delivery_setting: 'who said how the company delivers',
  letter_batch: 'who put letters together and handed them over: a batch is worked off by the program and ends by itself',
  token: 'who revoked the code of an invoice',
  field_ending: 'who let a field go: until it begins any colleague who may can call it off',
  invoice_run: 'who let a run of invoices go: it ends by itself when they may not invoice any more',
  possible_duplicate: 'who said that two are not one',
  record_alias: 'who said that two are one',
  mass_change: 'who changed many: what runs ends by itself when they may not any more',
  import_undo: 'taking back goes to its end: half of it would be worse than either',
}

/** The tables that are gone through when somebody leaves. */
export const GONE_THROUGH: readonly string[] = [...new Set([...WAYS_IN, ...WORK, ...HANDS].map((one) => one.table))]

export async function selectLeaver(tx: Tx, staffId: StaffId): Promise<Leaver> {
  const { rows } = await sql<{ id: string }>`select api_key_id::text as id from api_key where created_by = ${staffId}`.execute(tx.db)
  return { staffId, actors: [staffId, ...rows.map((row) => row.id)] }
}

/** What hangs on a colleague and would be cut or handed over; changes nothing. */
export async function selectTied(tx: Tx, leaver: Leaver): Promise<Loosened[]> {
  return each([...WAYS_IN, ...WORK, ...HANDS], ({ table, name, theirs }) => sql`select ${nameOf(name)} as thing from ${sql.table(table)} where ${theirs(leaver, tx.now)}`, tx)
}

/** Ends everything by which the colleague could come in or act. */
export async function cutWaysIn(tx: Tx, leaver: Leaver, by: StaffId): Promise<Loosened[]> {
  return each(WAYS_IN, (tie) => changing(tie, leaver, tx.now, null, by), tx)
}

/** Stops what runs for them. */
export async function cutWork(tx: Tx, leaver: Leaver, by: StaffId): Promise<Loosened[]> {
  return each(WORK, (tie) => changing(tie, leaver, tx.now, null, by), tx)
}

/** Makes another colleague's what is not finished. */
export async function handOver(tx: Tx, leaver: Leaver, to: StaffId, by: StaffId): Promise<Loosened[]> {
  // What is done to a company is kept with what stood there before.
  await sql`
    insert into company_change (company_id, version, kind, at, by_kind, by_id, before, after)
    select company_id, version + 1, 'changed', ${tx.now}, 'staff', ${by}::text, jsonb_build_object('owner', owner), jsonb_build_object('owner', ${to}::uuid)
    from company where owner = ${leaver.staffId}`.execute(tx.db)
  return each(HANDS, (tie) => changing(tie, leaver, tx.now, to, by), tx)
}

function changing({ table, name, theirs, change }: Tie, leaver: Leaver, now: Date, to: StaffId | null, by: StaffId): RawBuilder<unknown> {
  const where = sql`where ${theirs(leaver, now)} returning ${nameOf(name)} as thing`
  return change === 'delete' ? sql`delete from ${sql.table(table)} ${where}` : sql`update ${sql.table(table)} set ${change(now, to, by)} ${where}`
}

const nameOf = (name: string | undefined) => name === undefined ? sql`null` : sql.ref(name)

async function each(ties: readonly Tie[], statement: (tie: Tie) => RawBuilder<unknown>, tx: Tx): Promise<Loosened[]> {
  const found: Loosened[] = []
  for (const tie of ties) {
    const { rows } = await (statement(tie) as RawBuilder<{ thing: string | null }>).execute(tx.db)
    if (rows.length > 0) found.push({ what: tie.what, things: rows.map((row) => row.thing) })
  }
  return found
}

// ── Departures ──

const columns = sql`departure_id as "departureId", staff_id as "staffId", leaves_at as "leavesAt", hand_to as "handTo", asked_at as "askedAt", asked_by as "askedBy",
  cancelled_at as "cancelledAt", done_at as "doneAt", cut`

export async function insertDeparture(tx: Tx, { departureId, staffId, leavesAt, handTo, askedBy }: Departure): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into staff_departure (departure_id, staff_id, leaves_at, hand_to, asked_at, asked_by)
    values (${departureId}, ${staffId}, ${leavesAt}, ${handTo}, ${tx.now}, ${askedBy}) on conflict do nothing`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Departures of a colleague, newest first. */
export async function selectDepartures(tx: Tx, staffId: StaffId): Promise<Departure[]> {
  const { rows } = await sql<Departure>`select ${columns} from staff_departure where staff_id = ${staffId} order by departure_id desc`.execute(tx.db)
  return rows
}

/** A departure that is due or whose work is not stopped yet, for one worker at a time. */
export async function lockDueDeparture(tx: Tx): Promise<Departure | undefined> {
  const { rows } = await sql<Departure>`
    select ${columns} from staff_departure where stopped_at is null and cancelled_at is null and leaves_at <= ${tx.now}
    order by leaves_at limit 1 for update skip locked`.execute(tx.db)
  return rows[0]
}

/** False when it is over or there is none. */
export async function updateDepartureCancelled(tx: Tx, staffId: StaffId, departureId: string, by: StaffId): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update staff_departure set cancelled_at = ${tx.now}, cancelled_by = ${by}
    where departure_id = ${departureId} and staff_id = ${staffId} and done_at is null and cancelled_at is null and leaves_at > ${tx.now}`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** Called off by the program: nobody asked for that. */
export async function updateDepartureRefused(tx: Tx, departureId: string): Promise<void> {
  await sql`update staff_departure set cancelled_at = ${tx.now} where departure_id = ${departureId}`.execute(tx.db)
}

export async function updateDepartureDone(tx: Tx, departureId: string, cut: readonly Loosened[]): Promise<void> {
  await sql`update staff_departure set done_at = ${tx.now}, cut = ${JSON.stringify(cut)}::jsonb where departure_id = ${departureId}`.execute(tx.db)
}

/** Adds what was stopped and handed over. */
export async function updateDepartureStopped(tx: Tx, departureId: string, cut: readonly Loosened[]): Promise<void> {
  await sql`update staff_departure set stopped_at = ${tx.now}, cut = cut || ${JSON.stringify(cut)}::jsonb where departure_id = ${departureId}`.execute(tx.db)
}

/** The departure, kept from others until this transaction ends; undefined when its work was stopped already. */
export async function lockUnstopped(tx: Tx, departureId: string): Promise<Departure | undefined> {
  const { rows } = await sql<Departure>`select ${columns} from staff_departure where departure_id = ${departureId} and done_at is not null and stopped_at is null for update`.execute(tx.db)
  return rows[0]
}

export async function selectDeparture(tx: Tx, departureId: string): Promise<Departure | undefined> {
  const { rows } = await sql<Departure>`select ${columns} from staff_departure where departure_id = ${departureId}`.execute(tx.db)
  return rows[0]
}

/** Colleagues who have said that they leave and are still here. */
export async function selectLeaving(tx: Tx): Promise<StaffId[]> {
  const { rows } = await sql<{ staffId: StaffId }>`select staff_id as "staffId" from staff_departure where done_at is null and cancelled_at is null`.execute(tx.db)
  return rows.map((row) => row.staffId)
}

export async function updateStaffEnded(tx: Tx, staffId: StaffId): Promise<void> {
  await sql`update staff set ended_at = ${tx.now} where staff_id = ${staffId} and ended_at is null`.execute(tx.db)
}

/** Whether a session of a colleague, or a key, is still good; for what goes on long after it was asked for. */
export async function isStillGood(tx: Tx, by: { sessionId: string } | { apiKeyId: string }): Promise<boolean> {
  const { rows } = 'sessionId' in by
    ? await sql`select from staff_session e join staff s on s.staff_id = e.staff_id where e.session_id = ${by.sessionId} and e.ended_at is null and s.ended_at is null`.execute(tx.db)
    : await sql`select from api_key k join staff s on s.staff_id = k.created_by where k.api_key_id = ${by.apiKeyId} and k.ended_at is null and s.ended_at is null`.execute(tx.db)
  return rows.length > 0
}
