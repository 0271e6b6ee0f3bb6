import type { ImportRow } from './import-plan.ts'
import type { Sharers } from './read-holders.ts'

/** What two rows have in common when they may be about one person: an address or number, or somebody who has one of each. */
export function rowKeys(row: Pick<ImportRow, 'keys'>, sharers: Sharers): readonly string[] {
  return sharers.size === 0 ? row.keys : [...row.keys, ...sharers.keys()]
}
