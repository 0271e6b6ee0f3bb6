import { selectOpenAddresses } from '../../incoming/incoming.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { selectOwnLanguages } from '../../people/values.sql.ts'
import { readablePurposes } from '../../notes/note.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { answerTicket } from '../../tickets/answer-ticket.ts'
import { beginTicket } from '../../tickets/begin-ticket.ts'
import { changeTicket } from '../../tickets/change-ticket.ts'
import { noteInTicket } from '../../tickets/note-in-ticket.ts'
import type { ServiceLevel } from '../../tickets/service-level.ts'
import { insertServiceLevel, selectCannedAnswers, selectServiceLevel, updateCannedAnswerRemoved, upsertCannedAnswer } from '../../tickets/service-levels.sql.ts'
import { RATINGS } from '../../tickets/rating.ts'
import { selectTicketCounts } from '../../tickets/ratings.sql.ts'
import { requestByTicket } from '../../tickets/request-by-ticket.ts'
import { settlePerson } from '../../tickets/settle-person.ts'
import { takeTicketMail } from '../../tickets/take-ticket-mail.ts'
import { READING_MINUTES, SERVICE, type Ticket, type TicketState } from '../../tickets/ticket.ts'
import { countQueue, selectQueue, selectReaders, selectTicket, selectTicketsOf, upsertReader } from '../../tickets/tickets.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import { monthsLater } from '../../values/moment.ts'
import { languageOf } from '../../values/text.ts'
import type { House } from '../house.ts'
import { newsOfRequest } from '../request-news.ts'
import { refuseOutOfScope, refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorOf, cursorParts } from './cursor.ts'
import { readerLanguage } from './reader.ts'
import { seenInTickets, ticketBody, ticketItems } from './ticket-answer.ts'
import * as resource from './tickets-resource.ts'

const STATES: Readonly<Record<(typeof resource.TICKET_SHOWS)[number], readonly TicketState[]>> = { open: ['new', 'open'], waiting: ['waiting'], solved: ['solved'], closed: ['closed'] }
const MINUTE_MS = 60_000
const MONTHS_SHOWN = 11

/** Tickets: the queue, each with its thread, and what is promised of them. */
export function addTicketsRoutes(api: Api, house: House): void {
  addQueue(api, house)
  addThread(api, house)
  addAround(api, house)
  addPromises(api, house)
}

function addQueue(api: Api, house: House): void {
  api.openapi(resource.listTickets, async (c) => {
    const { whose, team, show, source, order, after, limit } = c.req.valid('query')
    const offset = after === undefined ? 0 : Number(cursorParts(after, 1)[0])
    if (!Number.isSafeInteger(offset) || offset < 0) throw new Problem('invalid', { text: 'api.cursor-invalid', field: 'after' })
    const actor = c.get('actor')
    refuseUnread(actor)
    const { staffId } = signedIn(actor)
    const answer = await house.database.read(async (tx) => {
      const queue = { states: STATES[show], order, ...(whose !== 'all' && { assignee: whose === 'mine' ? staffId : null }), ...(team !== undefined && { teamId: team }), ...(source && { source }) }
      return { counts: await countQueue(tx, staffId), tickets: await ticketItems(tx, actor, await selectQueue(tx, queue, { offset, limit })) }
    })
    await house.looks.note({ actor, why: 'list', people: seenInTickets(answer.tickets) })
    return c.json({ ...answer, next: answer.tickets.length === limit ? cursorOf([offset + limit]) : null }, 200)
  })

  api.openapi(resource.takeForm, async (c) => {
    const { sender, subject, words, language } = c.req.valid('json')
    const actor = c.get('actor')
    const email = parseEmail(sender)
    if (isFault(email)) throw new Problem('invalid', { text: email.fault, field: 'sender', ...(email.parameters && { parameters: email.parameters }) })
    const taken = await house.database.write(async (tx) => {
      refuseOutOfScope(await scopeFor(tx, actor), [SERVICE], () => 'purpose')
      const [address] = await selectOpenAddresses(tx)
      if (!address) throw new Problem('conflict', { text: 'tickets.no-address' })
      return takeTicketMail(tx, house.keeper, { sender: email, subject, words, language, messageId: null, references: [], behind: [], files: [], addressId: address.addressId, source: 'form' })
    })
    if (taken === 'flood') throw new Problem('conflict', { text: 'tickets.flood' })
    return c.json({ number: Number(taken.number) }, 201)
  })

  api.openapi(resource.listTicketsOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const actor = c.get('actor')
    const tickets = await house.database.read(async (tx) => {
      await refuseStranger(tx, actor, personId)
      return ticketItems(tx, actor, await selectTicketsOf(tx, personId))
    })
    await house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['name', 'messages'] }] })
    return c.json({ tickets }, 200)
  })

  api.openapi(resource.beginTicket, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { subject, words, language, assignee } = c.req.valid('json')
    const actor = c.get('actor')
    const { staffId } = signedIn(actor)
    const body = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, personId)
      const ticket = await beginTicket(tx, house.keeper, {
        of: { personId, who: 'known' }, source: 'phone', subject, words, language: language ?? languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '') ?? readerLanguage(c), by: { kind: 'staff', id: staffId },
        ...(assignee && { assignee: staffId }),
      })
      return ticketBody(tx, actor, ticket)
    })
    await house.looks.note({ actor, why: 'shown', people: seenInTickets([body]) })
    return c.json(body, 201)
  })
}

