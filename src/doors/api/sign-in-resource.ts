import { createRoute, z } from '@hono/zod-openapi'
import { json, jsonBody, open, problems } from './contract.ts'
import { passkeyOptions, shownPasskey } from './passkey-shapes.ts'

/** A code of the authenticator, or a recovery code. */
export const secondFactor = z.string().min(1).max(60)
export const password = z.string().min(1).max(1_000)

export const passwordSignIn = z.strictObject({ name: z.string().min(1).max(300), password, code: secondFactor }).openapi('PasswordSignIn')

const signedIn = { 204: { description: 'Signed in: the session is in the cookie.' }, ...problems }

export const signInOptions = createRoute({
  method: 'post', path: '/sign-in/passkey-options', tags: ['Signing in'], security: open, summary: 'A challenge to answer with a passkey.',
  responses: { 200: json(passkeyOptions, 'For the browser. Works once and for five minutes.'), ...problems },
})

export const signInByPasskey = createRoute({
  method: 'post', path: '/sign-in/passkeys', tags: ['Signing in'], security: open, summary: 'Sign in with a passkey.',
  request: { body: jsonBody(shownPasskey) },
  responses: signedIn,
})

export const signInByPassword = createRoute({
  method: 'post', path: '/sign-in/passwords', tags: ['Signing in'], security: open, summary: 'Sign in with a password and the code of an authenticator, or a recovery code, in one step.',
  request: { body: jsonBody(passwordSignIn) },
  responses: signedIn,
})
