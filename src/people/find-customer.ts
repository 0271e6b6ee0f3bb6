import type { KeyObject } from 'node:crypto'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { isId, type PersonId } from '../values/ids.ts'
import { findPeople } from './find-people.ts'
import type { Identifier } from './identifier.ts'

/** What a document says of whom it is for. */
export interface NamedCustomer {
  numbers: readonly string[]
  emails: readonly string[]
}

/** Who it is, and by what they were found. */
export interface FoundCustomer {
  personId: PersonId
  by: 'id' | 'customer-number' | 'email'
}

/**
 * Whom a document is for: as is `said`, by id, customer number or e-mail address, or else as the document names them. A customer
 * number goes before an address; one that several people share tells nobody. Throws Problems on `customer`: `invalid` where
 * nobody is named, `not-found`, `refused`.
 */
export async function findCustomer(tx: Tx, indexKey: KeyObject, said: string | undefined, named: NamedCustomer | undefined): Promise<FoundCustomer> {
  if (said !== undefined && isId(said)) return { personId: said as PersonId, by: 'id' }
  const { numbers, emails } = said === undefined ? (named ?? { numbers: [], emails: [] }) : said.includes('@') ? { numbers: [], emails: [said] } : { numbers: [said], emails: [] }
  const identifiers: (Identifier & { kind: 'customer-number' | 'email' })[] = numbers.map((canonical) => ({ kind: 'customer-number', canonical }))
  for (const text of emails) {
    const email = parseEmail(text)
    if (!isFault(email)) identifiers.push({ kind: 'email', canonical: email.canonical })
  }
  if (identifiers.length === 0) throw new Problem('invalid', { text: 'people.nobody-named', field: 'customer' })
  const found = await findPeople(tx, indexKey, identifiers)
  const place = found.findIndex((one) => one.length > 0)
  if (place < 0) throw new Problem('not-found', { text: 'people.nobody-found', field: 'customer' })
  if (found[place]!.length > 1) throw new Problem('refused', { text: 'people.shared', field: 'customer' })
  return { personId: found[place]![0]!, by: identifiers[place]!.kind }
}
