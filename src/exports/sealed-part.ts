import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/** A part of an export as it waits in the database: AES-256-GCM, first the random start, then the tag. Its number is sealed with it, so that parts cannot change places. */
export function sealPart(secret: KeyObject, exportId: string, part: number, text: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, exportId), iv).setAAD(Buffer.from(String(part)))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws for a part of another export, another place or one that was changed. */
export function openPart(secret: KeyObject, exportId: string, part: number, sealed: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', keyOf(secret, exportId), sealed.subarray(0, IV_BYTES)).setAAD(Buffer.from(String(part)))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
}

/** A key for each export; without the keeper there is none. */
function keyOf(secret: KeyObject, exportId: string): Buffer {
  return createHmac('sha256', secret).update('export\0').update(exportId).digest()
}
