import { createRoute, z } from '@hono/zod-openapi'
import { TAKERS } from '../../incoming/incoming-address.ts'
import { MAIL_BYTES, MAIL_WAYS, UNTAKEN_WHYS } from '../../incoming/incoming-mail.ts'
import { id, idPath, json, jsonBody, language, moment, personReference, problems, security, sentence, staffOnly } from './contract.ts'

const TAG = { tags: ['Incoming mail'] }
const bytes = z.any().openapi({ type: 'string', format: 'binary' })

export const takeMail = createRoute({
  method: 'post', path: '/incoming-mails', ...TAG, security,
  summary: 'Hand a mail over as it came (RFC 5322), for a relay. It is taken in once for each address of ours, however often it comes.',
  request: {
    query: z.strictObject({ to: z.string().max(2_000).optional().openapi({ description: 'Whom the mail server says it is for (RCPT TO), several separated by commas; left out: what stands in its head.', example: 'in+secret@example.se' }) }),
    body: { required: true, content: { 'message/rfc822': { schema: bytes }, 'application/octet-stream': { schema: bytes } }, description: `At most ${MAIL_BYTES / 1024 / 1024} MB.` },
  },
  responses: { 202: json(z.object({ taken: z.array(z.enum(['taken', 'laid-aside', 'known'])) }).openapi('TakenMail'), 'What became of it, for each address that it came to: worked on, laid aside for a colleague, or known before.'), ...problems },
})

const address = z
  .object({
    id, taker: z.enum(TAKERS), name: z.string(), answerTo: z.string().nullable(), openAddress: z.string().nullable().openapi({ description: 'Of tickets: an address that everybody may know.' }), language, createdAt: moment, revokedAt: moment.nullable(), lastAt: moment.nullable(),
    mails: z.int().openapi({ description: 'Mails that were answered.' }), done: z.int(), refused: z.int(),
  })
  .openapi('IncomingAddress')
export type IncomingAddressBody = z.infer<typeof address>

const mail = z
  .object({
    id, person: personReference.nullable().openapi({ description: 'Whose address it says it is from; anybody can write that.' }),
    way: z.enum(MAIL_WAYS), address: z.object({ id, name: z.string() }).nullable(), receivedAt: moment, sender: z.string(), subject: z.string(), size: z.int(),
    state: z.enum(['waiting', 'answering', 'untaken']), reason: z.enum(UNTAKEN_WHYS).nullable(), why: sentence, todo: sentence, goesAt: moment, isKept: z.boolean(),
  })
  .openapi('IncomingMail')
export type IncomingMailBody = z.infer<typeof mail>

export const listIncoming = createRoute({
  method: 'get', path: '/incoming-mails', ...TAG, security: staffOnly, summary: 'Mails that nobody took, or that could not be worked off yet, the newest first; each is deleted after seven days.',
  responses: {
    200: json(z.object({
      address: z.string().nullable().openapi({ description: 'The address of the mailbox; null: no mail is taken in.' }), isFetched: z.boolean(), canAnswer: z.boolean(), mails: z.array(mail),
    }).openapi('IncomingMails'), 'At most 200.'), ...problems,
  },
})
export type IncomingMails = z.infer<(typeof listIncoming)['responses'][200]['content']['application/json']['schema']>

export const showIncoming = createRoute({
  method: 'get', path: '/incoming-mails/{id}', ...TAG, security: staffOnly, summary: 'What stands in a mail that nobody took.', request: { params: idPath },
  responses: {
    200: json(mail.extend({
      text: z.string().nullable().openapi({ description: 'Null: it was too large to keep, or cannot be read.' }), files: z.array(z.object({ name: z.string(), mediaType: z.string(), size: z.int() })),
    }).openapi('IncomingMailDetail'), 'Its words, and the names of its files.'), ...problems,
  },
})
export type IncomingMailDetail = z.infer<(typeof showIncoming)['responses'][200]['content']['application/json']['schema']>

export const removeIncoming = createRoute({
  method: 'delete', path: '/incoming-mails/{id}', ...TAG, security: staffOnly, summary: 'Delete a mail that nobody took, now.', request: { params: idPath },
  responses: { 204: { description: 'It is gone.' }, ...problems },
})

export const listAddresses = createRoute({
  method: 'get', path: '/incoming-addresses', ...TAG, security: staffOnly, summary: 'Addresses at which mails are taken in, and what came of them. Their secrets are shown once, when they are made.',
  responses: { 200: json(z.object({ address: z.string().nullable(), addresses: z.array(address) }).openapi('IncomingAddresses'), 'Those in use first.'), ...problems },
})
export type IncomingAddresses = z.infer<(typeof listAddresses)['responses'][200]['content']['application/json']['schema']>

export const createAddress = createRoute({
  method: 'post', path: '/incoming-addresses', ...TAG, security: staffOnly, summary: 'Make an address with a secret: finished invoices that are mailed there come back decorated to `answerTo`. Or one without, for tickets: `openAddress`, which your mail server hands on to the mailbox.',
  request: {
    body: jsonBody(z.strictObject({
      taker: z.enum(TAKERS).exclude(['correspondence']).default('decorating'), name: z.string().trim().min(1).max(100), answerTo: z.string().trim().min(3).max(254).optional().openapi({ description: 'Where what came of a mail goes; never to whoever it says it is from.' }),
      openAddress: z.string().trim().min(3).max(254).optional().openapi({ description: 'For tickets alone.' }),
      language: language.default('en'),
    }).openapi('NewIncomingAddress', { example: { name: 'Fortnox', answerTo: 'invoices@example.se' } })),
  },
  responses: { 201: json(z.object({ id, address: z.string().openapi({ description: 'Shown this one time where it has a secret.' }) }).openapi('NewlyMadeAddress'), 'It takes mails from now on.'), ...problems },
})
export type NewlyMadeAddress = z.infer<(typeof createAddress)['responses'][201]['content']['application/json']['schema']>

export const revokeAddress = createRoute({
  method: 'delete', path: '/incoming-addresses/{id}', ...TAG, security: staffOnly, summary: 'Revoke an address. What comes there from now on is laid aside.', request: { params: idPath },
  responses: { 204: { description: 'It takes no more.' }, ...problems },
})
