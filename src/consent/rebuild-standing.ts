import { selectEntries } from '../ledger/entries.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { standingOf, type Standing } from './standing.ts'

/** What these people stand at by their ledger entries alone, up to an entry number if one is given (rule L1). */
export async function rebuildStanding(tx: Tx, personIds: readonly PersonId[], upTo = Number.MAX_SAFE_INTEGER): Promise<Map<PersonId, Standing>> {
  const entries = Map.groupBy(await selectEntries(tx, personIds), (entry) => entry.personId)
  return new Map(personIds.map((personId) => [personId, standingOf((entries.get(personId) ?? []).filter((entry) => entry.seq <= upTo))]))
}
