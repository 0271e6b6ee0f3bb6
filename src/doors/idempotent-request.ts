import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'
import { piecesOf, type Bytes } from '../plumbing/spooled-file.ts'
import type { RequestClaim } from './idempotency.sql.ts'

// draft-ietf-httpapi-idempotency-key-header: a request sent again with its key has its effect once.

/** A request that wants to have its effect once. */
export interface IdempotentRequest extends RequestClaim {
  /** Opens the stored answer: whoever has the database alone, or another key, does not. */
  readonly sealingKey: Buffer
}

const IV_BYTES = 12
const TAG_BYTES = 16
const PIECE_BYTES = 1024 * 1024
/** 1–255 visible characters of ASCII. */
const KEY_FORM = /^[\x21-\x7e]{1,255}$/

export function isIdempotencyKey(text: string): boolean {
  return KEY_FORM.test(text)
}

/**
 * What a request is remembered by. `route` is the pattern of the route, so that one key for two people is noticed as a
 * mistake; `address` is what was called. Nothing of it can be read or tried out without the keeper.
 */
export function idempotentRequest(secret: KeyObject, who: { actorId: string; key: string }, request: { route: string; address: string; body: Bytes }): IdempotentRequest {
  const scope = JSON.stringify([who.actorId, request.route, who.key])
  const content = createHmac('sha256', secret).update('content\0').update(JSON.stringify(request.address))
  for (const piece of piecesOf(request.body, PIECE_BYTES)) content.update(piece)
  return {
    keyHash: createHmac('sha256', secret).update('request\0').update(scope).digest(),
    sealingKey: createHmac('sha256', secret).update('answer\0').update(scope).digest(),
    requestHash: content.digest(),
  }
}

/** The body of an answer as it is stored: AES-256-GCM, first the random start, then the tag. */
export function sealAnswer({ sealingKey }: IdempotentRequest, body: Uint8Array): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', sealingKey, iv)
  const sealed = Buffer.concat([cipher.update(body), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws when it was sealed for another request. */
export function openAnswer({ sealingKey }: IdempotentRequest, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}
