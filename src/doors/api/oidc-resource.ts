import { createRoute, z } from '@hono/zod-openapi'
import { id, json, moment, open, problems, staffOnly } from './contract.ts'

const provider = z.object({ name: z.string() }).nullable().openapi({ description: 'Null where the settings name none.' })

export const ownIdentity = z
  .object({ id, issuer: z.string(), connectedAt: moment, lastUsedAt: moment.nullable().openapi({ description: 'Null: not yet.' }) })
  .openapi('OwnIdentity')

export const singleSignOn = z.object({ provider }).openapi('SingleSignOn')
export type SingleSignOn = z.infer<typeof singleSignOn>

export const ownIdentities = z.object({ provider, identities: z.array(ownIdentity) }).openapi('OwnIdentities')
export type OwnIdentities = z.infer<typeof ownIdentities>

export const sentAway = z.object({ location: z.string().openapi({ description: 'Where to send the browser, within ten minutes and once.' }) }).openapi('SentAway')
export type SentAway = z.infer<typeof sentAway>

export const getSingleSignOn = createRoute({
  method: 'get', path: '/single-sign-on', tags: ['Session'], security: open, summary: 'Whether colleagues may sign in with another provider.',
  responses: { 200: json(singleSignOn, 'The provider.'), ...problems },
})

export const beginSignOn = createRoute({
  method: 'post', path: '/single-sign-on/sign-ins', tags: ['Session'], security: open, summary: 'Begin to sign in with the provider (OpenID Connect).',
  responses: { 201: json(sentAway, 'Begun.'), ...problems },
})

export const beginProof = createRoute({
  method: 'post', path: '/single-sign-on/proofs', tags: ['Session'], security: staffOnly, summary: 'Begin to show the provider anew who one is, for what wants a fresh proof.',
  responses: { 201: json(sentAway, 'Begun.'), ...problems },
})

export const listIdentities = createRoute({
  method: 'get', path: '/single-sign-on/connections', tags: ['Session'], security: staffOnly, summary: 'The identities one can sign in with.',
  responses: { 200: json(ownIdentities, 'The identities, without their names at the provider.'), ...problems },
})

export const beginConnection = createRoute({
  method: 'post', path: '/single-sign-on/connections', tags: ['Session'], security: staffOnly, summary: 'Begin to connect an identity at the provider to one’s own account.',
  responses: { 201: json(sentAway, 'Begun.'), ...problems },
})

export const endConnection = createRoute({
  method: 'delete', path: '/single-sign-on/connections/{id}', tags: ['Session'], security: staffOnly, summary: 'Disconnect an identity; what else one is signed in with elsewhere ends.',
  request: { params: z.object({ id }) },
  responses: { 204: { description: 'Disconnected.' }, ...problems },
})
