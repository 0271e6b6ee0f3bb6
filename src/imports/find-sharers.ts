import type { KeyObject } from 'node:crypto'
import { findPeople } from '../people/find-people.ts'
import { withMailboxes, type Identifier, type IdentifierKind } from '../people/identifier.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { CanonicalRow } from './import-row.ts'
import type { Sharers } from './read-holders.ts'

/** Who shares an address or number with each row. A customer number counts only together with the system it comes from. */
export async function findSharers(tx: Tx, indexKey: KeyObject, rows: readonly Pick<CanonicalRow, 'identifiers'>[]): Promise<Sharers[]> {
  const asked = rows.flatMap((row, index) => withMailboxes(row.identifiers).filter(tells).map((identifier) => ({ index, identifier })))
  const found = await findPeople(tx, indexKey, asked.map((one) => one.identifier))
  const sharers = rows.map(() => new Map<PersonId, Set<IdentifierKind>>())
  for (const [position, { index, identifier }] of asked.entries()) {
    for (const personId of found[position]!) {
      const of = sharers[index]!
      of.set(personId, (of.get(personId) ?? new Set()).add(identifier.kind))
    }
  }
  return sharers
}

function tells(identifier: Identifier): boolean {
  return identifier.kind !== 'customer-number'
}
