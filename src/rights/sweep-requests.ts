import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { monthsLater } from '../values/moment.ts'
import { deleteEndedProofs, deleteRequest, selectAnsweredBefore } from './requests-list.sql.ts'

const AT_A_TIME = 500
const ZONE = 'UTC'
/** Whose retention rule says how long an answered request is proof that it was. */
const PURPOSE = 'rights'

/** Deletes how people showed who they are once its days are over (art. 12(6), 5(1)(c)), and requests that were answered long enough ago. Returns how many rows of either. */
export async function sweepRequests(tx: Tx): Promise<number> {
  const proofs = await deleteEndedProofs(tx, AT_A_TIME)
  const months = (await selectCatalogue(tx)).purposes.find((one) => one.key === PURPOSE)?.retention.months
  if (months === undefined) return proofs
  const old = await selectAnsweredBefore(tx, monthsLater(tx.now, -months, ZONE), AT_A_TIME)
  for (const { personId, requestId } of old) await deleteRequest(tx, personId, requestId)
  return proofs + old.length
}
