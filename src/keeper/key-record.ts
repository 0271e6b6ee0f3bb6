import { createCipheriv, createDecipheriv, createHash, createSecretKey, randomBytes, type KeyObject } from 'node:crypto'
import type { PersonId } from '../values/ids.ts'

/** A record of the key room lies within one sector of the disk, so that it is written as a whole or not at all. */
export const RECORD_BYTES = 128
export const KEY_BYTES = 32
const IV_BYTES = 12
const TAG_BYTES = 16
const MAGIC = Buffer.from('TKR1')
const KEPT = 0x4b
const DESTROYED = 0x58
const AT = { state: 4, person: 8, sealed: 24, check: 24 + IV_BYTES + KEY_BYTES + TAG_BYTES, end: 24 + IV_BYTES + KEY_BYTES + TAG_BYTES + 16 }

/** The key of a person, wrapped by that of the room and bound to the person. */
export function wrapKey(roomKey: KeyObject, person: PersonId, key: Buffer): Buffer {
  const record = Buffer.alloc(RECORD_BYTES)
  MAGIC.copy(record)
  record[AT.state] = KEPT
  Buffer.from(person.replaceAll('-', ''), 'hex').copy(record, AT.person)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv('aes-256-gcm', roomKey, iv).setAAD(record.subarray(0, AT.sealed))
  const wrapped = cipher.update(key)
  cipher.final()
  for (const [part, at] of [[iv, 0], [wrapped, IV_BYTES], [cipher.getAuthTag(), IV_BYTES + KEY_BYTES]] as const) part.copy(record, AT.sealed + at)
  wipe([wrapped])
  checkOf(record).copy(record, AT.check)
  return record
}

/** Throws when it was wrapped by another key, or changed. */
export function unwrapKey(roomKey: KeyObject, record: Buffer): KeyObject {
  const sealed = record.subarray(AT.sealed, AT.check)
  const opener = createDecipheriv('aes-256-gcm', roomKey, sealed.subarray(0, IV_BYTES)).setAAD(record.subarray(0, AT.sealed)).setAuthTag(sealed.subarray(-TAG_BYTES))
  const bytes = opener.update(sealed.subarray(IV_BYTES, -TAG_BYTES))
  opener.final()
  return keyFrom(bytes)
}

/** What stands in the place of a destroyed key: of what was there nothing is left, neither whose it was. */
export function destroyedRecord(): Buffer {
  const record = randomBytes(RECORD_BYTES)
  MAGIC.copy(record)
  record[AT.state] = DESTROYED
  return record
}

export function isDestroyed(record: Buffer): boolean {
  return record.subarray(0, MAGIC.length).equals(MAGIC) && record[AT.state] === DESTROYED
}

/** True for a whole record that holds a key; one that was cut off or changed is none. */
export function isKept(record: Buffer): boolean {
  return record.length === RECORD_BYTES && record[AT.state] === KEPT && checkOf(record).equals(record.subarray(AT.check, AT.end))
}

export function personOf(record: Buffer): PersonId {
  const hex = record.toString('hex', AT.person, AT.sealed)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as PersonId
}

/** The bytes are needed no more once the key object has them. */
export function keyFrom(bytes: Buffer): KeyObject {
  const key = createSecretKey(bytes)
  wipe([bytes])
  return key
}

/** What is let go stands in memory until something else comes there. */
export function wipe(many: readonly Buffer[]): void {
  for (const bytes of many) bytes.fill(0)
}

function checkOf(record: Buffer): Buffer {
  return createHash('sha256').update(record.subarray(0, AT.check)).digest().subarray(0, AT.end - AT.check)
}
