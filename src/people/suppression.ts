import { createHmac, type KeyObject } from 'node:crypto'
import { searchKey } from '../values/search-key.ts'
import type { HashedIdentifier, IdentifierKind } from './identifier.ts'
import type { FieldValue } from './values.sql.ts'

/** By what the erased are recognised for certain; a number counts only together with the system that gave it, and a company's is shared. */
export const SUPPRESSED_KINDS: readonly IdentifierKind[] = ['email', 'mailbox', 'phone', 'source-number']
/** Name and postal address, with the day of birth where it is known: it may be a namesake, so it only holds back for a look. */
export const LOOK_ALIKE = 'look-alike'

/** A keyed mark of somebody who was forgotten (rule E4): nobody reads anything from it, and without the keeper nobody can try it out. */
export interface SuppressionMark {
  kind: string
  /** In hex. */
  keyHash: string
}

/** The mark of an identifier, from its own keyed hash: both of the keeper's keys are needed to try an address. */
export function suppressionMark(key: KeyObject, { kind, keyHash }: Pick<HashedIdentifier, 'kind' | 'keyHash'>): SuppressionMark {
  return { kind, keyHash: createHmac('sha256', key).update(`${kind}\0`).update(keyHash, 'hex').digest('hex') }
}

/** What a name and an address look like, of a person or of a row. */
export interface Looks {
  values: ReadonlyMap<string, FieldValue>
  /** The postal address in the form in which addresses are compared. */
  postal: string | undefined
}

const UNKNOWN_THERE = 'not known'
const ANY = 'any'

/** The marks to leave of somebody: recognised with the same day of birth, or where one side does not know it. */
export function lookAlikeMarks(key: KeyObject, looks: Looks): SuppressionMark[] {
  const birth = looks.values.get('birth_date')
  return marks(key, looks, typeof birth === 'string' ? [birth, UNKNOWN_THERE] : [ANY])
}

/** The marks to look for when somebody comes. */
export function lookAlikesOf(key: KeyObject, looks: Looks): SuppressionMark[] {
  const birth = looks.values.get('birth_date')
  return marks(key, looks, [typeof birth === 'string' ? birth : UNKNOWN_THERE, ANY])
}

function marks(key: KeyObject, { values, postal }: Looks, births: readonly string[]): SuppressionMark[] {
  const parts = [values.get('given_name'), values.get('family_name')].filter((part) => typeof part === 'string')
  const name = searchKey(parts.length > 0 ? parts.join(' ') : String(values.get('full_name') ?? ''))
  if (name === '' || postal === undefined) return []
  // The country is often left out of an address that is written down a second time.
  const address = postal.split('|').slice(0, 3).join('|')
  return births.map((birth) => ({ kind: LOOK_ALIKE, keyHash: createHmac('sha256', key).update(`${LOOK_ALIKE}\0${name}\0${address}\0${birth}`).digest('hex') }))
}
