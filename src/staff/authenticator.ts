import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

// Time-based codes (RFC 6238) as every authenticator app makes them: SHA-1, six digits, thirty seconds.

const SECRET_BYTES = 20
const PERIOD_SECONDS = 30
/** Clocks may differ: the code of the interval before and after counts too (RFC 6238 5.2). */
const STEPS_ASIDE = 1

export function newAuthenticatorSecret(): Buffer {
  return randomBytes(SECRET_BYTES)
}

/** What is typed into an authenticator, and the address that its camera reads. */
export function authenticatorSetUp(secret: Buffer, label: { issuer: string; name: string }): { secret: string; uri: string } {
  const totp = totpOf(secret, label)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The number of the interval whose code this is, or null when it is none of now. */
export function stepOfCode(secret: Buffer, code: string, now: Date): number | null {
  const totp = totpOf(secret)
  const aside = totp.validate({ token: code, window: STEPS_ASIDE, timestamp: now.getTime() })
  return aside === null ? null : Math.floor(now.getTime() / 1000 / PERIOD_SECONDS) + aside
}

/** Six digits, however they were grouped; undefined for anything else. */
export function readAuthenticatorCode(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : undefined
}

function totpOf(secret: Buffer, label?: { issuer: string; name: string }): TOTP {
  // Colons part issuer and name in the address, so neither may hold one.
  const plain = (text: string) => text.replaceAll(':', ' ')
  return new TOTP({
    ...(label && { issuer: plain(label.issuer), label: plain(label.name) }),
    algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS, secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
  })
}
