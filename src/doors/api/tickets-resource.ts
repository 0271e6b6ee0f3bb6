import { createRoute, z } from '@hono/zod-openapi'
import { TEXT_KINDS } from '../../free-text/text-kind.ts'
import { LINE_KINDS, LINE_MAIL_STATES, SUBJECT_LENGTH, TICKET_SOURCES, TICKET_STATES, TICKET_WHOS, WORDS_LENGTH } from '../../tickets/ticket.ts'
import { id, idPath, json, jsonBody, key, language, moment, next, pageQuery, personReference, problems, security, staffOnly } from './contract.ts'
import { REQUEST_KINDS } from '../../rights/request.ts'
import { WORDED_KINDS } from '../../tickets/rights-wording.ts'
import { textReason } from './notes-resource.ts'

// long: one room of the contract, to be read in one go.

const subject = z.string().trim().min(1).max(SUBJECT_LENGTH)
const words = z.string().trim().min(1).max(WORDS_LENGTH)
const colleague = z.object({ id, name: z.string() })

export const ticketItem = z
  .object({
    id, number: z.int(), subject: z.string(), source: z.enum(TICKET_SOURCES), state: z.enum(TICKET_STATES), language,
    owner: id.openapi({ description: 'First part of its address: the person’s id, or the ticket’s own while nobody knows whose it is.' }),
    who: z.enum(TICKET_WHOS).openapi({ description: '`proposed`: the address of a mail says so, which proves nothing.' }),
    person: personReference.nullable(), sender: z.string().nullable().openapi({ description: 'Where replies by mail go, and nowhere else.' }),
    assignee: colleague.nullable(), team: z.object({ id, name: z.string() }).nullable(), invoice: id.nullable(),
    begunAt: moment, lastAt: moment, dueAt: moment.nullable().openapi({ description: 'By when somebody here has to act.' }), isLate: z.boolean(),
  })
  .openapi('Ticket')
export type TicketItem = z.infer<typeof ticketItem>

const line = z.object({
  id, kind: z.enum(LINE_KINDS), at: moment, by: z.string().nullable(), words: z.string(), sender: z.string().nullable().openapi({ description: 'Where it came from, if not from the ticket’s address.' }), files: z.array(z.string()),
  mail: z.enum(LINE_MAIL_STATES).nullable(), rule: z.string().nullable(),
  marks: z.array(z.object({ start: z.int(), end: z.int(), kind: z.enum(TEXT_KINDS) })).openapi({ description: 'In the customer’s own words: what should not be carried further (rule H5). It is marked, never refused.' }),
})

export const ticketDetail = ticketItem
  .extend({
    name: z.string().openapi({ description: 'What the person is called: no name of somebody else.' }), lines: z.array(line), lastLine: id.openapi({ description: 'Give it as `after` with an answer.' }),
    firstDue: moment, firstAnsweredAt: moment.nullable(), solveDue: moment, solvedAt: moment.nullable(), mayBecome: z.array(z.enum(TICKET_STATES)),
    asks: z.array(z.object({ kind: z.enum(WORDED_KINDS), words: z.string(), line: id })).openapi({ description: 'What it may ask by right, by the words of the customer: a proposal.' }),
    requests: z.array(z.object({ kind: z.enum(REQUEST_KINDS), person: id, id, at: moment })).openapi({ description: 'What was made a request of it.' }),
    rating: z.object({ score: z.int(), words: z.string().nullable() }).nullable().openapi({ description: 'How the person found it.' }),
    closes: z.object({ months: z.int() }).openapi({ description: 'Months after its close in which it is deleted with its words.' }),
    changes: z.array(z.object({ id, kind: z.enum(['begun', 'state', 'assigned', 'person', 'subject', 'request']), state: z.enum(TICKET_STATES).nullable(), was: z.enum(TICKET_STATES).nullable(), assignee: z.string().nullable(), team: z.string().nullable(), at: moment, by: z.string().nullable() })),
  })
  .openapi('TicketDetail')
export type TicketBody = z.infer<typeof ticketDetail>

export const ticketQueue = z
  .object({ counts: z.object({ mine: z.int(), unassigned: z.int(), open: z.int(), waiting: z.int(), overdue: z.int() }), tickets: z.array(ticketItem), next })
  .openapi('TicketQueue')
export type TicketQueueBody = z.infer<typeof ticketQueue>

export const TICKET_SHOWS = ['open', 'waiting', 'solved', 'closed'] as const
export const TICKET_ORDERS = ['due', 'newest', 'oldest'] as const

