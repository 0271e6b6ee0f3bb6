import { withMailboxes } from '../people/identifier.ts'
import type { CanonicalRow } from './import-row.ts'
import type { Sharers } from './read-holders.ts'

/** What two rows have in common when they may be about one person: an address or number, or somebody who has one of each. */
export function rowKeys(row: Pick<CanonicalRow, 'identifiers'>, sharers: Sharers): string[] {
  const identifiers = withMailboxes(row.identifiers).filter((one) => one.kind !== 'customer-number').map((one) => `${one.kind} ${one.canonical}`)
  return [...identifiers, ...sharers.keys()]
}
