import { generateAuthenticationOptions, generateRegistrationOptions, verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server'
import type { StaffId } from '../values/ids.ts'
import type { Passkey } from './factors.sql.ts'

// Passkeys (WebAuthn level 3): found by the browser itself, so nobody types a name, and always with the user's
// verification (fingerprint, face, PIN), so that one is two factors.

/** Where passkeys hold: a passkey made for one address answers for no other. */
export interface PasskeySite {
  /** The company's name, shown while one is made. */
  name: string
  /** `https://host[:port]` */
  origin: string
}

export type EnrolmentAnswer = Parameters<typeof verifyRegistrationResponse>[0]['response']
export type PasskeyAnswer = Parameters<typeof verifyAuthenticationResponse>[0]['response']

const hostOf = (site: PasskeySite): string => new URL(site.origin).hostname
const MS_TO_ANSWER = 120_000
/** EdDSA, ES256, RS256 (RFC 9053): what authenticators have. */
const ALGORITHMS = [-8, -7, -257]

/** What the browser is told to make a passkey, for this colleague, not twice on one authenticator. */
export async function enrolmentOptions(site: PasskeySite, staff: { staffId: StaffId; name: string }, known: readonly Passkey[], challenge: string) {
  return generateRegistrationOptions({
    rpName: site.name, rpID: hostOf(site), userID: new Uint8Array(Buffer.from(staff.staffId)), userName: staff.name, userDisplayName: staff.name,
    challenge: bytesOf(challenge), timeout: MS_TO_ANSWER, attestationType: 'none', supportedAlgorithmIDs: ALGORITHMS, excludeCredentials: known.map(descriptorOf),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What the browser is told to show a passkey: one of these, or any it has for this address. */
export async function proofOptions(site: PasskeySite, known: readonly Passkey[] | undefined, challenge: string) {
  return generateAuthenticationOptions({
    rpID: hostOf(site), challenge: bytesOf(challenge), timeout: MS_TO_ANSWER, userVerification: 'required', ...(known && { allowCredentials: known.map(descriptorOf) }),
  })
}

/** The challenge that an answer says it answers; undefined when it cannot be read. */
export function challengeIn(answer: { response: { clientDataJSON: string } }): string | undefined {
  try {
    const { challenge } = JSON.parse(Buffer.from(answer.response.clientDataJSON, 'base64url').toString()) as { challenge?: unknown }
    return typeof challenge === 'string' ? challenge : undefined
  } catch {
    return undefined
  }
}

/** The passkey that was made, checked; null when anything of it is not as it must be. */
export async function checkEnrolment(site: PasskeySite, answer: EnrolmentAnswer, challenge: string): Promise<Pick<Passkey, 'credentialId' | 'publicKey' | 'counter' | 'transports' | 'synced'> | null> {
  const checked = await verifyRegistrationResponse({
    response: answer, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: hostOf(site), requireUserVerification: true, supportedAlgorithmIDs: ALGORITHMS,
  }).catch(() => undefined)
  if (!checked?.verified) return null
  const { credential, credentialBackedUp } = checked.registrationInfo
  return { credentialId: credential.id, publicKey: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], synced: credentialBackedUp }
}

/**
 * The counter after a passkey has answered, checked; null when anything is not as it must be: challenge, origin,
 * signature, the user's verification, or a counter that did not grow, as with a copied authenticator.
 */
export async function checkProof(site: PasskeySite, answer: PasskeyAnswer, challenge: string, { credentialId, publicKey, counter }: Passkey): Promise<number | null> {
  const checked = await verifyAuthenticationResponse({
    response: answer, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: hostOf(site), requireUserVerification: true,
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
  }).catch(() => undefined)
  return checked?.verified ? checked.authenticationInfo.newCounter : null
}

function bytesOf(challenge: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(challenge, 'base64url'))
}

function descriptorOf({ credentialId, transports }: Passkey) {
  return { id: credentialId, transports }
}
