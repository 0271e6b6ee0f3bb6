import { randomUUID } from 'node:crypto'
import { takeLease } from '../ledger/take-lease.ts'
import { rehearsingKeyRoom } from '../keeper/key-room.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import type { PersonId } from '../values/ids.ts'
import type { ImportKeeper } from './import-rows.ts'
import { selectImport } from './imports.sql.ts'
import { selectDueUndo, selectUndoDue, updateUndo, updateUndoOutcomes } from './undo.sql.ts'
import { undoPeople, type Undoing } from './undo-people.ts'
import type { ImportUndo, UndoOutcome, UndoPerson } from './undo.ts'

const PEOPLE_AT_A_TIME = 500
/** The same as that of imports: nothing is imported while something is undone. */
const LEASE = 'imports'
const LEASE_MS = 60_000
const GIVEN_BACK = -1

/** Thrown to leave a transaction with nothing kept. */
class Rehearsed extends Error {
  readonly outcomes: Map<PersonId, UndoOutcome>
  constructor(outcomes: Map<PersonId, UndoOutcome>) {
    super('rehearsed')
    this.outcomes = outcomes
  }
}

/** Works off the undoing of an import, or its rehearsal; true when it did. It goes on where it was stopped. `worker` names this copy. */
export async function workUndo(database: Database, keeper: ImportKeeper, worker: string = randomUUID(), stopping?: AbortSignal): Promise<boolean> {
  const due = await database.read(selectDueUndo)
  if (!due) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, worker, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    const found = (await database.read((tx) => selectImport(tx, due.importId)))!
    await undoAll(database, keeper, due, { importId: due.importId, source: found.settings?.source ?? '', by: due.requestedBy }, renew)
  } catch (error) {
    if (!isPassing(error)) await database.write((tx) => updateUndo(tx, due.importId, 'failed'))
    throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}

async function undoAll(database: Database, keeper: ImportKeeper, due: ImportUndo, undoing: Undoing, renew: (tx: Tx) => Promise<boolean>): Promise<void> {
  const rehearses = due.state === 'rehearsing'
  for (;;) {
    const people = await database.read((tx) => selectUndoDue(tx, due.importId, PEOPLE_AT_A_TIME))
    if (people.length === 0) return database.write((tx) => updateUndo(tx, due.importId, rehearses ? 'rehearsed' : 'done'))
    const tried = rehearses ? await tryUndo(database, keeper, undoing, people) : undefined
    const goesOn = await database.write(async (tx) => {
      if (!(await renew(tx))) return false
      await updateUndoOutcomes(tx, due.importId, tried ?? (await undoPeople(tx, keeper, undoing, people)))
      return true
    })
    if (!goesOn) return
  }
}

/** The real thing, rolled back: its numbers are those of the run. */
async function tryUndo(database: Database, keeper: ImportKeeper, undoing: Undoing, people: readonly UndoPerson[]): Promise<Map<PersonId, UndoOutcome>> {
  const silent: ImportKeeper = { keys: keeper.keys, keyRoom: rehearsingKeyRoom(keeper.keyRoom), journal: async () => {} }
  try {
    return await database.write<never>(async (tx) => {
      throw new Rehearsed(await undoPeople(tx, silent, undoing, people))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.outcomes
    throw error
  }
}
