import type { KeyObject } from 'node:crypto'
import { findPeople } from '../people/find-people.ts'
import type { Identifier } from '../people/identifier.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { isId, type PersonId } from '../values/ids.ts'
import { buyerIn } from './finished-ubl.ts'

/**
 * Whom an invoice is for: as is said, by id, customer number or e-mail address, or else as the e-invoice says. A customer number
 * goes before an address; one that several people share tells nobody. Throws Problems: `invalid` where nobody is named, `not-found`, `refused`.
 */
export async function findRecipient(tx: Tx, indexKey: KeyObject, said: string | undefined, ubl: Uint8Array | undefined): Promise<PersonId> {
  if (said !== undefined && isId(said)) return said as PersonId
  const buyer = said === undefined && ubl ? buyerIn(ubl) : undefined
  if (said === undefined && ubl && !buyer) throw new Problem('invalid', { text: 'decorating.ubl-broken', field: 'ubl' })
  const [numbers, emails] = said === undefined ? [buyer?.numbers ?? [], buyer?.emails ?? []] : said.includes('@') ? [[], [said]] : [[said], []]
  const identifiers: Identifier[] = numbers.map((canonical) => ({ kind: 'customer-number', canonical }))
  for (const text of emails) {
    const email = parseEmail(text)
    if (!isFault(email)) identifiers.push({ kind: 'email', canonical: email.canonical })
  }
  if (identifiers.length === 0) throw new Problem('invalid', { text: 'decorating.nobody-named', field: 'customer' })
  const found = await findPeople(tx, indexKey, identifiers)
  const [people] = found.filter((one) => one.length > 0)
  if (!people) throw new Problem('not-found', { text: 'decorating.nobody-found', field: 'customer' })
  if (people.length > 1) throw new Problem('refused', { text: 'decorating.shared', field: 'customer' })
  return people[0]!
}
