import { createRoute, z } from '@hono/zod-openapi'
import { id, json, moment, next, pageQuery, personReference, problems, staffOnly } from './contract.ts'

export const outboxEntry = z
  .object({ id, person: personReference, mailingId: id.nullable(), kind: z.string(), at: moment, recipient: z.string(), subject: z.string() })
  .openapi('OutboxEntry')
export type OutboxEntry = z.infer<typeof outboxEntry>

export const listOutbox = createRoute({
  method: 'get', path: '/outbox', tags: ['Outbox'], security: staffOnly, summary: 'Mail that stayed in the house because no mail server is set, newest first.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ mails: z.array(outboxEntry), retried: z.int().openapi({ description: 'Mails that a mail server has not taken; they are tried again.' }), next }), 'One page of mails.'), ...problems },
})

export const outboxMail = z
  .object({
    id,
    person: personReference,
    at: moment,
    subject: z.string(),
    from: z.string(),
    recipient: z.string(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })),
    html: z.string().nullable(),
    text: z.string().nullable(),
  })
  .openapi('OutboxMail')
export type OutboxMail = z.infer<typeof outboxMail>

export const getOutboxMail = createRoute({
  method: 'get', path: '/outbox/{person}/{id}', tags: ['Outbox'], security: staffOnly, summary: 'One mail as the recipient would see it.',
  request: { params: z.object({ person: id, id }) },
  responses: { 200: json(outboxMail, 'The mail.'), ...problems },
})
