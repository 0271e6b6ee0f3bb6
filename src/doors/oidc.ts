import type { Context } from 'hono'
import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { ProvedIdentity } from '../plumbing/id-token.ts'
import { SignOnFailed, type IdentityProvider } from '../plumbing/identity-provider.ts'
import { Problem } from '../plumbing/errors.ts'
import { identityKey, requestHash, secretsOf, SIGN_ON_MINUTES, type SignOnAim, type SignOnDoor, type SignOnRequest } from '../plumbing/sign-on-request.ts'
import { insertSignOnRequest, useSignOnRequest } from '../plumbing/sign-on-requests.sql.ts'
import { CUSTOMER_PATHS } from '../messages/customer-paths.ts'
import { customerCookie } from './customer-cookie.ts'
import type { House } from './house.ts'

/** Where providers send browsers back to; each door has its own, so that an answer of one is none for the other. */
export const SIGN_ON_RETURN: Record<SignOnDoor, string> = { staff: '/single-sign-on/return', customer: `${CUSTOMER_PATHS.frontDoor}/single-sign-on/return` }

/** Lax: it must come along when the provider sends the browser back. */
const COOKIES = { staff: customerCookie('tillit_staff_sign_on'), customer: customerCookie('tillit_customer_sign_on') }

/** The provider of a door; throws as if the address were not there where the settings name none. */
export function providerOf({ identityProviders }: House, door: SignOnDoor): IdentityProvider {
  const provider = identityProviders?.[door]
  if (!provider) throw new Problem('not-found', { text: 'api.not-found' })
  return provider
}

/** Remembers that this browser is sent to the provider and why, and returns the address to send it to. Throws SignOnFailed. */
export async function sendToProvider(c: Context, house: House, door: SignOnDoor, aim: SignOnAim, sessionHash: Buffer | null): Promise<URL> {
  const secret = randomBytes(32).toString('base64url')
  const address = await providerOf(house, door).addressFor(house.publicUrl + SIGN_ON_RETURN[door], secretsOf(house.keeper.keys.tokens, secret), aim === 'prove')
  await house.database.write((tx) => insertSignOnRequest(tx, { requestHash: requestHash(secret), door, aim, sessionHash, expiresAt: new Date(tx.now.getTime() + SIGN_ON_MINUTES * 60_000) }))
  COOKIES[door].write(c, house.publicUrl, secret, SIGN_ON_MINUTES * 60)
  return address
}

export interface CameBack {
  request: SignOnRequest
  identity: ProvedIdentity
  /** What the identity is found by. */
  key: Buffer
}

/**
 * Who came back from the provider in the browser that was sent there, once. What was asked is used up before anything of
 * the answer is looked into. Throws SignOnFailed.
 */
export async function backFromProvider(c: Context, house: House, door: SignOnDoor): Promise<CameBack> {
  const provider = providerOf(house, door)
  const secret = COOKIES[door].read(c, house.publicUrl)
  COOKIES[door].clear(c, house.publicUrl)
  if (!secret) throw new SignOnFailed('unbelievable', 'this browser was not sent to a provider')
  const secrets = secretsOf(house.keeper.keys.tokens, secret)
  const answer = new URL(house.publicUrl + SIGN_ON_RETURN[door] + new URL(c.req.url).search)
  const state = answer.searchParams.getAll('state')
  // Before the database: an answer to somebody else's question must not use up ours.
  if (state.length !== 1 || !isSame(state[0]!, secrets.state)) throw new SignOnFailed('unbelievable', 'an answer to another question')
  const request = await house.database.write((tx) => useSignOnRequest(tx, requestHash(secret), door))
  if (!request) throw new SignOnFailed('unbelievable', 'a question that was answered already, or too long ago')
  const identity = await provider.whoAnswered(answer, secrets, request.createdAt)
  return { request, identity, key: identityKey(house.keeper.keys.identifierIndex, identity) }
}

/** The HTTP status of a failure, noted for whoever runs the program; anything else is thrown on. */
export function signOnFailure(house: House, error: unknown): { why: SignOnFailed['why']; status: 400 | 403 | 503 } {
  if (!(error instanceof SignOnFailed)) throw error
  house.log.warn({ err: error, why: error.why }, 'single sign-on failed')
  return { why: error.why, status: ({ away: 503, declined: 403, unbelievable: 400 } as const)[error.why] }
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}
