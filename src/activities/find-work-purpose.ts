import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { usualPurpose } from './activity.ts'
import { selectWorkGrounds } from './activities.sql.ts'

/**
 * What one works with somebody for: the purpose wished, or the usual one of those they have a living ground for. Throws
 * `refused` by rule H1 where there is none, and by rule D2a where the person had its use restricted (art. 18).
 */
export async function findWorkPurpose(tx: Tx, personId: PersonId, purposes: readonly string[], wished: string | undefined): Promise<string> {
  const grounds = await selectWorkGrounds(tx, personId, wished === undefined ? purposes : purposes.filter((one) => one === wished))
  const purpose = usualPurpose(grounds.filter((one) => !one.restricted).map((one) => one.purpose))
  if (purpose !== undefined) return purpose
  throw grounds.length > 0 ? new Problem('refused', { text: 'activities.restricted', rule: 'D2a', field: 'person' }) : new Problem('refused', { text: 'activities.no-ground', rule: 'H1', field: 'purpose' })
}
