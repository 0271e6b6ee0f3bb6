import { selectPermittedNumbers } from '../decisions/audience.sql.ts'
import { cellAllows, NOT_KNOWN } from '../decisions/cell.ts'
import type { DecisionMemory } from '../decisions/decision-memory.ts'
import type { Question } from '../decisions/question.ts'
import type { Tx } from '../plumbing/database.ts'

/**
 * Whom the gate permits, a bit for each person number (the lowest bit of a byte first, as PostgreSQL counts): from memory
 * when it knows everybody, else asked of the database.
 */
export async function reachableNumbers(tx: Tx, memory: DecisionMemory | undefined, question: Question): Promise<Buffer> {
  await memory?.settle()
  const answers = memory?.everybody(question)
  if (!answers?.counts) return bitsOf(await selectPermittedNumbers(tx, question))
  const bits = Buffer.alloc((answers.end + 7) >> 3)
  for (let no = 0; no < answers.end; no++) {
    const cell = answers.cell(no)
    if (cell !== NOT_KNOWN && cellAllows(cell)) bits[no >> 3]! |= 1 << (no & 7)
  }
  return bits
}

function bitsOf(numbers: Int32Array): Buffer {
  const bits = Buffer.alloc(((numbers.reduce((most, no) => Math.max(most, no), 0) + 8) >> 3))
  for (const no of numbers) bits[no >> 3]! |= 1 << (no & 7)
  return bits
}
