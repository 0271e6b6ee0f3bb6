import { randomBytes } from 'node:crypto'

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

export type PersonId = Branded<'person'>
export type ContactPointId = Branded<'contact-point'>
export type GroundId = Branded<'ground'>
export type MailingId = Branded<'mailing'>
export type ImportId = Branded<'import'>
export type StaffId = Branded<'staff'>

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** Random bytes are fetched for this many ids at once: fetching costs more than making the id. */
const IDS_AT_A_TIME = 256
let pool = Buffer.alloc(0)
let used = 0

/** A new UUIDv7 (RFC 9562): sorted by the given moment, the rest random. */
export function newId<Id extends string = string>(now: Date): Id {
  if (used === pool.length) [pool, used] = [randomBytes(16 * IDS_AT_A_TIME), 0]
  const bytes = pool.subarray(used, (used += 16))
  bytes.writeUIntBE(now.getTime(), 0, 6)
  bytes[6] = (bytes[6]! & 0x0f) | 0x70
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-') as Id
}

/** So many new ids of one moment, ascending: rows that get them in turn keep their order wherever ids order them. */
export function newIds<Id extends string = string>(now: Date, count: number): Id[] {
  return Array.from({ length: count }, () => newId<Id>(now)).toSorted()
}

/** True for a UUID in its lower-case text form. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
