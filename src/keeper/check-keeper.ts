import { Problem } from '../plumbing/errors.ts'
import type { TextParameters } from '../values/text.ts'
import type { DatabaseFacts, KeeperFacts } from './keeper.ts'

/**
 * Refuses to start (rule E3) when the keeper is missing, belongs to another database, is older than the database,
 * is newer than it (the database was rolled back without `tillit restore`), or contradicts it. Says nothing when all is well.
 */
export function checkKeeper(keeper: KeeperFacts, database: DatabaseFacts): void {
  checkPair(keeper, database)
  checkHeads(keeper, database)
  if (keeper.journalLines < keeper.journalLinesAtHead) {
    refuse('keeper.journal-shorter', { lines: keeper.journalLines, expected: keeper.journalLinesAtHead })
  }
  for (const [series, number] of database.series) {
    const mark = keeper.seriesMarks.get(series) ?? 0
    if (number > mark) refuse('keeper.series-behind', { series, number, mark })
  }
}

function checkPair(keeper: KeeperFacts, database: DatabaseFacts): void {
  if (keeper.fresh && (database.keeperId !== undefined || database.leaves > 0)) refuse('keeper.missing', {})
  if (database.keeperId !== undefined && keeper.id !== database.keeperId) refuse('keeper.of-another-database', {})
  if (keeper.databaseId !== undefined && keeper.databaseId !== database.databaseId) refuse('keeper.of-another-database', {})
}

function checkHeads(keeper: KeeperFacts, database: DatabaseFacts): void {
  const [kept, stored] = [keeper.lastHead, database.newestHead]
  if (stored && (!kept || isOlder(kept, stored))) refuse('keeper.older', { keeper: kept?.size ?? 0, database: stored.size })
  if (!kept) return
  if (stored && stored.epoch < kept.epoch) refuse('keeper.database-rolled-back', { keeper: kept.size, database: stored.size })
  if (kept.size > database.leaves) refuse('keeper.database-rolled-back', { keeper: kept.size, database: database.leaves })
  if (stored && stored.epoch === kept.epoch && stored.size === kept.size && !stored.root.equals(kept.root)) {
    refuse('keeper.contradicts', { size: kept.size })
  }
}

const isOlder = (a: { epoch: number; size: number }, b: { epoch: number; size: number }) => a.epoch < b.epoch || (a.epoch === b.epoch && a.size < b.size)

function refuse(text: string, parameters: TextParameters): never {
  throw new Problem('unavailable', { rule: 'E3', text, parameters })
}
