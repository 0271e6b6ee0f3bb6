import { asRole } from '../plumbing/as-role.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { deleteKeptProof } from './kept-proof.sql.ts'

/** Shreds proof of consents whose time is over (rule L6); returns how many entries. */
export async function shredKeptProof(tx: Tx): Promise<number> {
  const shredded = await asRole(tx, 'tillit_eraser', () => deleteKeptProof(tx))
  if (shredded > 0) await markForScrub(tx, ['kept_proof'])
  return shredded
}
