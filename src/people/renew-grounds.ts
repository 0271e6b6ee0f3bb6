import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { useUntil } from '../purposes/retention.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Ground } from './ground.ts'
import { updateRenewed } from './grounds.sql.ts'
import { RETENTION_ZONE } from './start-grounds.ts'

/**
 * Lets grounds of consent last from now on as their rule says, because the person has said yes anew, and names the entry
 * that says so. Never shorter than before: what was told stands.
 */
export async function renewGrounds(tx: Tx, renewals: readonly { ground: Ground; entrySeq: number }[]): Promise<void> {
  if (renewals.length === 0) return
  const rules = new Map((await selectCatalogue(tx)).purposes.map((purpose) => [purpose.key, purpose.retention]))
  await updateRenewed(tx, renewals.flatMap(({ ground: { personId, groundId, purpose, since }, entrySeq }) => {
    const rule = rules.get(purpose)
    const until = rule && useUntil(rule, { since, end: null, lastSaleAt: null, lastActAt: tx.now }, RETENTION_ZONE)
    return until ? [{ personId, groundId, entrySeq, until }] : []
  }))
}
