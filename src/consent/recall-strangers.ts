import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { rebuildStanding } from './rebuild-standing.ts'
import { lockErased, selectLastSeqs } from './strangers.sql.ts'
import type { Standing } from './standing.ts'

/**
 * What people who are not in the register any more have said since, and where their own sequence stands: a no can be
 * recorded for them too (rule L2), and takes its place after those that were shredded.
 */
export async function recallStrangers(tx: Tx, personIds: readonly PersonId[]): Promise<Map<PersonId, Standing>> {
  await lockErased(tx, personIds)
  const [last, said] = [await selectLastSeqs(tx, personIds), await rebuildStanding(tx, personIds)]
  return new Map([...said].map(([personId, standing]) => [personId, { ...standing, lastSeq: last.get(personId) ?? 0 }]))
}
