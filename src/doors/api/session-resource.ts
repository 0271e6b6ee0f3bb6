import { createRoute, z } from '@hono/zod-openapi'
import { country, id, json, jsonBody, moment, problems, staffOnly } from './contract.ts'

export const session = z
  .object({
    staff: z.object({ id, name: z.string() }),
    installation: z.object({
      controller: z.object({ name: z.string(), country: country.nullable() }),
      demo: z.boolean(),
      mail: z.enum(['smtp', 'outbox']),
    }),
    expiresAt: moment,
  })
  .openapi('Session')
export type Session = z.infer<typeof session>

export const getSession = createRoute({
  method: 'get', path: '/session', tags: ['Session'], security: staffOnly, summary: 'Who is signed in, and where.',
  responses: { 200: json(session, 'The session.'), ...problems },
})

export const endSession = createRoute({
  method: 'delete', path: '/session', tags: ['Session'], security: staffOnly, summary: 'Sign out; the session is dead at once.',
  responses: { 204: { description: 'Signed out.' }, ...problems },
})

export const apiKey = z.object({ id, name: z.string(), speaksForPerson: z.boolean(), createdAt: moment, createdBy: z.string() }).openapi('ApiKey')
export type ApiKey = z.infer<typeof apiKey>

export const newApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    speaksForPerson: z.boolean().default(false).openapi({ description: 'May record an act of the person that lifts a no (rule D9).' }),
  })
  .openapi('NewApiKey')
export type NewApiKey = z.input<typeof newApiKey>

export const issuedApiKey = apiKey.extend({ key: z.string().openapi({ description: 'Shown this one time.' }) }).openapi('IssuedApiKey')
export type IssuedApiKey = z.infer<typeof issuedApiKey>

export const listApiKeys = createRoute({
  method: 'get', path: '/api-keys', tags: ['Session'], security: staffOnly, summary: 'The living API keys, without the keys.',
  responses: { 200: json(z.object({ apiKeys: z.array(apiKey) }), 'The keys.'), ...problems },
})

export const createApiKey = createRoute({
  method: 'post', path: '/api-keys', tags: ['Session'], security: staffOnly, summary: 'A new API key.',
  request: { body: jsonBody(newApiKey) },
  responses: { 201: json(issuedApiKey, 'The key.'), ...problems },
})

export const endApiKey = createRoute({
  method: 'delete', path: '/api-keys/{id}', tags: ['Session'], security: staffOnly, summary: 'End an API key; its next request is refused.',
  request: { params: z.object({ id }) },
  responses: { 204: { description: 'Ended.' }, ...problems },
})
