import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { insertUse } from './deliveries.sql.ts'
import { deleteParts, selectBatch, selectMade, updateBatchState, updateHandedOver, updateOutOfBatch } from './letters.sql.ts'

/**
 * Ends a batch. `handed-over`: the print house has the file, its letters have been sent, each person can see it (rule D6),
 * and nothing of the file is kept. `cancelled`: its letters wait again. Throws `not-found`, or `conflict` when it does not stand so.
 */
export async function endLetters(tx: Tx, batchId: string, how: 'handed-over' | 'cancelled', by: StaffId): Promise<void> {
  if (!(await selectBatch(tx, batchId))) throw new Problem('not-found', { text: 'delivery.batch-unknown' })
  const from = how === 'handed-over' ? ['done' as const] : ['waiting' as const, 'running' as const, 'done' as const, 'failed' as const]
  if (!(await updateBatchState(tx, batchId, from, how, null, how === 'handed-over' ? by : null))) throw new Problem('conflict', { text: `delivery.batch-not-${how}` })
  await deleteParts(tx, batchId)
  if (how === 'cancelled') return updateOutOfBatch(tx, batchId)
  for (const one of await selectMade(tx, batchId)) {
    await insertUse(tx, one, 'letter', { question: { purpose: 'invoicing', channel: 'letter', use: 'send' }, rule: one.rule, groundId: null }, '')
  }
  await updateHandedOver(tx, batchId)
}
