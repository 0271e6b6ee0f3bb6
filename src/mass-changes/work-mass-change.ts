import type { KeyObject } from 'node:crypto'
import { takeLease } from '../ledger/take-lease.ts'
import type { Scope } from '../people/scope.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import type { PersonId } from '../values/ids.ts'
import { changePeople } from './change-people.ts'
import type { MassChange } from './mass-change.ts'
import { selectDueMassChange, selectDuePeople, selectMassChange, selectUndoable, updateForeseen, updateMassState, updateOutcomes, updateUndoOutcomes, type ChangedPerson } from './mass-changes.sql.ts'
import { undoPeople } from './undo-people.ts'

const PEOPLE_AT_A_TIME = 1_000
/** One copy of the program changes many at a time; another takes over when it has been silent for so long. */
const LEASE = 'mass-changes'
const LEASE_MS = 60_000
const GIVEN_BACK = -1

export interface MassWorker {
  indexKey: KeyObject
  /** What whoever asked sees at this moment; `no` where they may change it no more. It is asked before each batch (AZ-09). */
  mayGoOn(tx: Tx, change: MassChange): Promise<{ scope: Scope | undefined } | 'no'>
}

/** Thrown to leave a transaction with nothing kept. */
class Rehearsed extends Error {
  readonly changed: ChangedPerson[]
  constructor(changed: ChangedPerson[]) {
    super('rehearsed')
    this.changed = changed
  }
}

/** Works off the oldest change that waits, its rehearsal or its undoing; true when it did. It goes on where it was stopped, each person once. `holder` names this copy. */
export async function workMassChange(database: Database, worker: MassWorker, holder: string, stopping?: AbortSignal): Promise<boolean> {
  const massChangeId = await database.read(selectDueMassChange)
  if (massChangeId === undefined) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, holder, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    await database.write((tx) => updateMassState(tx, massChangeId, ['waiting'], 'running'))
    while (await nextBatch(database, worker, massChangeId, renew));
  } catch (error) {
    // A database that went away says nothing about the change: it is gone on with when the database is back.
    if (isPassing(error)) throw error
    await database.write((tx) => updateMassState(tx, massChangeId, ['rehearsing', 'waiting', 'running', 'undoing'], 'failed', error instanceof Problem ? error.detail.text : 'mass-changes.failed'))
    if (!(error instanceof Problem)) throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}

/** One batch, with what became of each in the same transaction; false when that was the last, or somebody has ended it. */
async function nextBatch(database: Database, worker: MassWorker, massChangeId: string, renew: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  const change = (await database.read((tx) => selectMassChange(tx, massChangeId)))!
  if (change.state === 'rehearsing') return rehearse(database, worker, change, renew)
  if (change.state !== 'running' && change.state !== 'undoing') return false
  return database.write(async (tx) => {
    if (!(await renew(tx))) return false
    // Whoever stops it waits for the batch.
    const still = await updateMassState(tx, massChangeId, [change.state], change.state)
    return still && (change.state === 'running' ? run(tx, worker, change) : undo(tx, change))
  })
}

async function run(tx: Tx, { indexKey, mayGoOn }: MassWorker, change: MassChange): Promise<boolean> {
  const people = await selectDuePeople(tx, change.massChangeId, 'outcome', PEOPLE_AT_A_TIME)
  if (people.length === 0) return !(await updateMassState(tx, change.massChangeId, ['running'], 'done'))
  await updateOutcomes(tx, change.massChangeId, await changePeople(tx, indexKey, change, people, await scopeOf(tx, mayGoOn, change)))
  return true
}

async function undo(tx: Tx, change: MassChange): Promise<boolean> {
  const people = await selectUndoable(tx, change.massChangeId, PEOPLE_AT_A_TIME)
  if (people.length === 0) return !(await updateMassState(tx, change.massChangeId, ['undoing'], 'undone'))
  await updateUndoOutcomes(tx, change.massChangeId, await undoPeople(tx, change, people, change.undoneBy ?? change.createdBy))
  return true
}

/** The real thing, rolled back: its numbers are those of the run. */
async function rehearse(database: Database, { indexKey, mayGoOn }: MassWorker, change: MassChange, renew: (tx: Tx) => Promise<boolean>): Promise<boolean> {
  const people = await database.read((tx) => selectDuePeople(tx, change.massChangeId, 'foreseen', PEOPLE_AT_A_TIME))
  const tried = people.length === 0 ? [] : await tryChange(database, (tx) => rehearsal(tx, indexKey, mayGoOn, change, people))
  return database.write(async (tx) => {
    if (!(await renew(tx)) || !(await updateMassState(tx, change.massChangeId, ['rehearsing'], people.length === 0 ? 'rehearsed' : 'rehearsing'))) return false
    await updateForeseen(tx, change.massChangeId, new Map(tried.map((one) => [one.personId, one.outcome])))
    return people.length > 0
  })
}

async function rehearsal(tx: Tx, indexKey: KeyObject, mayGoOn: MassWorker['mayGoOn'], change: MassChange, people: readonly PersonId[]): Promise<ChangedPerson[]> {
  return changePeople(tx, indexKey, change, people, await scopeOf(tx, mayGoOn, change))
}

async function tryChange(database: Database, act: (tx: Tx) => Promise<ChangedPerson[]>): Promise<ChangedPerson[]> {
  try {
    return await database.write<never>(async (tx) => {
      throw new Rehearsed(await act(tx))
    })
  } catch (error) {
    if (error instanceof Rehearsed) return error.changed
    throw error
  }
}

async function scopeOf(tx: Tx, mayGoOn: MassWorker['mayGoOn'], change: MassChange): Promise<Scope | undefined> {
  const may = await mayGoOn(tx, change)
  if (may === 'no') throw new Problem('forbidden', { text: 'mass-changes.not-permitted-any-more' })
  return may.scope
}
