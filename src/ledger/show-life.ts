import type { Tx } from '../plumbing/database.ts'
import { deleteCopiesBefore, upsertCopy } from './lease.sql.ts'
import { LIFE_MS } from './life.ts'

/** Longer than any lease or claim that it may have left. */
const REMEMBERED_MS = 600_000

/**
 * A sign of life of one copy of the program, to be given several times within `LIFE_MS`: without it others take over what it
 * holds. `address` is where people reach it.
 */
export async function showLife(tx: Tx, copy: string, address: string): Promise<void> {
  await upsertCopy(tx, copy, new Date(tx.now.getTime() + LIFE_MS), address)
  await deleteCopiesBefore(tx, new Date(tx.now.getTime() - REMEMBERED_MS))
}