export const newTicket = z.strictObject({ subject, words, language: language.optional(), assignee: z.literal('me').optional() }).openapi('NewTicket', { example: { subject: 'Delivery', words: 'Rang och undrar var paketet är.' } })
export type NewTicketBody = z.input<typeof newTicket>
export const newForm = z.strictObject({ sender: z.string().trim().min(3).max(254), subject, words, language: language.default('en') }).openapi('TicketForm', { example: { sender: 'karin@example.org', subject: 'Delivery', words: 'Where is my parcel?' } })

export const ticketChange = z.strictObject({ subject, state: z.enum(TICKET_STATES), language, assignee: id.nullable(), team: id.nullable() }).partial().openapi('TicketChange')
export type TicketChangeBody = z.input<typeof ticketChange>
export const ticketReply = z.strictObject({ words, after: id, state: z.enum(['open', 'waiting', 'solved']).default('waiting'), reason: textReason }).openapi('TicketReply')
export type TicketReplyBody = z.input<typeof ticketReply>

export const ticketRequest = z.strictObject({
  kind: z.enum(REQUEST_KINDS), line: id.openapi({ description: 'In which it is asked; the clock runs from its receipt.' }), purposes: z.array(key).max(50).default([]), marketing: z.boolean().default(false).openapi({ description: 'It objects to all direct marketing (art. 21(2)).' }),
}).openapi('TicketRequest')
export type TicketRequestBody = z.input<typeof ticketRequest>

const readers = z.object({ readers: z.array(colleague.extend({ isWriting: z.boolean() })), lastLine: id }).openapi('TicketReaders')
export type TicketReadersBody = z.infer<typeof readers>

const minute = z.int().min(0).max(1_440)
export const serviceLevel = z
  .strictObject({
    hours: z.array(z.tuple([minute, minute]).refine(([from, until]) => from < until).nullable()).length(7).refine((days) => days.some((one) => one !== null)).openapi({ description: 'Monday first: from and until when somebody works, in minutes after midnight; null for a day off. Public holidays are days off.' }),
    firstAnswerHours: z.int().min(1).max(500), solveHours: z.int().min(1).max(2_000),
  })
  .openapi('ServiceLevel')
export type ServiceLevelBody = z.infer<typeof serviceLevel>

const cannedText = z.string().trim().min(1).max(WORDS_LENGTH).optional()
export const cannedAnswer = z.strictObject({ name: z.string().trim().min(1).max(100), texts: z.strictObject({ sv: cannedText, nb: cannedText, en: cannedText }).refine((texts) => Object.values(texts).some((one) => one !== undefined)) }).openapi('CannedAnswer')
export type CannedAnswerBody = z.infer<typeof cannedAnswer> & { id: string }

const path = z.object({ owner: id, id })
const tags = ['Tickets']
const whole = (description: string) => ({ 200: json(ticketDetail, description), ...problems })

export const listTickets = createRoute({
  method: 'get', path: '/tickets', tags, security: staffOnly, summary: 'The queue of tickets.',
  request: { query: pageQuery.extend({ whose: z.enum(['mine', 'unassigned', 'all']).default('all'), team: id.optional(), show: z.enum(TICKET_SHOWS).default('open'), source: z.enum(TICKET_SOURCES).optional(), order: z.enum(TICKET_ORDERS).default('due') }) },
  responses: { 200: json(ticketQueue, 'What has to be done first comes first, unless ordered otherwise; with how many there are.'), ...problems },
})

export const takeForm = createRoute({
  method: 'post', path: '/tickets', tags, security, summary: 'What somebody wrote in a form on your site. It is answered at the address they gave, which proves nothing of who they are.',
  request: { body: jsonBody(newForm) },
  responses: { 201: json(z.object({ number: z.int() }).openapi('TakenForm'), 'It is a ticket.'), ...problems },
})

export const listTicketsOf = createRoute({
  method: 'get', path: '/people/{id}/tickets', tags, security: staffOnly, summary: 'The tickets of a person.', request: { params: idPath },
  responses: { 200: json(z.object({ tickets: z.array(ticketItem) }), 'The newest first.'), ...problems },
})

export const beginTicket = createRoute({
  method: 'post', path: '/people/{id}/tickets', tags, security: staffOnly, summary: 'Write down what a person asks on the telephone.',
  request: { params: idPath, body: jsonBody(newTicket) },
  responses: { 201: json(ticketDetail, 'It is begun; answers stand on the person’s own page.'), ...problems },
})

