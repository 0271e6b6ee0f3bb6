import { hash as digest } from 'node:crypto'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** What an entry says happened. The comment names the article it answers to. */
export const ENTRY_KINDS = [
  'given', // a yes to a purpose through a channel: GDPR art. 4(11), 6(1)(a), 7
  'confirmed', // the second step of a double opt-in, by the person alone: art. 7(1)
  'withdrawn', // a no where consent is the basis, or before any answer: art. 7(3)
  'objected', // a no where legitimate interest or soft opt-in is the basis: art. 21(2)-(3), ePrivacy art. 13(2)
  'restricted', // use is blocked, scoped to purpose or value: art. 18(1)
  'unrestricted', // the block is lifted, after the person was told: art. 18(3)
  'contract-started', // a contract begins to carry purposes: art. 6(1)(b)
  'contract-ended', // the contract no longer carries them: art. 5(1)(e)
  'notice-shown', // the information was given: art. 13 and 14
  'asked', // a question was put to the person: art. 7(2)
  'no-answer', // the question lapsed unanswered; silence is no consent: recital 32
  'stop-asking', // the person wants no more questions: art. 21(2), asking for marketing consent is marketing
  'asking-allowed', // the person lifts their own stop-asking: art. 7(1)
  'wished', // how the person wants to be met; says nothing of whether: art. 12(2), 25
  'expired', // an answer reached its end date: art. 5(1)(e)
  'voided', // an earlier entry was recorded in error and counts no more: art. 5(1)(d), 16
  'merged', // two records were found to be one person: art. 5(1)(d)
  'unmerged', // they were not, or not surely: art. 5(1)(d)
] as const
export type EntryKind = (typeof ENTRY_KINDS)[number]

/** Where the act took place: `invoice` as it is printed or shown, `e-invoice` as a program of the customer shows it. */
export const SURFACES = ['invoice', 'e-invoice', 'web', 'mail', 'phone', 'counter', 'letter', 'import', 'api', 'system'] as const
export type Surface = (typeof SURFACES)[number]

/** Who acted; `id` is a pseudonym (person, relation or staff id), never a name. */
export interface Actor {
  kind: 'person' | 'guardian' | 'proxy' | 'staff' | 'system'
  id: string | null
}

/** What backs the entry up. Numbers are whole, so that their text has one form. */
export type Evidence = { readonly [name: string]: EvidenceValue | undefined }
type EvidenceValue = string | number | boolean | null | readonly EvidenceValue[] | Evidence

export interface LedgerEntry {
  personId: PersonId
  /** Place in the person's own sequence, from 1; this order decides, not the time. */
  seq: number
  kind: EntryKind
  at: Date
  purpose: string | null
  purposeVersion: number | null
  channel: string | null
  contactPointId: ContactPointId | null
  frequency: string | null
  surface: Surface
  language: Language | null
  actor: Actor
  /** SHA-256 of the exact words the person saw. */
  wordingId: Buffer | null
  evidence: Evidence
}

const ENTRY_BYTES_VERSION = 1
export const SALT_BYTES = 32

/**
 * An entry as it stands in the database, before anything is believed about it: the time in whole microseconds since 1970 as text,
 * and evidence that this program did not write as the text it is.
 */
export type StoredEntry = Omit<LedgerEntry, 'at' | 'evidence'> & { microseconds: string; evidence: Evidence | string }

/** The stored form of an entry: PostgreSQL keeps microseconds, a Date has milliseconds. */
export function toStored(entry: LedgerEntry): StoredEntry {
  const { at, ...rest } = entry
  return { ...rest, microseconds: String(BigInt(at.getTime()) * 1000n) }
}

/**
 * The bytes that a leaf commits to, version 1: the UTF-8 text of a JSON array without spaces, its members in the order below,
 * the time in microseconds as text, the wording in hex, keys of the evidence sorted by UTF-16 code unit.
 */
export function entryBytes(entry: LedgerEntry | StoredEntry): Buffer {
  const stored = 'at' in entry ? toStored(entry) : entry
  return Buffer.from(
    JSON.stringify([
      ENTRY_BYTES_VERSION,
      stored.personId,
      stored.seq,
      stored.kind,
      stored.microseconds,
      stored.purpose,
      stored.purposeVersion,
      stored.channel,
      stored.contactPointId,
      stored.frequency,
      stored.surface,
      stored.language,
      stored.actor.kind,
      stored.actor.id,
      stored.wordingId?.toString('hex') ?? null,
      sorted(stored.evidence),
    ]),
  )
}

/** Evidence as it stands in an entry's bytes. */
export function evidenceText(evidence: Evidence | string): string {
  return JSON.stringify(sorted(evidence))
}

/** SHA-256(salt ‖ bytes) with a salt of 32 bytes: without the salt the commitment says nothing about the entry. */
export function commitment(salt: Buffer, bytes: Buffer): Buffer {
  return digest('sha256', Buffer.concat([salt, bytes]), 'buffer')
}

/**
 * The evidence in a jsonb column's text; the text itself when it holds a number that this program does not write
 * (JavaScript might read it as another one, and it must not pass for what was written).
 */
export function parseEvidence(text: string): Evidence | string {
  let ours = true
  const evidence = JSON.parse(text, (_key: string, value: unknown, context?: { source?: string }) => {
    if (typeof value === 'number' && !(Number.isSafeInteger(value) && context?.source === String(value))) ours = false
    return value
  }) as Evidence
  return ours ? evidence : text
}

function sorted(value: EvidenceValue | undefined): unknown {
  if (Array.isArray(value)) return value.map((one: EvidenceValue) => sorted(one))
  if (typeof value === 'number' && !Number.isSafeInteger(value)) throw new TypeError('a number in evidence must be whole')
  if (value === null || typeof value !== 'object') return value
  const members = Object.entries(value).filter(([, member]) => member !== undefined)
  return Object.fromEntries(members.toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]))
}
