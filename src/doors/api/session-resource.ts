import { createRoute, z } from '@hono/zod-openapi'
import { PERMISSIONS } from '../../staff/permission.ts'
import { SESSION_WAYS } from '../../staff/session.ts'
import { country, day, id, json, jsonBody, key, moment, problems, staffOnly } from './contract.ts'

export const session = z
  .object({
    staff: z.object({ id, name: z.string() }),
    installation: z.object({
      controller: z.object({ name: z.string(), country: country.nullable() }),
      demo: z.boolean(),
      mail: z.enum(['smtp', 'outbox']),
    }),
    expiresAt: moment,
    permissions: z.array(z.enum(PERMISSIONS)).openapi({ description: 'What one may do: of all roles together, or of what is left when looking through one.' }),
    roles: z.array(z.object({ key, name: z.string() })),
    seeAs: z.object({ key, name: z.string() }).nullable().openapi({ description: 'The role that the header `See-As` looks through.' }),
    how: z.enum(SESSION_WAYS).openapi({ description: 'How it was opened; `link` may only enrol a factor.' }),
    freshUntil: moment.nullable().openapi({ description: 'Until when no factor is asked for again; null: the next time what is dangerous is done.' }),
    factors: z.object({ passkeys: z.int(), password: z.boolean(), recoveryCodesLeft: z.int() }).openapi({ description: 'What one can show.' }),
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

export const apiKey = z
  .object({
    id, name: z.string(), speaksForPerson: z.boolean(),
    purposes: z.array(key).openapi({ description: 'What it is bound to: it sees what these need, of people with a living ground for one.' }),
    createdAt: moment, createdBy: z.string(), expiresAt: moment.nullable(),
    lastUsedOn: day.nullable().openapi({ description: 'To the day; null when it was never used.' }),
  })
  .openapi('ApiKey')
export type ApiKey = z.infer<typeof apiKey>

export const newApiKey = z
  .strictObject({
    name: z.string().trim().min(1).max(100),
    purposes: z.array(key).min(1).max(50).openapi({ description: 'The purposes the system works for.' }),
    speaksForPerson: z.boolean().default(false).openapi({ description: 'May record an act of the person that lifts a no (rule D9), and any no.' }),
    expiresAt: moment.nullable().default(null).openapi({ description: 'When it ends by itself; null: when somebody ends it.' }),
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
