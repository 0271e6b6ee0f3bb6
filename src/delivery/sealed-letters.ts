import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A part of the print file of a batch as it waits in the database: AES-256-GCM, first the random start, then the tag. Its number is sealed with it, so that parts cannot change places. */
export function sealLetters(secret: KeyObject, batchId: string, part: number, pdf: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, batchId), iv).setAAD(Buffer.from(String(part)))
  const sealed = Buffer.concat([cipher.update(pdf), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws for a part of another batch, another place or one that was changed. */
export function openLetters(secret: KeyObject, batchId: string, part: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, batchId), sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(String(part)))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

function keyOf(secret: KeyObject, batchId: string): Buffer {
  return createHmac('sha256', secret).update('letters\0').update(batchId).digest()
}
