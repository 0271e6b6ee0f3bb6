import { decideFor } from '../decisions/decide-for.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'

/** Throws `refused` (rule D2a) where the use of somebody's data is restricted: nobody is offered anything while their case is open (GDPR art. 18(2)). */
export async function refuseRestricted(tx: Tx, personId: PersonId, purpose: string): Promise<void> {
  const [decision] = await decideFor(tx, [personId], [{ purpose, channel: 'none', use: 'show' }])
  if (decision!.rule === 'D2a') throw new Problem('refused', { text: decision!.text, parameters: decision!.parameters, rule: 'D2a' })
}
