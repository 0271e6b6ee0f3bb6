import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { ChangeLogKeeper } from '../src/decisions/change-log-keeper.ts'
import { DecisionMemory } from '../src/decisions/decision-memory.ts'
import type { Database } from '../src/plumbing/database.ts'
import { sourceMark } from '../src/plumbing/source-mark.ts'
import type { Desk } from './desk.ts'

const DECIDING = ['decisions', 'law', 'purposes'].map((room) => join(import.meta.dirname, '..', 'src', room))

/** The answers in memory, as a copy of the program holds them. */
export function openMemory(database: Database): DecisionMemory {
  return new DecisionMemory({ database, version: sourceMark(DECIDING), ticks: () => performance.now() })
}

/** Sees to it that the answers are stored, once a run. */
export async function ensureAnswers(desk: Desk): Promise<void> {
  if (desk.answersTook !== undefined) return
  desk.answersTook = await workOutAnswers(desk.house.database)
  desk.say(`answers for ${desk.register.size.toLocaleString('en')} people worked out and stored in ${desk.answersTook.toFixed(0)} s`)
}

/** Works out and stores everybody's answers, so that every copy that starts from now on finds them. Seconds it took. */
async function workOutAnswers(database: Database): Promise<number> {
  const begin = performance.now()
  const memory = openMemory(database)
  const log = new ChangeLogKeeper({ database, memory, holder: randomUUID() })
  // What has no place in the log is told again and again, and nothing is known meanwhile.
  while (await log.place());
  await memory.follow()
  for (let rounds = 1; await memory.work(); rounds++) {
    if (rounds % 20 === 0) await memory.follow()
    if (rounds % 50 === 0) while (await log.store());
  }
  await memory.follow()
  while (await log.store());
  await memory.close()
  return (performance.now() - begin) / 1000
}
