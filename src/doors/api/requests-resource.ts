import { createRoute, z } from '@hono/zod-openapi'
import { DOUBTS, PROOF_LEVELS, PROOF_WAYS } from '../../rights/identity-proof.ts'
import { NEXT_STEPS } from '../../rights/next-steps.ts'
import { NOTICE_ABOUTS, NOTICE_STATES } from '../../rights/recipient-notices.sql.ts'
import {
  EXTENSION_REASONS, OUTCOMES, RECEIVED_HOW, REFUSAL_REASONS, REQUEST_KINDS, REQUEST_STATES, RESTRICTION_GROUNDS, STEP_KINDS, type RefusalReason,
} from '../../rights/request.ts'
import { DOCUMENT_BYTES_MAX, DOCUMENT_TYPES } from '../../rights/sealed-document.ts'
import { TOLD_ABOUTS } from '../../rights/tell-person.ts'
import { day, id, idPath, json, jsonBody, key, language, moment, next, pageQuery, personReference, problems, security, sentence, staffOnly } from './contract.ts'

// long: one request with everything a guided page shows of it, and what may be sent about it.

const kind = z.enum(REQUEST_KINDS)
const REASONS = Object.keys(REFUSAL_REASONS) as [RefusalReason, ...RefusalReason[]]
export const refusalReason = z.enum(REASONS).openapi({ example: 'legal-obligation' })
const reason = refusalReason
const words = z.string().trim().max(5_000)
const value = z.union([z.string().max(1_000), z.number(), z.boolean(), z.array(z.string().max(200)).max(100), z.null()])

export const wish = z
  .strictObject({
    purposes: z.array(key).max(50).optional().openapi({ description: 'What an objection, a withdrawal or a restriction is about.' }),
    marketing: z.boolean().optional().openapi({ description: 'The objection is to all direct marketing (art. 21(2)): it takes effect at once.' }),
    fields: z.array(key).max(100).optional().openapi({ description: 'What a restriction or an erasure is about; everything when left out.' }),
    values: z.record(key, value).optional().openapi({ description: 'What a rectification shall be; null removes.' }),
    words: words.optional().openapi({ description: 'The person’s own words.' }),
    ground: z.enum(RESTRICTION_GROUNDS).optional().openapi({ description: 'Which ground of art. 18(1) a restriction rests on.' }),
  })
  .openapi('Wish', { example: { values: { city: 'Malmö' }, words: 'I have moved.' } })

const urgency = z.enum(['in-time', 'soon', 'today', 'overdue'])

const summary = {
  id, person: personReference,
  stranger: z.boolean().openapi({ description: 'Of somebody who is in no register: `person` is the row that was made for this request alone.' }),
  kind, title: sentence, state: z.enum(REQUEST_STATES), stateInWords: sentence, receivedAt: moment, receivedHow: z.enum(RECEIVED_HOW),
  strictOn: day.openapi({ description: 'The day that counts, until 24:00 on the wall of the controller’s country.' }),
  daysLeft: z.int().openapi({ description: 'To the strict day; negative when it is over.' }),
  urgency: urgency.nullable().openapi({ description: 'Null once answered.' }),
  extended: z.boolean(), answeredAt: moment.nullable(), outcome: z.enum(OUTCOMES).nullable(),
}

export const requestSummary = z.object(summary).openapi('RequestSummary')
export type RequestSummary = z.infer<typeof requestSummary>

export const requestsPage = z
  .object({
    counts: z.object({ open: z.int(), waiting: z.int(), soon: z.int(), today: z.int(), overdue: z.int() }).openapi({ description: 'Of all that are open, whatever the filter.' }),
    overdue: z.array(requestSummary).openapi({ description: 'Every request past its strict day, whatever the filter: none can be hidden.' }),
    requests: z.array(requestSummary),
    fourEyes: z.array(kind).openapi({ description: 'Kinds of requests that take a second colleague before they are answered.' }),
    next,
  })
  .openapi('RequestsPage')
export type RequestsPage = z.infer<typeof requestsPage>

const labelled = { label: sentence }

