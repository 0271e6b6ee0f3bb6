import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { publishCatalogue } from '../purposes/publish-catalogue.ts'
import { useApproval } from '../staff/use-approval.ts'
import type { StaffId } from '../values/ids.ts'
import { toCatalogueChange, type RetentionChange } from './retention-change.ts'
import { updateByRules, updateYesEnds } from './retention.sql.ts'

/**
 * Publishes other rules for how long data is kept, which a second colleague has allowed, and gives every ground
 * and every yes its new day at once. What the law or a hold keeps is kept by them: documents have days of their own (rule H4), and the sweep
 * leaves what is held. Throws `conflict` when the rules are those in force, and what `publishCatalogue` and `useApproval` throw.
 */
export async function changeRetention(
  tx: Tx, changes: readonly RetentionChange[], note: string, approvalId: string | undefined, by: StaffId,
): Promise<{ version: number; grounds: number }> {
  const change = toCatalogueChange(await selectCatalogue(tx), changes)
  if (change.purposes.length === 0) throw new Problem('conflict', { text: 'lifecycle.rules-in-force' })
  await useApproval(tx, approvalId, 'retention-change', { changes }, by)
  const version = await publishCatalogue(tx, change, by, note)
  const rules = change.purposes.map((one) => ({ purpose: one.key, from: one.retention.from, months: one.retention.months }))
  await updateYesEnds(tx, rules, RETENTION_ZONE)
  return { version, grounds: await updateByRules(tx, rules, RETENTION_ZONE) }
}
