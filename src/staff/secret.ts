import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** A secret of 256 bits for an address, a cookie or a key; only its hash is kept. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url')
}

/** SHA-256 of a secret. It is random and long, so it needs no salt and no slow hash. */
export function secretHash(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}

/** True for text that could be a secret of ours, so that nothing else is looked up. */
export function looksLikeSecret(text: string): boolean {
  return /^[\w-]{43}$/.test(text)
}
