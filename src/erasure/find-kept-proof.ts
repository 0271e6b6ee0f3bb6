import type { Keeper } from '../keeper/keeper.ts'
import { hashedIdentifiers, type Identifier } from '../people/identifier.ts'
import { suppressionMark } from '../people/suppression.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { insertProofSearch, selectKeptProof, type KeptProof } from './kept-proof.sql.ts'

/**
 * The proof that was kept apart of whoever had this address or number (art. 7(1)): for them, or for an authority that asks
 * whether a consent was given. Nothing else reads it (rule L6). Who looked and why is kept, neither the address nor whom it found.
 */
export async function findKeptProof(tx: Tx, keeper: Pick<Keeper, 'keys'>, identifier: Identifier & { kind: 'email' | 'phone' }, { by, reason }: { by: StaffId; reason: string }): Promise<KeptProof[]> {
  const { identifierIndex, suppression } = keeper.keys
  const marks = hashedIdentifiers(identifierIndex, [identifier]).map((one) => suppressionMark(suppression, one).keyHash)
  const found = await asRole(tx, 'tillit_eraser', () => selectKeptProof(tx, marks))
  await insertProofSearch(tx, { searchId: newId(tx.now), by, kind: identifier.kind, reason, found: found.length })
  return found
}
