import type { Tx } from '../plumbing/database.ts'
import { endLeases } from './lease.sql.ts'

/** Gives back every lease of a copy that stops, so that another takes over at once instead of waiting for the end of it. */
export async function giveBackLeases(tx: Tx, holder: string): Promise<void> {
  await endLeases(tx, holder)
}
