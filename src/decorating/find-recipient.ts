import type { KeyObject } from 'node:crypto'
import { namedBuyerApart } from '../e-invoices/judge-apart.ts'
import { findCustomer } from '../people/find-customer.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** Whom an invoice is for: as is said, or else as the e-invoice says; `look` may refuse them. Throws as `findCustomer` and `namedBuyerApart` do. */
export async function findRecipient(database: Database, indexKey: KeyObject, said: string | undefined, ubl: Uint8Array | undefined, look?: (tx: Tx, personId: PersonId) => Promise<void>): Promise<PersonId> {
  const named = said === undefined && ubl ? await namedBuyerApart(ubl) : undefined
  return database.read(async (tx) => {
    const { personId } = await findCustomer(tx, indexKey, said, named)
    await look?.(tx, personId)
    return personId
  })
}
