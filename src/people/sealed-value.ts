import { createCipheriv, createDecipheriv, createHmac, randomBytes, type KeyObject } from 'node:crypto'
import { Problem } from '../plumbing/errors.ts'
import type { Field } from '../purposes/field.ts'
import type { LocalDate } from '../values/calendar.ts'
import { isFault } from '../values/fault.ts'
import type { PersonId } from '../values/ids.ts'
import { parsePersonNumber } from '../values/identity-number.ts'
import { parseText } from '../values/name.ts'

const CIPHER = 'aes-256-gcm'
const VERSION = 1
const IV_BYTES = 12
const TAG_BYTES = 16
/** Cut so short that some two dozen of all numbers there can be share a mark, and few among a million people do. */
const BLIND_BYTES = 3
const DOCUMENT_NUMBER = /^[A-Z\d]{5,20}$/
/** How much of a number is shown to whoever may not read it. */
const LAST_DIGITS = 2
const NOTE_CHARACTERS = 4_000

type SealedField = Pick<Field, 'key' | 'type'>

/** Seals a value with its person's key: only for this field of this person can it be opened again. */
export function seal(key: KeyObject, personId: PersonId, field: string, value: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(CIPHER, key, iv).setAAD(boundTo(personId, field))
  const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body])
}

/** Opens what `seal` made. Throws when it was made for another person or field, with another key, or was changed. */
export function openSealed(key: KeyObject, personId: PersonId, field: string, sealed: Buffer): string {
  if (sealed[0] !== VERSION) throw new Error('sealed in another way')
  const body = sealed.subarray(1)
  const opener = createDecipheriv(CIPHER, key, body.subarray(0, IV_BYTES)).setAAD(boundTo(personId, field)).setAuthTag(body.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  return opener.update(body.subarray(IV_BYTES + TAG_BYTES), undefined, 'utf8') + opener.final('utf8')
}

/** The mark by which a value of a field is looked for; null for a field that nobody is looked for by. */
export function blindMark(master: KeyObject, field: SealedField, value: string): Buffer | null {
  if (field.type !== 'identity-number') return null
  const fieldKey = createHmac('sha256', master).update(`blind index\0${field.key}`).digest()
  return createHmac('sha256', fieldKey).update(value).digest().subarray(0, BLIND_BYTES)
}

/** True when values of this field can be kept sealed. Files cannot yet. */
export function canBeSealed(field: Pick<Field, 'type' | 'sensitive'>): boolean {
  return field.sensitive && field.type !== 'file'
}

/** Reads what was sent for a sensitive field in its one form. Throws `invalid` that names the field. */
export function parseSealedValue(field: SealedField, input: unknown, today: LocalDate): string {
  if (typeof input !== 'string') throw new Problem('invalid', { text: 'people.value.not-text', field: field.key })
  const value = field.key === 'identity_number' ? parsePersonNumber(input, today) : field.type === 'identity-number' ? documentNumber(field, input) : parseText(input, { max: NOTE_CHARACTERS, lines: true })
  if (isFault(value)) throw new Problem('invalid', { text: value.fault, field: field.key, ...(value.parameters ? { parameters: value.parameters } : {}) })
  return typeof value === 'string' ? value : value.canonical
}

/** What is shown of a sensitive value to whoever may not read it: that it is there, and of a number the last digits. */
export function maskedValue(field: SealedField, value: string): string {
  const shown = field.type === 'identity-number' && value.length > 3 * LAST_DIGITS ? value.slice(-LAST_DIGITS) : ''
  return `••••${shown}`
}

function documentNumber(field: SealedField, input: string): string {
  const number = input.toUpperCase().replaceAll(/[\s-]/g, '')
  if (!DOCUMENT_NUMBER.test(number)) throw new Problem('invalid', { text: 'people.value.no-document-number', field: field.key })
  return number
}

function boundTo(personId: PersonId, field: string): Buffer {
  return Buffer.from(`sealed_value\0${field}\0${personId}`)
}