export const rightsRequest = z
  .object({
    ...summary,
    article: z.string().openapi({ example: '15' }),
    reachedAt: z.string().nullable().openapi({ description: 'Of somebody in no register: where they said that they are reached. They have no page of their own, so the answer is sent there.' }),
    receivedInWords: sentence, recordedAt: moment, recordedBy: z.string(), language, wish,
    wishInWords: z.array(z.object({ label: z.string(), value: z.string() })),
    days: z.object({
      receivedOn: day, aimOn: day.openapi({ description: 'The inner target of 28 days.' }), dueOn: day, latestOn: day,
      pausedOn: day.nullable().openapi({ description: 'The day if the clock stood while we waited to be shown who asks; shown beside the strict one, which counts.' }),
      endsAt: moment.openapi({ description: 'When the strict day is over.' }),
      extension: z.object({ at: moment, reason: z.string() }).nullable(),
      extendBefore: moment.openapi({ description: 'An extension with its reasons must be told before then.' }),
    }),
    proof: z.object({
      needed: z.enum(PROOF_LEVELS), neededInWords: sentence, given: z.enum(PROOF_LEVELS), givenInWords: sentence, enough: z.boolean(),
      doubts: z.array(z.object({ doubt: z.enum(DOUBTS), sentence })),
      checks: z.array(z.object({ way: z.enum(PROOF_WAYS), ...labelled })).openapi({ description: 'What a colleague may check for a request that came in this way. Never a copy of an identity card.' }),
      shown: z.array(z.object({ way: z.enum(PROOF_WAYS), ...labelled, at: moment, by: z.string(), words: z.string().nullable(), deletedAt: moment })),
    }),
    law: sentence, willHappen: sentence.openapi({ description: 'What will happen.' }),
    held: z.array(z.object({ category: z.string(), ...labelled, count: z.int() })).openapi({ description: 'What is held of the person, by category.' }),
    recipients: z.array(z.object({
      recipient: z.string(), ...labelled, about: z.enum(NOTICE_ABOUTS), state: z.enum(NOTICE_STATES), stateInWords: sentence, toldAt: moment, answeredAt: moment.nullable(), words: z.string().nullable(),
    })).openapi({ description: 'Who is told (art. 19), and what they answered.' }),
    documents: z.array(z.object({ id, mediaType: z.enum(DOCUMENT_TYPES), size: z.int(), at: moment })),
    letters: z.object({ granted: z.string(), partly: z.string(), nothingHeld: z.string() }).openapi({ description: 'Proposed answers, in the person’s language.' }),
    refusals: z.array(z.object({ reason, article: z.string(), sentence, letter: z.string() })).openapi({ description: 'The law’s reasons to refuse a request of this kind, each with its letter; none where it cannot be refused.' }),
    next: z.array(z.object({ step: z.enum(NEXT_STEPS), ...labelled, allowed: z.boolean(), whyNot: sentence.nullable() })),
    steps: z.array(z.object({ id, at: moment, kind: z.enum(STEP_KINDS), inWords: sentence, by: z.string(), detail: z.record(z.string(), z.unknown()), words: z.string().nullable() })),
    fourEyes: z.boolean().openapi({ description: 'It takes a second colleague before the answer goes out.' }),
    waiting: z.object({
      approval: id, act: z.enum(['answer', 'copy', 'erasure']), outcome: z.enum(OUTCOMES).nullable(), reason: reason.nullable(), letter: z.string().nullable(), askedBy: z.string(), askedAt: moment, expiresAt: moment,
      mayAllow: z.array(z.string()).openapi({ description: 'Names of colleagues who may.' }),
    }).nullable().openapi({ description: 'The answer that waits for a second colleague.' }),
    answer: z.object({ at: moment, outcome: z.enum(OUTCOMES), reason: reason.nullable(), letter: z.string().nullable() }).nullable(),
  })
  .openapi('RightsRequest')
export type RightsRequestAnswer = z.infer<typeof rightsRequest>

export const newRequest = z
  .strictObject({
    kind,
    how: z.enum(['phone', 'letter', 'counter', 'mail']).optional().openapi({ description: 'By which way it came to a colleague. A key leaves it out.' }),
    receivedAt: moment.optional().openapi({ description: 'When it reached the company, by the stamp on the letter or the date of the mail: the clock runs from there, not from when it is written down. Now when left out.' }),
    language: language.optional().openapi({ description: 'Of the answer; the person’s own when left out.' }),
    sender: z.string().max(254).optional().openapi({ description: 'The address that a mail says it comes from. It proves nothing.' }),
    doubts: z.array(z.enum(DOUBTS)).max(DOUBTS.length).optional(),
    wish: wish.default({}),
  })
  .openapi('NewRequest', { example: { kind: 'rectification', how: 'letter', receivedAt: '2026-03-02T09:00:00Z', wish: { values: { city: 'Malmö' }, words: 'I have moved.' } } })

export const newStep = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('proof'), way: z.enum(PROOF_WAYS), words }).openapi({ description: 'A colleague has checked who asks.' }),
    z.strictObject({ kind: z.literal('doubt'), doubt: z.enum(DOUBTS), words: words.min(1) }).openapi({ description: 'There is reasonable doubt, with its reason: more proof is asked for (art. 12(6)).' }),
    z.strictObject({ kind: z.literal('note'), words: words.min(1) }),
    z.strictObject({ kind: z.literal('telling'), about: z.enum(TOLD_ABOUTS), words: words.min(1) }).openapi({ description: 'The person is told something, and gets a mail that there is news.' }),
    z.strictObject({ kind: z.literal('correction'), values: z.record(key, value).optional() }).openapi({ description: 'As wished when `values` is left out.' }),
    z.strictObject({ kind: z.literal('assessment'), upheld: z.boolean(), words: words.min(1) }),
    z.strictObject({ kind: z.literal('lifting') }).openapi({ description: 'Only after a telling about it (art. 18(3)).' }),
    z.strictObject({ kind: z.literal('recipient-answer'), recipient: z.string().max(64), about: z.enum(NOTICE_ABOUTS), state: z.enum(['done', 'refused']), words: words.optional() }),
  ])
  .openapi('NewRequestStep', { example: { kind: 'proof', way: 'call-back', words: 'Called back at the number held since 2024; told the last invoice’s amount.' } })
