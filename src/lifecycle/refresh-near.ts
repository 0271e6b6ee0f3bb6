import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { daysLater } from '../values/moment.ts'
import { comesAgain } from './retention-change.ts'
import { refreshGrounds } from './refresh-grounds.ts'
import { selectNearEnd } from './retention.sql.ts'

/** Days that rest on acts of the person are counted anew so long before they come, and before anybody is warned of them. */
const NEAR_DAYS = 2

/** Counts anew the days that are near and rest on what people do, one batch in the order of people. */
export async function refreshNear(tx: Tx, after: PersonId | undefined, batch: number): Promise<{ next: PersonId | undefined; more: boolean }> {
  const rules = (await selectCatalogue(tx)).purposes.filter((one) => comesAgain(one.retention.from))
  if (rules.length === 0) return { next: undefined, more: false }
  const days = NEAR_DAYS + Math.max(...rules.map((one) => one.retention.warnDays ?? 0))
  const near = await selectNearEnd(tx, rules.map((one) => one.key), daysLater(tx.now, days), after, batch)
  await refreshGrounds(tx, near)
  return { next: near.at(-1), more: near.length === batch }
}
