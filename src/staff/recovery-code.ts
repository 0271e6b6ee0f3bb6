import { createHash, randomBytes } from 'node:crypto'

/** How many are given out at a time. */
export const RECOVERY_CODES = 10
const CHARACTERS = 24
/** Thirty-two characters of which none is taken for another (after Crockford): each is five bits, so a code has 120 (ASVS 6.5.2 asks for 112). */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** Codes for the day the authenticator is gone, as they are written down: `k3x7-9mqd-…`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () =>
    Array.from(randomBytes(CHARACTERS), (byte) => ALPHABET[byte % ALPHABET.length]).join('').replaceAll(/(.{4})(?=.)/g, '$1-'))
}

/** The one form of a code however it was typed; undefined for what can be none. */
export function readRecoveryCode(text: string): string | undefined {
  const plain = text.toLowerCase().replaceAll(/[\s-]/g, '').replaceAll('o', '0').replaceAll(/[il]/g, '1')
  return plain.length === CHARACTERS && [...plain].every((each) => ALPHABET.includes(each)) ? plain : undefined
}

/** SHA-256 of a code in its one form: random and long enough to need no slow hash. */
export function recoveryCodeHash(code: string): Buffer {
  return createHash('sha256').update(`recovery code\0${code}`).digest()
}
