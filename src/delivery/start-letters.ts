import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { StaffId } from '../values/ids.ts'
import { updateDelivery } from './deliveries.sql.ts'
import { insertBatch, selectWaitingLetters, updateIntoBatch } from './letters.sql.ts'

/** More letters make another batch. */
const MOST = 20_000

/**
 * Puts every letter that waits into a batch, sorted as the post wants them: the home country first, then by country and
 * postal code. Letters to people whose identity is protected are not for a print house: they are named, to be posted by hand.
 * Throws `conflict` when none waits. Returns the batch.
 */
export async function startLetters(tx: Tx, by: StaffId): Promise<string> {
  const home = (await selectInstallation(tx))?.controller.country ?? 'SE'
  const waiting = await selectWaitingLetters(tx, MOST)
  for (const one of waiting.filter((each) => each.protectedIdentity)) await updateDelivery(tx, one, ['waiting'], 'refused', 'protected')
  const away = (country: string | null) => (country === null || country === home ? '' : country)
  const letters = waiting.filter((one) => !one.protectedIdentity)
    .toSorted((one, other) => away(one.country).localeCompare(away(other.country)) || (one.postcode ?? '').replaceAll(/\s/g, '').localeCompare((other.postcode ?? '').replaceAll(/\s/g, '')))
  if (letters.length === 0) {
    if (waiting.length > 0) return ''
    throw new Problem('conflict', { text: 'delivery.no-letters' })
  }
  const batchId = await insertBatch(tx, letters.length, by)
  const taken = await updateIntoBatch(tx, batchId, letters)
  if (taken < letters.length) throw new Problem('conflict', { text: 'delivery.letters-taken' })
  return batchId
}
