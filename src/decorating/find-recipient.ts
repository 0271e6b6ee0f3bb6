import type { KeyObject } from 'node:crypto'
import { findCustomer } from '../people/find-customer.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { buyerIn } from './finished-ubl.ts'

/** Whom an invoice is for: as is said, or else as the e-invoice says. Throws as `findCustomer` does, and `invalid` for what is no e-invoice. */
export async function findRecipient(tx: Tx, indexKey: KeyObject, said: string | undefined, ubl: Uint8Array | undefined): Promise<PersonId> {
  const buyer = said === undefined && ubl ? buyerIn(ubl) : undefined
  if (said === undefined && ubl && !buyer) throw new Problem('invalid', { text: 'decorating.ubl-broken', field: 'ubl' })
  return findCustomer(tx, indexKey, said, buyer)
}
