import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, type KeyObject } from 'node:crypto'

const IV_BYTES = 12
const TAG_BYTES = 16

/**
 * What waits in the database to be told to a system, and the secret of each: AES-256-GCM, first the random start, then
 * the tag, by a key of this system or task; without the keeper there is none.
 */
export function sealText(secret: KeyObject, of: 'secret' | 'subject', id: string, text: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret, of, id), iv)
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed])
}

/** Throws for what was sealed for another id, by another keeper, or changed. */
export function openText(secret: KeyObject, of: 'secret' | 'subject', id: string, sealed: Buffer): string {
  const opener = createDecipheriv('aes-256-gcm', keyOf(secret, of, id), sealed.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
  opener.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return opener.update(sealed.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + opener.final('utf8')
}

/** What stands in the link of a mail: made anew from the task's id whenever it is mailed; only its hash is stored. */
export function taskToken(secret: KeyObject, taskId: string): string {
  return createHmac('sha256', secret).update(`system task\0${taskId}`).digest('base64url')
}

/** What is stored of it (SHA-256: it has 256 bits that nobody can guess). */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function keyOf(secret: KeyObject, of: string, id: string): Buffer {
  return createHmac('sha256', secret).update(`connected system\0${of}\0${id}`).digest()
}
