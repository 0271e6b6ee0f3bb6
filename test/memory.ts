import assert from 'node:assert/strict'
import { after } from 'node:test'
import { ChangeLogKeeper } from '../src/decisions/change-log-keeper.ts'
import { decideFor } from '../src/decisions/decide-for.ts'
import { DecisionMemory } from '../src/decisions/decision-memory.ts'
import { layoutOf } from '../src/decisions/cell.ts'
import { Database } from '../src/plumbing/database.ts'
import { selectCatalogue } from '../src/purposes/catalogue.sql.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { TestDatabase } from './database.ts'

/** A copy's memory that does nothing by itself: a test says when it follows and works. */
export interface Copy {
  memory: DecisionMemory
  keeper: ChangeLogKeeper
  /** Reads the log and works until nothing is left to do. */
  catchUp(): Promise<void>
  close(): Promise<void>
}

let copies = 0

/** Another copy of the program beside `database`, with connections of its own, or the same copy; it has followed once. */
export async function openCopy(database: TestDatabase, more: { version?: string; ticks?: () => number; sameCopy?: boolean } = {}): Promise<Copy> {
  const own = more.sameCopy ? database : new Database({ connection: database.connection, clock: () => database.now })
  const memory = new DecisionMemory({ database: own, version: 'test', ticks: () => performance.now(), ...more })
  const keeper = new ChangeLogKeeper({ database: own, memory, holder: `copy-${++copies}` })
  let open = true
  const copy: Copy = {
    memory, keeper,
    catchUp: async () => {
      await memory.follow()
      while (await memory.work());
    },
    close: async () => {
      if (!open) return
      open = false
      await memory.close()
      if (own !== database) await own.close()
    },
  }
  after(copy.close)
  await memory.follow()
  return copy
}

/** Every answer of the memory about these people is that of the database. Returns how many were compared. */
export async function assertRight(database: TestDatabase, memory: DecisionMemory, people: readonly PersonId[], orDatabase = false): Promise<number> {
  const { cells } = await database.read(async (tx) => layoutOf(await selectCatalogue(tx)))
  const answers = await database.read((tx) => decideFor(tx, people, cells))
  let compared = 0
  // Comparing takes longer than an answer stands unconfirmed.
  await memory.follow()
  for (const { personId, question, allowed, rule, basis, obligations } of answers) {
    const kept = memory.answer(personId, question)
    if (kept === 'ask-database' && orDatabase) continue
    assert.notEqual(kept, 'ask-database', `${personId} ${JSON.stringify(question)} is not known`)
    const { allowed: may, rule: by, basis: on, obligations: with_ } = kept as Exclude<typeof kept, string>
    assert.deepEqual([may, by, on, with_], [allowed, rule, basis, obligations], `${personId} ${JSON.stringify(question)}`)
    compared += 1
  }
  return compared
}
