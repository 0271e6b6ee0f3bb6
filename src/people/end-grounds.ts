import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { readFiscalYears } from '../purposes/read-fiscal-years.ts'
import { holdUntil } from '../purposes/retention.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Ground } from './ground.ts'
import { updateEndedGrounds } from './grounds.sql.ts'
import { RETENTION_ZONE } from './start-grounds.ts'

/**
 * Ends grounds now: use stops at once, and what rested on them may be held as long as the purpose's retention rule says,
 * but at least until `atLeastUntil` (values blocked after an unproved no are kept until their day, rule H3).
 */
export async function endGrounds(tx: Tx, grounds: readonly Ground[], why: string, atLeastUntil: Date = tx.now): Promise<void> {
  if (grounds.length === 0) return
  const { purposes } = await selectCatalogue(tx)
  const years = await readFiscalYears(tx, purposes)
  const retention = new Map(purposes.map((purpose) => [purpose.key, purpose.retention]))
  await updateEndedGrounds(tx, grounds.map((ground) => {
    const rule = retention.get(ground.purpose)
    const held = (rule && holdUntil(rule, { since: ground.since, end: tx.now, lastSaleAt: ground.lastSaleAt }, RETENTION_ZONE, years)) || tx.now
    return { personId: ground.personId, groundId: ground.groundId, why, holdUntil: held > atLeastUntil ? held : atLeastUntil }
  }))
}
