import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** What can come with a request, at most so large. */
export const DOCUMENT_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'text/plain', 'message/rfc822'] as const
export type DocumentType = (typeof DOCUMENT_TYPES)[number]
export const DOCUMENT_BYTES_MAX = 5 * 1024 * 1024

/** A document as it waits in the database: AES-256-GCM, first the random start, then the tag, by a key of this request and document. */
export function sealDocument(secret: KeyObject, requestId: string, documentId: string, bytes: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, requestId), iv).setAAD(Buffer.from(documentId))
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws for a document of another request, or one that was changed. */
export function openDocument(secret: KeyObject, requestId: string, documentId: string, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, requestId), sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(documentId))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

function keyOf(secret: KeyObject, requestId: string): Buffer {
  return createHmac('sha256', secret).update('request document\0').update(requestId).digest()
}
