import type { IdentifierKind } from '../people/identifier.ts'
import { selectByIdentifiers } from '../people/identifiers.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { ImportRow } from './import-plan.ts'
import type { Sharers } from './read-holders.ts'

/** Who shares an address or number with each row. A customer number counts only together with the system it comes from. */
export async function findSharers(tx: Tx, rows: readonly Pick<ImportRow, 'identifiers'>[]): Promise<Sharers[]> {
  const found = await selectByIdentifiers(tx, rows.flatMap((row) => row.identifiers.filter(tells)))
  const having = Map.groupBy(found, ({ keyHash }) => keyHash)
  return rows.map((row) => {
    const sharers = new Map<PersonId, Set<IdentifierKind>>()
    if (found.length === 0) return sharers
    for (const { kind, keyHash } of row.identifiers.filter(tells)) {
      for (const { personId } of having.get(keyHash) ?? []) sharers.set(personId, (sharers.get(personId) ?? new Set()).add(kind))
    }
    return sharers
  })
}

function tells({ kind }: { kind: IdentifierKind }): boolean {
  return kind !== 'customer-number'
}
