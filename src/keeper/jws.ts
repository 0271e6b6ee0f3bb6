import { CompactSign, compactVerify } from 'jose'
import type { SigningKey, VerifyingKey } from './signing-key.ts'

/** Names a key in the header of a JWS: its name and its C2SP key id. */
export function keyIdText(key: VerifyingKey): string {
  return `${key.name}+${key.id.toString('hex')}`
}

/** Signs a JSON value as a compact JWS (RFC 7515) with EdDSA (RFC 8037). `type` keeps one kind of statement from standing in for another. */
export async function signJws(payload: object, type: string, key: SigningKey): Promise<string> {
  return new CompactSign(Buffer.from(JSON.stringify(payload)))
    .setProtectedHeader({ alg: 'EdDSA', typ: type, kid: keyIdText(key) })
    .sign(key.privateKey)
}

/** The payload of a JWS of that type by that key, or undefined when anything about it is not so. */
export async function openJws(text: string, type: string, key: VerifyingKey): Promise<unknown> {
  // Unused bits in the last character of a base64url part would let it change unseen.
  const exact = text.split('.').every((part) => Buffer.from(part, 'base64url').toString('base64url') === part)
  if (!exact) return undefined
  try {
    const { payload, protectedHeader } = await compactVerify(text, key.key, { algorithms: ['EdDSA'] })
    if (protectedHeader.typ !== type || protectedHeader.kid !== keyIdText(key)) return undefined
    return JSON.parse(Buffer.from(payload).toString('utf8'))
  } catch {
    return undefined
  }
}

/** The key that a JWS says it was signed with, read without believing it. */
export function claimedKeyId(text: string): string | undefined {
  try {
    const header = JSON.parse(Buffer.from(text.split('.')[0]!, 'base64url').toString('utf8')) as { kid?: unknown }
    return typeof header.kid === 'string' ? header.kid : undefined
  } catch {
    return undefined
  }
}
