import { createRoute, z } from '@hono/zod-openapi'
import { SESSION_WAYS } from '../../staff/session.ts'
import { id, idPath, json, jsonBody, moment, problems, staffOnly } from './contract.ts'
import { madePasskey, passkeyOptions, shownPasskey } from './passkey-shapes.ts'
import { password, secondFactor } from './sign-in-resource.ts'

export const sessionWay = z.enum(SESSION_WAYS)

export const account = z
  .object({
    passkeys: z.array(z.object({ id, name: z.string(), synced: z.boolean().openapi({ description: 'Kept by a provider, in several devices.' }), createdAt: moment, lastUsedAt: moment })),
    signInName: z.string().nullable().openapi({ description: 'Name to sign in with beside the password; null when no password is set.' }),
    recoveryCodesLeft: z.int(),
    sessions: z.array(z.object({ id, how: sessionWay, client: z.string().nullable(), startedAt: moment, lastSeenAt: moment, isThis: z.boolean() })),
  })
  .openapi('Account')
export type Account = z.infer<typeof account>

export const newPasskey = z.strictObject({ name: z.string().trim().min(1).max(60), passkey: madePasskey }).openapi('NewPasskey')

export const authenticatorSetUp = z
  .object({
    setUp: z.string().openapi({ description: 'Goes with the first code; works once and for a quarter of an hour.' }),
    secret: z.string().openapi({ description: 'Base32 (RFC 4648), to be typed into an authenticator.' }),
    uri: z.string().openapi({ example: 'otpauth://totp/…', description: 'The same, for a camera.' }),
  })
  .openapi('AuthenticatorSetUp')
export type AuthenticatorSetUp = z.infer<typeof authenticatorSetUp>

export const newPassword = z.strictObject({ signInName: z.string().min(1).max(254), password, setUp: z.string().max(100), code: secondFactor }).openapi('NewPassword')
export type NewPassword = z.input<typeof newPassword>

export const recoveryCodes = z.object({ recoveryCodes: z.array(z.string()).openapi({ description: 'Shown this one time.' }) }).openapi('RecoveryCodes')
export type RecoveryCodes = z.infer<typeof recoveryCodes>

export const proof = z.strictObject({
  passkey: shownPasskey.optional(), password: password.optional(), code: secondFactor.optional(),
}).openapi('Proof', { description: 'A passkey, or password and code.' })

const mine = { tags: ['Account'], security: staffOnly }
const done = (description: string) => ({ 204: { description }, ...problems })

export const getAccount = createRoute({ ...mine, method: 'get', path: '/account', summary: 'What one signs in with, and where one is signed in.', responses: { 200: json(account, 'The account.'), ...problems } })

export const enrolmentOptionsRoute = createRoute({ ...mine, method: 'post', path: '/account/passkey-options', summary: 'A challenge to make a passkey for.', responses: { 200: json(passkeyOptions, 'For the browser.'), ...problems } })
export const addPasskeyRoute = createRoute({ ...mine, method: 'post', path: '/account/passkeys', summary: 'Add a passkey. Ends all other sessions.', request: { body: jsonBody(newPasskey) }, responses: done('Added.') })
export const removePasskey = createRoute({ ...mine, method: 'delete', path: '/account/passkeys/{id}', summary: 'Remove a passkey. Ends all other sessions.', request: { params: idPath }, responses: done('Removed.') })

export const setUpAuthenticator = createRoute({ ...mine, method: 'post', path: '/account/authenticators', summary: 'Begin to set up an authenticator.', responses: { 200: json(authenticatorSetUp, 'What the authenticator needs.'), ...problems } })
export const setPasswordRoute = createRoute({ ...mine, method: 'put', path: '/account/password', summary: 'Set a password with its authenticator. Ends all other sessions.', request: { body: jsonBody(newPassword) }, responses: { 200: json(recoveryCodes, 'Set.'), ...problems } })
export const changePassword = createRoute({ ...mine, method: 'patch', path: '/account/password', summary: 'Change the password alone. Ends all other sessions.', request: { body: jsonBody(z.strictObject({ password })) }, responses: done('Changed.') })
export const removePassword = createRoute({ ...mine, method: 'delete', path: '/account/password', summary: 'Remove password, authenticator and recovery codes. Ends all other sessions.', responses: done('Removed.') })
export const renewRecoveryCodes = createRoute({ ...mine, method: 'post', path: '/account/recovery-codes', summary: 'Ten new recovery codes in place of the old.', responses: { 200: json(recoveryCodes, 'The codes.'), ...problems } })

export const endOneSession = createRoute({ ...mine, method: 'delete', path: '/account/sessions/{id}', summary: 'End one of one’s sessions.', request: { params: idPath }, responses: done('Ended.') })
export const endOtherSessions = createRoute({ ...mine, method: 'post', path: '/account/session-ends', summary: 'End all of one’s sessions but this.', responses: { 200: json(z.object({ ended: z.int() }), 'How many ended.'), ...problems } })

export const proofOptionsRoute = createRoute({ ...mine, method: 'post', path: '/account/proof-options', summary: 'A challenge to show once more who sits here.', responses: { 200: json(passkeyOptions, 'For the browser.'), ...problems } })
export const giveProof = createRoute({ ...mine, method: 'post', path: '/account/proofs', summary: 'Show once more who sits here: for five minutes nothing asks again. The session gets a new secret.', request: { body: jsonBody(proof) }, responses: done('Proved.') })
