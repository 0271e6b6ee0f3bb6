import type { ImportRow } from './import-plan.ts'
import type { Sharers } from './read-holders.ts'

/** What two rows have in common when they may be about one person: an address or number, or somebody who has one of each. */
export function rowKeys(row: Pick<ImportRow, 'identifiers'>, sharers: Sharers): string[] {
  return [...ownKeys(row), ...sharers.keys()]
}

/** The addresses and numbers among them. */
export function ownKeys(row: Pick<ImportRow, 'identifiers'>): string[] {
  return row.identifiers.filter((one) => one.kind !== 'customer-number').map((one) => `${one.kind} ${one.canonical}`)
}
