import type { Keeper } from '../keeper/keeper.ts'
import { hashedIdentifiers, type Identifier } from '../people/identifier.ts'
import { suppressionMark } from '../people/suppression.ts'
import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectKeptProof, type KeptProof } from './kept-proof.sql.ts'

/**
 * The proof that was kept apart of whoever had this address or number (art. 7(1)): for them, or for an authority that asks
 * whether a consent was given. Nothing else reads it (rule L6).
 */
export async function findKeptProof(tx: Tx, keeper: Pick<Keeper, 'keys'>, identifier: Identifier): Promise<KeptProof[]> {
  const { identifierIndex, suppression } = keeper.keys
  const marks = hashedIdentifiers(identifierIndex, [identifier]).map((one) => suppressionMark(suppression, one).keyHash)
  return asRole(tx, 'tillit_eraser', () => selectKeptProof(tx, marks))
}