export const showTicket = createRoute({
  method: 'get', path: '/tickets/{owner}/{id}', tags, security: staffOnly, summary: 'One ticket with its thread.', request: { params: path }, responses: whole('As it stands.'),
})

export const changeTicket = createRoute({
  method: 'patch', path: '/tickets/{owner}/{id}', tags, security: staffOnly, summary: 'Give a ticket to somebody, call it otherwise, or say how it stands.',
  request: { params: path, body: jsonBody(ticketChange) }, responses: whole('As it is now.'),
})

export const replyToTicket = createRoute({
  method: 'post', path: '/tickets/{owner}/{id}/replies', tags, security: staffOnly, summary: 'Answer the customer: by mail to the address the ticket came from, else on the person’s own page. Refused (409) where something was written since `after`.',
  request: { params: path, body: jsonBody(ticketReply) }, responses: { 201: json(ticketDetail, 'It is answered.'), ...problems },
})

export const noteInTicket = createRoute({
  method: 'post', path: '/tickets/{owner}/{id}/notes', tags, security: staffOnly, summary: 'Tell colleagues something about a ticket. The person reads it in the copy of what is held of them.',
  request: { params: path, body: jsonBody(z.strictObject({ words, reason: textReason }).openapi('TicketNote')) }, responses: { 201: json(ticketDetail, 'It is noted.'), ...problems },
})

export const settlePerson = createRoute({
  method: 'put', path: '/tickets/{owner}/{id}/person', tags, security: staffOnly, summary: 'Say whose a ticket is; null takes it back. Where replies go is not touched by it.',
  request: { params: path, body: jsonBody(z.strictObject({ person: id.nullable() }).openapi('TicketPerson')) }, responses: whole('The ticket, at its new address.'),
})

export const requestByTicket = createRoute({
  method: 'post', path: '/tickets/{owner}/{id}/requests', tags, security: staffOnly, summary: 'Make of a ticket what it is: a request by the person’s rights, with the clock from the day it reached us.',
  request: { params: path, body: jsonBody(ticketRequest) }, responses: { 201: json(z.object({ person: id, request: id }).openapi('RequestOfTicket'), 'It is received.'), ...problems },
})

export const readTicket = createRoute({
  method: 'post', path: '/tickets/{owner}/{id}/readers', tags, security: staffOnly, summary: 'Say that one has a ticket open, and hear who else has.',
  request: { params: path, body: jsonBody(z.strictObject({ isWriting: z.boolean() }).openapi('TicketReading')) }, responses: { 200: json(readers, 'Others who have had it open within two minutes.'), ...problems },
})

export const ticketFigures = z.object({ months: z.array(z.object({ month: z.string().openapi({ example: '2026-03' }), begun: z.int(), late: z.int(), ratings: z.array(z.int()).length(5).openapi({ description: 'How many said 1, 2, 3, 4 and 5.' }) })) }).openapi('TicketFigures')
export type TicketFiguresBody = z.infer<typeof ticketFigures>

export const showFigures = createRoute({
  method: 'get', path: '/ticket-figures', tags, security: staffOnly, summary: 'How many tickets began in each of the last twelve months, how many were answered late, and how people found it; those that are deleted are in it as numbers.',
  responses: { 200: json(ticketFigures, 'The oldest month first.'), ...problems },
})

export const getServiceLevel = createRoute({
  method: 'get', path: '/service-level', tags, security: staffOnly, summary: 'What is promised of tickets.', responses: { 200: json(serviceLevel, 'As it is now.'), ...problems },
})

export const setServiceLevel = createRoute({
  method: 'put', path: '/service-level', tags, security: staffOnly, summary: 'Promise something else, of tickets from now on.', request: { body: jsonBody(serviceLevel) }, responses: { 200: json(serviceLevel, 'As it is now.'), ...problems },
})

export const listCannedAnswers = createRoute({
  method: 'get', path: '/canned-answers', tags, security: staffOnly, summary: 'Words that are used again.',
  responses: { 200: json(z.object({ answers: z.array(cannedAnswer.extend({ id })) }), 'By name.'), ...problems },
})

export const setCannedAnswer = createRoute({
  method: 'put', path: '/canned-answers/{id}', tags, security: staffOnly, summary: 'Write words to use again, in one language or more.', request: { params: idPath, body: jsonBody(cannedAnswer) },
  responses: { 204: { description: 'Written.' }, ...problems },
})

export const removeCannedAnswer = createRoute({
  method: 'delete', path: '/canned-answers/{id}', tags, security: staffOnly, summary: 'Use these words no more.', request: { params: idPath }, responses: { 204: { description: 'Gone.' }, ...problems },
})
