/** Signatures that only the holder of a private key can make: with a shared secret we could not tell its maker from ourselves. */
export const SIGNATURES = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** Clocks may differ by so much. */
export const CLOCK_SECONDS = 60
/** A subject identifier has no more characters, and all of them are ASCII (OpenID Connect Core 2). */
const SUBJECT = /^[\x20-\x7e]{1,255}$/
const MAX_WORDS = 20

/** What must be so of an ID token of ours. */
export interface Expected {
  issuer: string
  clientId: string
  nonce: string
  /** When this browser was sent to the provider: nothing older is an answer to it. */
  askedAt: Date
  now: Date
}

/** Whom a provider says somebody is. Nothing else it says of them is read: no address, no name. */
export interface ProvedIdentity {
  issuer: string
  subject: string
  /** How they were recognised there, in the provider's words (RFC 8176 for `amr`). */
  acr: string | null
  amr: string[]
  /** When they last showed who they are there; null when it does not say. */
  provedAt: Date | null
}

/**
 * The identity in the claims of an ID token whose signature has been checked, or the claim that is at fault
 * (OpenID Connect Core 3.1.3.7). Stricter in one thing: the token is for us alone.
 */
export function identityIn(claims: Record<string, unknown>, expected: Expected): ProvedIdentity | { wrong: string } {
  const now = expected.now.getTime() / 1000
  const early = expected.askedAt.getTime() / 1000 - CLOCK_SECONDS
  const { iss, sub, aud, azp, exp, iat, nbf, nonce, acr, amr, auth_time: provedAt } = claims
  const wrong: Record<string, boolean> = {
    iss: iss !== expected.issuer,
    sub: typeof sub !== 'string' || !SUBJECT.test(sub),
    aud: aud !== expected.clientId && !(Array.isArray(aud) && aud.length === 1 && aud[0] === expected.clientId),
    azp: azp !== undefined && azp !== expected.clientId,
    exp: !isSeconds(exp) || exp <= now - CLOCK_SECONDS,
    iat: !isSeconds(iat) || iat > now + CLOCK_SECONDS || iat < early,
    nbf: nbf !== undefined && (!isSeconds(nbf) || nbf > now + CLOCK_SECONDS),
    nonce: nonce !== expected.nonce,
    auth_time: provedAt !== undefined && (!isSeconds(provedAt) || provedAt > now + CLOCK_SECONDS),
    acr: acr !== undefined && (typeof acr !== 'string' || acr.length > 255),
    amr: amr !== undefined && !(Array.isArray(amr) && amr.length <= MAX_WORDS && amr.every((one) => typeof one === 'string' && one.length <= 255)),
  }
  const first = Object.keys(wrong).find((name) => wrong[name])
  if (first !== undefined) return { wrong: first }
  return {
    issuer: expected.issuer, subject: sub as string, acr: (acr as string | undefined) ?? null, amr: (amr as string[] | undefined) ?? [],
    provedAt: provedAt === undefined ? null : new Date(Math.min(provedAt as number, now) * 1000),
  }
}

function isSeconds(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0
}
