import { selectEntries } from '../ledger/entries.sql.ts'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { standingOf, type Standing } from './standing.ts'

/** What these people stand at by their ledger entries alone, up to an entry number if one is given (rule L1). */
export async function rebuildStanding(tx: Tx, personIds: readonly PersonId[], upTo = Number.MAX_SAFE_INTEGER): Promise<Map<PersonId, Standing>> {
  return fold(tx, personIds, (entry) => entry.seq <= upTo)
}

/** The same without what merges brought: what was said of these records themselves. Grounds and values live and end by it. */
export async function rebuildOwnStanding(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Standing>> {
  return fold(tx, personIds, (entry) => entry.evidence['merge'] === undefined)
}

async function fold(tx: Tx, personIds: readonly PersonId[], counts: (entry: LedgerEntry) => boolean): Promise<Map<PersonId, Standing>> {
  const entries = Map.groupBy(await selectEntries(tx, personIds), (entry) => entry.personId)
  return new Map(personIds.map((personId) => [personId, standingOf((entries.get(personId) ?? []).filter(counts))]))
}
