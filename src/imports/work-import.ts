import { randomUUID } from 'node:crypto'
import { takeLease } from '../ledger/take-lease.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import type { ImportKeeper } from './import-rows.ts'
import { selectDueImport, selectImport, updateState } from './imports.sql.ts'
import { rehearseImport } from './rehearse-import.ts'
import { runImport } from './run-import.ts'

/** One copy of the program works imports at a time; another takes over when it has been silent for so long. */
const LEASE = 'imports'
const LEASE_MS = 60_000
const GIVEN_BACK = -1

/** Works off the oldest import that waits; true when it did. A run goes on where it was stopped. `worker` names this copy. */
export async function workImport(database: Database, keeper: ImportKeeper, worker: string = randomUUID()): Promise<boolean> {
  const importId = await database.read(selectDueImport)
  if (!importId) return false
  const renew = async (tx: Tx, ms = LEASE_MS) => (await takeLease(tx, LEASE, worker, ms)) !== undefined
  if (!(await database.write((tx) => renew(tx)))) return false
  try {
    const found = (await database.read((tx) => selectImport(tx, importId)))!
    if (found.state === 'rehearsing') await rehearseImport(database, keeper, found, renew)
    else await runImport(database, keeper, found, renew)
  } catch (error) {
    const failure = error instanceof Problem ? error.detail.text : 'imports.failed'
    await database.write((tx) => updateState(tx, importId, ['rehearsing', 'waiting', 'running'], 'failed', failure))
    if (!(error instanceof Problem)) throw error
  } finally {
    await database.write((tx) => renew(tx, GIVEN_BACK))
  }
  return true
}
