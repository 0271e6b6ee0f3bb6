import { selectEntries } from '../ledger/entries.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { standingOf, type Standing } from './standing.ts'

/** What these people stand at by what was said of each record itself, without what merges brought: grounds and values live and end by it. */
export async function rebuildOwnStanding(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Standing>> {
  const entries = Map.groupBy(await selectEntries(tx, personIds), (entry) => entry.personId)
  return new Map(personIds.map((personId) => [personId, standingOf((entries.get(personId) ?? []).filter((entry) => entry.evidence['merge'] === undefined))]))
}
