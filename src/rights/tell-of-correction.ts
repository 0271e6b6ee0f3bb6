import type { KeyObject } from 'node:crypto'
import { tellSystems } from '../connections/tell-systems.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

/** What was corrected without a request, by the person on their own page or by a colleague, travels as well (art. 19). */
export async function tellOfCorrection(tx: Tx, tokens: KeyObject, personId: PersonId, changed: readonly string[]): Promise<void> {
  if (changed.length > 0) await tellSystems(tx, tokens, [{ personId, act: 'rectification', fields: changed }])
}
