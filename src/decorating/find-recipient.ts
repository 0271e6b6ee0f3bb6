import type { KeyObject } from 'node:crypto'
import { namedBuyer } from '../e-invoices/named-buyer.ts'
import { findCustomer } from '../people/find-customer.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Whom an invoice is for: as is said, or else as the e-invoice says. Throws as `findCustomer` and `namedBuyer` do. */
export async function findRecipient(tx: Tx, indexKey: KeyObject, said: string | undefined, ubl: Uint8Array | undefined): Promise<PersonId> {
  return findCustomer(tx, indexKey, said, said === undefined && ubl ? namedBuyer(ubl) : undefined)
}