function addThread(api: Api, house: House): void {
  /** What a colleague does with a ticket, and how it stands then. */
  const act = async (actor: StaffActor, { owner, id }: { owner: string; id: string }, verb: (tx: Tx, personId: PersonId, ticketId: string, staffId: StaffId) => Promise<Ticket | void>): Promise<resource.TicketBody> => {
    refuseUnread(actor)
    const body = await house.database.write(async (tx) => {
      const done = await verb(tx, owner as PersonId, id, signedIn(actor).staffId)
      return ticketBody(tx, actor, done ?? await existing(tx, owner, id))
    })
    await house.looks.note({ actor, why: 'shown', people: seenInTickets([body]) })
    return body
  }

  api.openapi(resource.showTicket, async (c) => {
    const { owner, id } = c.req.valid('param')
    refuseUnread(c.get('actor'))
    const body = await house.database.read(async (tx) => ticketBody(tx, c.get('actor'), await existing(tx, owner, id)))
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: seenInTickets([body]) })
    return c.json(body, 200)
  })

  api.openapi(resource.changeTicket, async (c) => {
    const { subject, state, language, assignee, team } = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), (tx, personId, ticketId, staffId) => changeTicket(tx, house.keeper, personId, ticketId, {
      ...(subject !== undefined && { subject }), ...(state !== undefined && { state }), ...(language !== undefined && { language }),
      ...(assignee !== undefined && { assignee: assignee as StaffId | null }), ...(team !== undefined && { teamId: team }),
    }, { kind: 'staff', id: staffId })), 200)
  })

  api.openapi(resource.replyToTicket, async (c) => {
    const { words, after, state, reason } = c.req.valid('json')
    const language = readerLanguage(c)
    return c.json(await act(c.get('actor'), c.req.valid('param'), async (tx, personId, ticketId, by) => {
      const ticket = await answerTicket(tx, house.keeper, personId, ticketId, { words, after, state, by, language, reason })
      // What did not come by mail is read on the person's own page.
      if (ticket.sender === null) await newsOfRequest(tx, personId, ticket.language)
      return ticket
    }), 201)
  })

  api.openapi(resource.noteInTicket, async (c) => {
    const { words, reason } = c.req.valid('json')
    const language = readerLanguage(c)
    return c.json(await act(c.get('actor'), c.req.valid('param'), (tx, personId, ticketId, by) => noteInTicket(tx, personId, ticketId, { words, language, reason, by })), 201)
  })

  api.openapi(resource.settlePerson, async (c) => {
    const { person } = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), async (tx, personId, ticketId, staffId) => {
      if (person !== null) await refuseStranger(tx, c.get('actor'), person as PersonId)
      return settlePerson(tx, house.keeper, personId, ticketId, person as PersonId | null, { kind: 'staff', id: staffId })
    }), 200)
  })
}