export type NewStep = z.output<typeof newStep>

export const setFourEyes = createRoute({
  method: 'put', path: '/request-rules', tags: ['Requests'], security: staffOnly, summary: 'Which kinds of requests take a second colleague before they are answered; none at first. No day is moved by it.',
  request: { body: jsonBody(z.strictObject({ fourEyes: z.array(kind).max(REQUEST_KINDS.length) }).openapi('RequestRules', { example: { fourEyes: ['erasure', 'access'] } })) },
  responses: { 204: { description: 'From now on.' }, ...problems },
})

export const requestPath = z.object({ id, request: id })
const one = (description: string) => ({ 200: json(rightsRequest, description), ...problems })

export const listRequests = createRoute({
  method: 'get', path: '/requests', tags: ['Requests'], security: staffOnly, summary: 'What people ask by their rights, what is due first first.',
  request: { query: pageQuery.extend({ state: z.enum(REQUEST_STATES).optional(), kind: kind.optional(), open: z.enum(['true', 'false']).optional().openapi({ description: '`true`: only what is not answered.' }) }) },
  responses: { 200: json(requestsPage, 'One page of requests, and all that are overdue.'), ...problems },
})

export const listPersonRequests = createRoute({
  method: 'get', path: '/people/{id}/requests', tags: ['Requests'], security: staffOnly, summary: 'What a person has asked, newest first.',
  request: { params: idPath },
  responses: { 200: json(z.object({ requests: z.array(requestSummary) }), 'Their requests.'), ...problems },
})

export const createRequest = createRoute({
  method: 'post', path: '/people/{id}/requests', tags: ['Requests'], security, summary: 'A person asks something by their rights; the clock starts at receipt.',
  request: { params: idPath, body: jsonBody(newRequest) },
  responses: { 201: json(z.object({ id, state: z.enum(REQUEST_STATES), strictOn: day, latestOn: day, needed: z.enum(PROOF_LEVELS), given: z.enum(PROOF_LEVELS) }).openapi('ReceivedRequest'), 'It is received.'), ...problems },
})

export const getRequest = createRoute({
  method: 'get', path: '/people/{id}/requests/{request}', tags: ['Requests'], security: staffOnly, summary: 'One request with all that a guided page needs.',
  request: { params: requestPath }, responses: one('The request.'),
})

export const createStep = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/steps', tags: ['Requests'], security: staffOnly, summary: 'Something was done about a request, and is journalled with it.',
  request: { params: requestPath, body: jsonBody(newStep) }, responses: one('The request as it stands now.'),
})

export const createExtension = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/extensions', tags: ['Requests'], security: staffOnly,
  summary: 'The time is extended to three months from receipt, with reasons that the person is told; once, and only within the first month (art. 12(3)).',
  request: {
    params: requestPath,
    body: jsonBody(z.strictObject({ reason: z.enum(EXTENSION_REASONS), words: words.openapi({ description: 'As the person reads it.' }) })
      .openapi('NewExtension', { example: { reason: 'complex', words: 'Your data lies in three systems that are being joined just now.' } })),
  },
  responses: one('The request as it stands now.'),
})

export const createAnswer = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/answers', tags: ['Requests'], security: staffOnly,
  summary: 'The request is answered or refused; the person gets a mail that the answer stands on their page.',
  request: {
    params: requestPath,
    body: jsonBody(z.strictObject({ outcome: z.enum(OUTCOMES), reason: reason.optional(), letter: z.string().trim().min(1).max(20_000).optional().openapi({ description: 'The proposed one when left out.' }) })
      .openapi('NewAnswer', { example: { outcome: 'refused', reason: 'legal-obligation' } })),
  },
  responses: one('The request with its answer.'),
})

export const createDocument = createRoute({
  method: 'post', path: '/people/{id}/requests/{request}/documents', tags: ['Requests'], security: staffOnly, summary: 'What came with a request is kept with it, sealed, and goes with it.',
  request: {
    params: requestPath,
    body: jsonBody(z.strictObject({ mediaType: z.enum(DOCUMENT_TYPES), content: z.base64().min(1).max(Math.ceil(DOCUMENT_BYTES_MAX / 3) * 4) })
      .openapi('NewRequestDocument', { example: { mediaType: 'text/plain', content: 'SGVq' } })),
  },
  responses: one('The request as it stands now.'),
})

export const getDocument = createRoute({
  method: 'get', path: '/people/{id}/requests/{request}/documents/{document}', tags: ['Requests'], security: staffOnly, summary: 'A document that came with a request.',
  request: { params: z.object({ id, request: id, document: id }) },
  responses: { 200: { description: 'Its bytes.', content: { 'application/octet-stream': { schema: z.string() } } }, ...problems },
})
