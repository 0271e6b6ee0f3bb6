import { randomUUID } from 'node:crypto'
import { takeLease } from '../ledger/take-lease.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import type { ImportKeeper } from './import-rows.ts'
import { selectDueImport, selectImport, updateState } from './imports.sql.ts'
import { refuseLostRights } from './refuse-lost-rights.ts'
import { rehearseImport } from './rehearse-import.ts'
import { runImport } from './run-import.ts'

/** One copy of the program works imports at a time; another takes over when it has been silent for so long. */
const LEASE = 'imports'
const LEASE_MS = 60_000
const GIVEN_BACK = -1

/**
 * Works off the oldest import that waits; true when it did. A run goes on where it was stopped. `worker` names this copy;
 * when told to stop it ends after the batch it is at, and another copy may go on at once.
 */
export async function workImport(database: Database, keeper: ImportKeeper, worker: string = randomUUID(), stopping?: AbortSignal): Promise<boolean> {
  const importId = await database.read(selectDueImport)
  if (!importId) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, worker, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    const found = (await database.read((tx) => selectImport(tx, importId)))!
    const renewWithRights = async (tx: Tx) => {
      await refuseLostRights(tx, found)
      return renew(tx)
    }
    await database.read((tx) => refuseLostRights(tx, found))
    if (found.state === 'rehearsing') await rehearseImport(database, keeper, found, renewWithRights)
    else await runImport(database, keeper, found, renewWithRights)
  } catch (error) {
    // A database that went away says nothing about the file: it is gone on with when the database is back.
    if (isPassing(error)) throw error
    const failure = error instanceof Problem ? error.detail.text : 'imports.failed'
    await database.write((tx) => updateState(tx, importId, ['rehearsing', 'waiting', 'running'], 'failed', failure))
    if (!(error instanceof Problem)) throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}