/** What is made of a ticket, and who has it open. */
function addAround(api: Api, house: House): void {
  api.openapi(resource.requestByTicket, async (c) => {
    const { owner, id } = c.req.valid('param')
    const { kind, line, purposes, marketing } = c.req.valid('json')
    refuseUnread(c.get('actor'))
    const made = await house.database.write(async (tx) => {
      const ticket = await existing(tx, owner, id)
      if (ticket.who !== 'unknown') await refuseStranger(tx, c.get('actor'), ticket.personId)
      const request = await requestByTicket(tx, house.keeper, ticket.personId, id, { kind, lineId: line, purposes, marketing, by: signedIn(c.get('actor')).staffId })
      // Whoever it is said to be learns that somebody asks in their name.
      if (ticket.who !== 'unknown') await newsOfRequest(tx, request.personId, ticket.language)
      return request
    })
    return c.json({ person: made.personId, request: made.requestId }, 201)
  })

  api.openapi(resource.readTicket, async (c) => {
    const { owner, id } = c.req.valid('param')
    refuseUnread(c.get('actor'))
    const { staffId } = signedIn(c.get('actor'))
    const answer = await house.database.write(async (tx) => {
      const ticket = await existing(tx, owner, id)
      await upsertReader(tx, ticket, { staffId, isWriting: c.req.valid('json').isWriting })
      const others = (await selectReaders(tx, ticket, new Date(tx.now.getTime() - READING_MINUTES * MINUTE_MS))).filter((one) => one.staffId !== staffId)
      const names = await selectActorNames(tx, others.map((one) => one.staffId))
      return { readers: others.map((one) => ({ id: one.staffId, name: names.get(one.staffId) ?? '', isWriting: one.isWriting })), lastLine: ticket.lastLineId }
    })
    return c.json(answer, 200)
  })
}

function addPromises(api: Api, { database }: House): void {
  api.openapi(resource.showFigures, async (c) => {
    refuseUnread(c.get('actor'))
    const counts = await database.read(async (tx) => selectTicketCounts(tx, localDateIn(RETENTION_ZONE, monthsLater(tx.now, -MONTHS_SHOWN, RETENTION_ZONE)).slice(0, 7), RETENTION_ZONE))
    const months = [...Map.groupBy(counts, (one) => one.month)].map(([month, of]) => {
      const count = (what: string) => of.find((one) => one.what === what)?.count ?? 0
      return { month, begun: count('begun'), late: count('late'), ratings: RATINGS.map((score) => count(`rating ${score}`)) }
    })
    return c.json({ months }, 200)
  })

  api.openapi(resource.getServiceLevel, async (c) => c.json(levelBody(await database.read(selectServiceLevel)), 200))

  api.openapi(resource.setServiceLevel, async (c) => {
    const level = c.req.valid('json')
    await database.write((tx) => insertServiceLevel(tx, level, signedIn(c.get('actor')).staffId))
    return c.json(level, 200)
  })

  api.openapi(resource.listCannedAnswers, async (c) => c.json({ answers: (await database.read(selectCannedAnswers)).map(({ answerId, ...one }) => ({ id: answerId, ...one })) }, 200))

  api.openapi(resource.setCannedAnswer, async (c) => {
    const { name, texts } = c.req.valid('json')
    await database.write((tx) => upsertCannedAnswer(tx, { answerId: c.req.valid('param').id, name, texts }, signedIn(c.get('actor')).staffId))
    return c.body(null, 204)
  })

  api.openapi(resource.removeCannedAnswer, async (c) => {
    if (!(await database.write((tx) => updateCannedAnswerRemoved(tx, c.req.valid('param').id)))) throw new Problem('not-found', { text: 'tickets.no-canned' })
    return c.body(null, 204)
  })
}

const levelBody = ({ hours, firstAnswerHours, solveHours }: ServiceLevel): resource.ServiceLevelBody => ({ hours: hours.map((one) => one && [...one]), firstAnswerHours, solveHours })

/** What people write us is read by roles that are for service and see who people are. */
export function readsTickets(actor: StaffActor): boolean {
  return actor.kind === 'staff' && readablePurposes(actor.reaches, [SERVICE]).length > 0
}

function refuseUnread(actor: StaffActor): void {
  if (!readsTickets(actor)) throw new Problem('forbidden', { text: 'tickets.not-yours' })
}

async function refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  refuseUnread(actor)
  await refuseStrangers(tx, await scopeFor(tx, actor), [personId])
}

async function existing(tx: Tx, owner: string, id: string): Promise<Ticket> {
  const ticket = await selectTicket(tx, owner as PersonId, id)
  if (!ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
  return ticket
}
