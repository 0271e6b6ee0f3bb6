import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { dueAt, type LineMailState, type Ticket, type TicketChange, type TicketLine, type TicketSource, type TicketState } from './ticket.ts'

const columns = sql`t.person_id as "personId", t.ticket_id as "ticketId", t.number, t.subject, t.source, t.state, t.who, t.ground_id as "groundId", t.language, t.assignee, t.team_id as "teamId",
  t.invoice_id as "invoiceId", t.sender, t.address_id as "addressId", t.begun_at as "begunAt", t.state_since as "stateSince", t.last_line_id as "lastLineId", t.last_line_at as "lastLineAt",
  t.first_due as "firstDue", t.first_answered_at as "firstAnsweredAt", t.solve_due as "solveDue", t.solved_at as "solvedAt", t.closed_at as "closedAt", t.rating, t.rating_words as "ratingWords"`

export async function insertTicket(tx: Tx, one: Ticket, replyHash: Buffer | null): Promise<void> {
  await sql`
    insert into ticket (person_id, ticket_id, number, subject, source, state, who, ground_id, language, assignee, team_id, invoice_id, sender, address_id, reply_hash, begun_at, state_since,
      last_line_id, last_line_at, first_due, first_answered_at, solve_due, solved_at, closed_at, due_at)
    values (${one.personId}, ${one.ticketId}, ${one.number}, ${one.subject}, ${one.source}, ${one.state}, ${one.who}, ${one.groundId}, ${one.language}, ${one.assignee}, ${one.teamId},
      ${one.invoiceId}, ${one.sender}, ${one.addressId}, ${replyHash}, ${one.begunAt}, ${one.stateSince}, ${one.lastLineId}, ${one.lastLineAt}, ${one.firstDue}, ${one.firstAnsweredAt},
      ${one.solveDue}, ${one.solvedAt}, ${one.closedAt}, ${dueAt(one)})`.execute(tx.db)
}

export async function updateTicket(tx: Tx, one: Ticket): Promise<void> {
  await sql`
    update ticket set subject = ${one.subject}, state = ${one.state}, who = ${one.who}, ground_id = ${one.groundId}, language = ${one.language}, assignee = ${one.assignee}, team_id = ${one.teamId},
      state_since = ${one.stateSince}, last_line_id = ${one.lastLineId}, last_line_at = ${one.lastLineAt}, first_due = ${one.firstDue}, first_answered_at = ${one.firstAnsweredAt},
      solve_due = ${one.solveDue}, solved_at = ${one.solvedAt}, closed_at = ${one.closedAt}, due_at = ${dueAt(one)}
    where person_id = ${one.personId} and ticket_id = ${one.ticketId}`.execute(tx.db)
}

const one = async (tx: Tx, where: RawBuilder<unknown>, more = sql``): Promise<Ticket | undefined> =>
  (await sql<Ticket>`select ${columns} from ticket t where ${where} ${more}`.execute(tx.db)).rows[0]

export async function selectTicket(tx: Tx, personId: PersonId, ticketId: string): Promise<Ticket | undefined> {
  return one(tx, sql`t.person_id = ${personId} and t.ticket_id = ${ticketId}`)
}

/** Held until the end of the transaction. */
export async function lockTicket(tx: Tx, personId: PersonId, ticketId: string): Promise<Ticket | undefined> {
  const { rows } = await sql<Ticket>`select ${columns} from ticket t where t.person_id = ${personId} and t.ticket_id = ${ticketId} for update`.execute(tx.db)
  return rows[0]
}

/** Whose replies come to an address with this hash behind its plus. */
export async function selectByReply(tx: Tx, hash: Buffer): Promise<Ticket | undefined> {
  return one(tx, sql`t.reply_hash = ${hash}`, sql`limit 1`)
}

/** The newest ticket from this address that one of these mails is of, or that has this number. */
export async function selectOfSender(tx: Tx, sender: string, by: { messageIds: readonly string[]; number: number | undefined }): Promise<Ticket | undefined> {
  return one(tx, sql`t.sender = ${sender} and (t.number = ${by.number ?? null}::bigint
    or exists (select from ticket_line l where l.person_id = t.person_id and l.ticket_id = t.ticket_id and l.message_id = any (${by.messageIds}::text[])))`, sql`order by t.begun_at desc limit 1`)
}

