import { createRoute, z } from '@hono/zod-openapi'
import { id, idPath, json, jsonBody, key, language, moment, next, pageQuery, personReference, problems, reasonCount, ruleNumber, staffOnly, sentence } from './contract.ts'
import { audienceWhere, condition } from './decisions-resource.ts'

export const MAILING_KINDS = ['ask', 'mailing', 'service'] as const
export const MAILING_STATES = ['draft', 'rehearsed', 'sending', 'paused', 'stopped', 'done'] as const
export const MESSAGE_STATES = ['waiting', 'handing-over', 'sent', 'left-out', 'failed', 'unknown'] as const

const words = z.strictObject({ subject: z.string().trim().min(1).max(300), body: z.string().trim().min(1).max(50_000) })

export const mailingContent = z.strictObject({ sv: words.optional(), nb: words.optional(), en: words.optional() }).openapi('MailingContent')
export type MailingContent = z.infer<typeof mailingContent>

export const mailingDraft = z
  .strictObject({
    kind: z.enum(MAILING_KINDS),
    name: z.string().trim().min(1).max(200),
    purposes: z.array(key).min(1).max(20).openapi({ description: 'One purpose; an ask may put several questions.' }),
    channel: z.literal('email').default('email'),
    about: key.nullable().optional().openapi({ description: 'Product group the mail is about; the soft opt-in depends on it (rule D4).' }),
    audience: z.strictObject({ where: audienceWhere.default([]) }).default({ where: [] }),
    content: mailingContent,
  })
  .openapi('MailingDraft')
export type MailingDraft = z.input<typeof mailingDraft>

export const mailingCounts = z
  .object({ waiting: z.int(), handingOver: z.int(), sent: z.int(), leftOut: z.int(), failed: z.int(), unknown: z.int() })
  .openapi('MailingCounts')
export type MailingCounts = z.infer<typeof mailingCounts>

export const mailingAnswers = z.object({ yes: z.int(), no: z.int(), stopAsking: z.int(), none: z.int() }).openapi('MailingAnswers')
export type MailingAnswers = z.infer<typeof mailingAnswers>

export const mailingSummary = z
  .object({
    id,
    kind: z.enum(MAILING_KINDS),
    name: z.string(),
    purposes: z.array(z.string()),
    channel: z.string(),
    state: z.enum(MAILING_STATES),
    counts: mailingCounts,
    answers: mailingAnswers,
    createdAt: moment,
    createdBy: z.string(),
    startedAt: moment.nullable(),
    finishedAt: moment.nullable(),
  })
  .openapi('MailingSummary')
export type MailingSummary = z.infer<typeof mailingSummary>

export const mailing = mailingSummary
  .extend({
    about: z.string().nullable(),
    audience: z.object({ where: z.array(condition) }),
    content: mailingContent,
    leftOut: z.array(reasonCount),
    progress: z.object({ done: z.int(), total: z.int() }),
  })
  .openapi('Mailing')
export type Mailing = z.infer<typeof mailing>

export const listMailings = createRoute({
  method: 'get', path: '/mailings', tags: ['Mailings'], security: staffOnly, summary: 'Asks and mailings, newest first.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ mailings: z.array(mailingSummary), next }), 'One page of mailings.'), ...problems },
})

export const createMailing = createRoute({
  method: 'post', path: '/mailings', tags: ['Mailings'], security: staffOnly, summary: 'A draft. Nothing is sent.',
  request: { body: jsonBody(mailingDraft) },
  responses: { 201: json(z.object({ id }), 'The draft.'), ...problems },
})

export const getMailing = createRoute({
  method: 'get', path: '/mailings/{id}', tags: ['Mailings'], security: staffOnly, summary: 'One mailing with counts, answers and who was left out by which rule.',
  request: { params: idPath },
  responses: { 200: json(mailing, 'The mailing.'), ...problems },
})

export const changeMailing = createRoute({
  method: 'put', path: '/mailings/{id}', tags: ['Mailings'], security: staffOnly, summary: 'Replace a draft.',
  request: { params: idPath, body: jsonBody(mailingDraft) },
  responses: { 200: json(mailing, 'The mailing.'), ...problems },
})

export const mailingRehearsal = z
  .object({ matching: z.int(), permitted: z.int(), notPermitted: z.int(), reasons: z.array(reasonCount), people: z.array(z.object({ id, name: z.string(), contactPoint: z.string().nullable() })) })
  .openapi('MailingRehearsal')
export type MailingRehearsal = z.infer<typeof mailingRehearsal>

export const rehearseMailing = createRoute({
  method: 'post', path: '/mailings/{id}/rehearsals', tags: ['Mailings'], security: staffOnly, summary: 'Who would get it, and who not and why (rules D7, M1).',
  request: { params: idPath },
  responses: { 200: json(mailingRehearsal, 'Counts, and the first of those who would get it.'), ...problems },
})

export const mailPreview = z
  .object({
    subject: z.string(),
    html: z.string(),
    text: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    page: z.string().nullable().openapi({ description: 'Address of a preview of the page the mail leads to.' }),
  })
  .openapi('MailPreview')
export type MailPreview = z.infer<typeof mailPreview>

export const previewMailing = createRoute({
  method: 'get', path: '/mailings/{id}/preview', tags: ['Mailings'], security: staffOnly, summary: 'The mail exactly as it would go out.',
  request: { params: idPath, query: z.strictObject({ language: language.default('sv'), person: id.optional() }) },
  responses: { 200: json(mailPreview, 'The mail.'), ...problems },
})

const taken = { 202: json(z.object({ id, state: z.enum(MAILING_STATES) }), 'Taken in; follow it at /mailings/{id}.'), ...problems }

export const sendMailing = createRoute({
  method: 'post', path: '/mailings/{id}/sendings', tags: ['Mailings'], security: staffOnly, summary: 'Send. The rules are asked again for each person at the moment of sending (rule D5).', request: { params: idPath }, responses: taken,
})
export const pauseMailing = createRoute({ method: 'post', path: '/mailings/{id}/pauses', tags: ['Mailings'], security: staffOnly, summary: 'Pause.', request: { params: idPath }, responses: taken })
export const resumeMailing = createRoute({ method: 'post', path: '/mailings/{id}/resumptions', tags: ['Mailings'], security: staffOnly, summary: 'Go on.', request: { params: idPath }, responses: taken })
export const stopMailing = createRoute({ method: 'post', path: '/mailings/{id}/stops', tags: ['Mailings'], security: staffOnly, summary: 'Stop for good.', request: { params: idPath }, responses: taken })

export const recipient = z
  .object({
    person: personReference,
    state: z.enum(MESSAGE_STATES),
    rule: ruleNumber.nullable(),
    sentence: sentence.nullable(),
    at: moment.nullable(),
    answer: z.enum(['yes', 'no', 'stop-asking']).nullable(),
  })
  .openapi('Recipient')
export type Recipient = z.infer<typeof recipient>

export const listRecipients = createRoute({
  method: 'get', path: '/mailings/{id}/recipients', tags: ['Mailings'], security: staffOnly, summary: 'What became of each recipient.',
  request: { params: idPath, query: pageQuery.extend({ state: z.enum(MESSAGE_STATES).optional(), rule: ruleNumber.optional() }) },
  responses: { 200: json(z.object({ recipients: z.array(recipient), next }), 'One page of recipients.'), ...problems },
})
