import { sql, type RawBuilder } from 'kysely'
import { findsAll } from '../people/people-in-scope.sql.ts'
import { goByIndexes, selectHavers } from '../people/people-search.sql.ts'
import type { Scope } from '../people/scope.ts'
import { searchWords, type SearchWord } from '../people/search-words.ts'
import type { Tx } from '../plumbing/database.ts'

/** A word that so many have at most is looked up first. */
const FEW = 1_000

/**
 * Conditions over `person p` and `profile f` of having every word. Those who have a rare word are found by the indexes;
 * where all are common, only names, cities and numbers are looked at, as in the search of all (`searchPeople`).
 */
export async function foundBy(tx: Tx, search: string, scope: Scope | undefined): Promise<RawBuilder<boolean>[]> {
  const words = searchWords(search)
  if (words.length === 0) return []
  if (scope) return findsAll(tx, scope, words)
  await goByIndexes(tx)
  for (const word of words.filter((one) => !one.short).toSorted((a, b) => b.point.length - a.point.length)) {
    const { byKey, byPoint } = await selectHavers(tx, word, FEW + 1)
    if (byKey.length > FEW || byPoint.length > FEW) continue
    return [sql<boolean>`p.person_id in (select unnest(${[...new Set([...byKey, ...byPoint])]}::uuid[]))`, ...words.map((each) => sql<boolean>`(${inKey(each)} or ${inPoints(each)})`)]
  }
  return words.map((word) => inKey(word))
}

const inKey = (word: SearchWord) => sql<boolean>`(${sql.join(word.keys.map((pattern) => sql`f.search_key like search_fold(${pattern})`), sql` or `)})`

const inPoints = (word: SearchWord) => sql<boolean>`exists (
  select from contact_point c where c.person_id = p.person_id and c.ended_at is null and c.canonical ilike ${word.point} and not (p.protected_identity and c.kind = 'postal'))`