/** How many tickets an address has begun since. */
export async function countOfSender(tx: Tx, sender: string, since: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ticket where sender = ${sender} and begun_at >= ${since}`.execute(tx.db)
  return rows[0]!.count
}

/** Somebody's tickets, the newest first. */
export async function selectTicketsOf(tx: Tx, personId: PersonId): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`select ${columns} from ticket t where t.person_id = ${personId} order by t.last_line_at desc, t.ticket_id desc limit 200`.execute(tx.db)
  return rows
}

export interface Queue {
  /** Of one colleague, of nobody yet, of a team; all when left out. */
  assignee?: StaffId | null
  teamId?: string
  states: readonly TicketState[]
  source?: TicketSource
  order: 'due' | 'newest' | 'oldest'
}

const ORDER = { due: sql`t.due_at nulls last, t.ticket_id`, newest: sql`t.last_line_at desc, t.ticket_id desc`, oldest: sql`t.begun_at, t.ticket_id` }

/** One page of a queue. */
export async function selectQueue(tx: Tx, { assignee, teamId, states, source, order }: Queue, page: { offset: number; limit: number }): Promise<Ticket[]> {
  const whose = assignee === undefined ? sql`` : assignee === null ? sql`and t.assignee is null` : sql`and t.assignee = ${assignee}`
  const { rows } = await sql<Ticket>`
    select ${columns} from ticket t where t.state = any (${states}::text[]) ${whose} ${teamId === undefined ? sql`` : sql`and t.team_id = ${teamId}`} ${source === undefined ? sql`` : sql`and t.source = ${source}`}
    order by ${ORDER[order]} limit ${page.limit} offset ${page.offset}`.execute(tx.db)
  return rows
}

/** What is not over: how much somebody has, what nobody has, all, and what is late. */
export async function countQueue(tx: Tx, staffId: StaffId): Promise<{ mine: number; unassigned: number; open: number; waiting: number; overdue: number }> {
  const { rows } = await sql<{ mine: number; unassigned: number; open: number; waiting: number; overdue: number }>`
    select count(*) filter (where assignee = ${staffId} and state <> 'waiting')::int as mine, count(*) filter (where assignee is null and state <> 'waiting')::int as unassigned,
      count(*) filter (where state <> 'waiting')::int as open, count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where due_at < ${tx.now})::int as overdue
    from ticket where state in ('new', 'open', 'waiting')`.execute(tx.db)
  return rows[0]!
}

/** Of invoices: those whose first answer is still to come, the oldest first. */
export async function selectUnansweredOfInvoices(tx: Tx, limit: number): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`
    select ${columns} from ticket t where t.source = 'invoice' and t.state in ('new', 'open') and t.first_answered_at is null order by t.begun_at, t.ticket_id limit ${limit}`.execute(tx.db)
  return rows
}

/** About one invoice, the oldest first. */
export async function selectTicketsOfInvoice(tx: Tx, personId: PersonId, invoiceId: string): Promise<Ticket[]> {
  const { rows } = await sql<Ticket>`select ${columns} from ticket t where t.person_id = ${personId} and t.invoice_id = ${invoiceId} order by t.begun_at, t.ticket_id`.execute(tx.db)
  return rows
}

type Key = Pick<Ticket, 'personId' | 'ticketId'>

export async function insertLine(tx: Tx, { personId, ticketId }: Key, line: TicketLine): Promise<void> {
  await sql`
    insert into ticket_line (person_id, ticket_id, line_id, kind, at, by_kind, by_id, words, language, sender, files, message_id, mail_state, not_before)
    values (${personId}, ${ticketId}, ${line.lineId}, ${line.kind}, ${line.at}, ${line.by.kind}, ${line.by.id}, ${line.words}, ${line.language}, ${line.sender}, ${line.files}::text[], ${line.messageId},
      ${line.mailState}, ${line.mailState === 'waiting' ? line.at : null})`.execute(tx.db)
}

const lineColumns = sql`l.line_id as "lineId", l.kind, l.at, jsonb_build_object('kind', l.by_kind, 'id', l.by_id) as by, l.words, l.language, l.sender, l.files, l.message_id as "messageId",
  l.mail_state as "mailState", l.rule`

/** The thread of some tickets of a person, the oldest first. */
export async function selectLines(tx: Tx, personId: PersonId, ticketIds: readonly string[]): Promise<(TicketLine & { ticketId: string })[]> {
  const { rows } = await sql<TicketLine & { ticketId: string }>`
    select l.ticket_id as "ticketId", ${lineColumns} from ticket_line l where l.person_id = ${personId} and l.ticket_id = any (${ticketIds}::uuid[]) order by l.at, l.kind <> 'asked', l.line_id`.execute(tx.db)
  return rows
}

/** The line that has waited longest to go by mail. */
export async function selectDueLine(tx: Tx): Promise<(Key & { lineId: string }) | undefined> {
  const { rows } = await sql<Key & { lineId: string }>`
    select person_id as "personId", ticket_id as "ticketId", line_id as "lineId" from ticket_line where mail_state = 'waiting' and not_before <= ${tx.now} order by not_before limit 1`.execute(tx.db)
  return rows[0]
}

/** The same, held; undefined where it waits no more, or somebody else has it. */
export async function lockDueLine(tx: Tx, { personId, ticketId, lineId }: Key & { lineId: string }): Promise<(TicketLine & { tries: number }) | undefined> {
  const { rows } = await sql<TicketLine & { tries: number }>`
    select ${lineColumns}, l.tries from ticket_line l where l.person_id = ${personId} and l.ticket_id = ${ticketId} and l.line_id = ${lineId} and l.mail_state = 'waiting' and l.not_before <= ${tx.now}
    for update skip locked`.execute(tx.db)
  return rows[0]
}

export async function updateLineMail(tx: Tx, { personId, ticketId }: Key, lineId: string, { state, rule = null, notBefore = null, messageId = null }: { state: LineMailState; rule?: string | null; notBefore?: Date | null; messageId?: string | null }): Promise<void> {
  await sql`
    update ticket_line set mail_state = ${state}, rule = ${rule}, tries = tries + 1, not_before = ${notBefore}, message_id = coalesce(${messageId}, message_id)
    where person_id = ${personId} and ticket_id = ${ticketId} and line_id = ${lineId}`.execute(tx.db)
}

/** A later try for a line that an error of ours kept. */
export async function postponeLine(tx: Tx, { personId, ticketId, lineId }: Key & { lineId: string }, notBefore: Date): Promise<void> {
  await sql`update ticket_line set tries = tries + 1, not_before = ${notBefore} where person_id = ${personId} and ticket_id = ${ticketId} and line_id = ${lineId} and mail_state = 'waiting'`.execute(tx.db)
}

export async function insertTicketChange(tx: Tx, { personId, ticketId }: Key, change: TicketChange): Promise<void> {
  await sql`
    insert into ticket_change (person_id, ticket_id, change_id, kind, state, was, assignee, team_id, request_person, request_id, request_kind, noted_at, noted_by_kind, noted_by_id)
    values (${personId}, ${ticketId}, ${change.changeId}, ${change.kind}, ${change.state}, ${change.was}, ${change.assignee}, ${change.teamId}, ${change.requestPerson ?? null}, ${change.requestId ?? null},
      ${change.requestKind ?? null}, ${change.notedAt}, ${change.notedBy.kind}, ${change.notedBy.id})`.execute(tx.db)
}

/** What was done with a ticket, the newest first. */
export async function selectTicketChanges(tx: Tx, personId: PersonId, ticketId: string): Promise<TicketChange[]> {
  const { rows } = await sql<TicketChange>`
    select change_id as "changeId", kind, state, was, assignee, team_id as "teamId", request_person as "requestPerson", request_id as "requestId", request_kind as "requestKind", noted_at as "notedAt", jsonb_build_object('kind', noted_by_kind, 'id', noted_by_id) as "notedBy"
    from ticket_change where person_id = ${personId} and ticket_id = ${ticketId} order by noted_at desc, change_id desc`.execute(tx.db)
  return rows
}

const MOVED: readonly (readonly [table: string, columns: string])[] = [
  ['ticket_line', 'ticket_id line_id kind at by_kind by_id words language sender files message_id mail_state rule tries not_before'],
  ['ticket_change', 'ticket_id change_id kind state was assignee team_id request_person request_id request_kind noted_at noted_by_kind noted_by_id'],
]

/** Makes a ticket somebody else's: its rows lie with the person, so they are written anew there and deleted here. */
export async function moveTicket(tx: Tx, { personId, ticketId }: Key, to: Pick<Ticket, 'personId' | 'who' | 'groundId'>): Promise<void> {
  await sql`
    insert into ticket (person_id, ticket_id, number, subject, source, state, who, ground_id, language, assignee, team_id, invoice_id, sender, address_id, reply_hash, begun_at, state_since,
      last_line_id, last_line_at, first_due, first_answered_at, solve_due, solved_at, closed_at, due_at, rating_asked_at, rating_rule, rating_hash, rating, rating_words, rated_at)
    select ${to.personId}, ticket_id, number, subject, source, state, ${to.who}, ${to.groundId}::uuid, language, assignee, team_id, invoice_id, sender, address_id, reply_hash, begun_at, state_since,
      last_line_id, last_line_at, first_due, first_answered_at, solve_due, solved_at, closed_at, due_at, rating_asked_at, rating_rule, rating_hash, rating, rating_words, rated_at
    from ticket where person_id = ${personId} and ticket_id = ${ticketId}`.execute(tx.db)
  for (const [table, names] of MOVED) {
    const these = sql.join(names.split(' ').map((name) => sql.ref(name)))
    await sql`insert into ${sql.table(table)} (person_id, ${these}) select ${to.personId}::uuid, ${these} from ${sql.table(table)} where person_id = ${personId} and ticket_id = ${ticketId}`.execute(tx.db)
  }
  await deleteTickets(tx, [{ personId, ticketId }])
}

/** With everything that lies beside it. */
export async function deleteTickets(tx: Tx, tickets: readonly Key[]): Promise<void> {
  for (const table of ['ticket_reader', 'ticket_change', 'ticket_line', 'ticket']) {
    await sql`
      delete from ${sql.table(table)} o using unnest(${tickets.map((each) => each.personId)}::uuid[], ${tickets.map((each) => each.ticketId)}::uuid[]) as gone (person_id, ticket_id)
      where o.person_id = gone.person_id and o.ticket_id = gone.ticket_id`.execute(tx.db)
  }
}

/** Tickets that were closed before a day. */
export async function selectClosedBefore(tx: Tx, before: Date, limit: number): Promise<Key[]> {
  const { rows } = await sql<Key>`select person_id as "personId", ticket_id as "ticketId" from ticket where state = 'closed' and closed_at <= ${before} limit ${limit}`.execute(tx.db)
  return rows
}

/** Tickets that have been solved since before a day, and not closed. */
export async function selectSolvedBefore(tx: Tx, before: Date, limit: number): Promise<Key[]> {
  const { rows } = await sql<Key>`select person_id as "personId", ticket_id as "ticketId" from ticket where state = 'solved' and state_since <= ${before} limit ${limit}`.execute(tx.db)
  return rows
}

export interface TicketReader {
  staffId: StaffId
  isWriting: boolean
}

/** A colleague has it open just now. */
export async function upsertReader(tx: Tx, { personId, ticketId }: Key, { staffId, isWriting }: TicketReader): Promise<void> {
  await sql`
    insert into ticket_reader (person_id, ticket_id, staff_id, seen_at, is_writing) values (${personId}, ${ticketId}, ${staffId}, ${tx.now}, ${isWriting})
    on conflict (person_id, ticket_id, staff_id) do update set seen_at = excluded.seen_at, is_writing = excluded.is_writing`.execute(tx.db)
}

/** Who has had it open since. */
export async function selectReaders(tx: Tx, { personId, ticketId }: Key, since: Date): Promise<TicketReader[]> {
  const { rows } = await sql<TicketReader>`
    select staff_id as "staffId", is_writing as "isWriting" from ticket_reader where person_id = ${personId} and ticket_id = ${ticketId} and seen_at > ${since} order by staff_id`.execute(tx.db)
  return rows
}

export async function deleteReaders(tx: Tx, before: Date): Promise<void> {
  await sql`delete from ticket_reader where seen_at < ${before}`.execute(tx.db)
}

