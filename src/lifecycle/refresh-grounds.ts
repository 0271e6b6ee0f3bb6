import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { comesAgain } from './retention-change.ts'
import { updateFromActs } from './retention.sql.ts'

/**
 * Counts anew how long grounds of these people are held whose rule counts from something that can come again. It is
 * enough to do so before they end: until then nothing rests on the day.
 */
export async function refreshGrounds(tx: Tx, people: readonly PersonId[]): Promise<void> {
  const { purposes } = await selectCatalogue(tx)
  const rules = purposes.filter((one) => comesAgain(one.retention.from)).map((one) => ({ purpose: one.key, ...one.retention }))
  if (rules.length > 0 && people.length > 0) await updateFromActs(tx, people, rules, RETENTION_ZONE)
}
