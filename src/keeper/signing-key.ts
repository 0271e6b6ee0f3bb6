import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'

/**
 * Ed25519 keys with a name, as C2SP signed-note has them. One key signs heads, promises and receipts: what they sign can not be
 * taken for one another (a head has line breaks, the others are JWS with a `typ`), and a customer needs one public key only.
 */
export interface VerifyingKey {
  name: string
  /** First four bytes of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). */
  id: Buffer
  key: KeyObject
}

export interface SigningKey extends VerifyingKey {
  privateKey: KeyObject
}

const ED25519 = Buffer.of(0x01)
const PUBLIC_KEY_BYTES = 32

export function signingKey(name: string, privateKey: KeyObject | string): SigningKey {
  const key = typeof privateKey === 'string' ? createPrivateKey(privateKey) : privateKey
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('the signing key must be an Ed25519 key')
  return { ...verifyingKey(name, createPublicKey(key)), privateKey: key }
}

function verifyingKey(name: string, key: KeyObject): VerifyingKey {
  if (!/^[^\s+]+$/u.test(name)) throw new TypeError('a key name has no spaces and no plus')
  return { name, id: keyId(name, rawPublicKey(key)), key }
}

/** The key as one line to hand out, `name+id+base64`, e.g. for `tillit verify --key`. */
export function publicKeyText(key: VerifyingKey): string {
  return `${key.name}+${key.id.toString('hex')}+${Buffer.concat([ED25519, rawPublicKey(key.key)]).toString('base64')}`
}

/** Reads the line that `publicKeyText` writes, or returns undefined when it is none or its parts do not belong together. */
export function parsePublicKey(text: string): VerifyingKey | undefined {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/u.exec(text.trim()) ?? []
  if (!name || !id || !base64) return undefined
  const bytes = Buffer.from(base64, 'base64')
  if (bytes[0] !== ED25519[0] || bytes.length !== PUBLIC_KEY_BYTES + 1) return undefined
  const raw = bytes.subarray(1)
  if (!keyId(name, raw).equals(Buffer.from(id, 'hex'))) return undefined
  return verifyingKey(name, createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') }, format: 'jwk' }))
}

/** An Ed25519 signature (RFC 8032), 64 bytes. */
export function signBytes(key: SigningKey, bytes: Buffer): Buffer {
  return sign(null, bytes, key.privateKey)
}

export function signatureHolds(key: VerifyingKey, bytes: Buffer, signature: Buffer): boolean {
  return verify(null, bytes, key.key, signature)
}

function keyId(name: string, raw: Buffer): Buffer {
  return createHash('sha256').update(`${name}\n`).update(ED25519).update(raw).digest().subarray(0, 4)
}

function rawPublicKey(key: KeyObject): Buffer {
  return Buffer.from(key.export({ format: 'jwk' }).x!, 'base64url')
}
