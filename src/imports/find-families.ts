import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { inBatches, type Families } from './batches.ts'
import { findSharers } from './find-sharers.ts'
import { readRow, type ImportPlan } from './import-plan.ts'
import { rowKeys } from './row-keys.ts'
import type { TableRow } from './table.ts'

/** Rows looked up at a time. */
const AT_A_TIME = 1_000

/** Finds which rows of a file may be about one person; a row that shares nothing with another is in no family. */
export async function findFamilies(tx: Tx, indexKey: KeyObject, plan: ImportPlan, rows: Iterable<TableRow>): Promise<Families> {
  const firstWith = new Map<string, number>()
  const elders = new Map<number, number>()
  const eldestOf = (row: number): number => {
    let eldest = row
    for (let next = elders.get(eldest); next !== undefined; next = elders.get(eldest)) eldest = next
    return eldest
  }
  for (const some of inBatches(rows, AT_A_TIME)) {
    const read = some.map((row) => readRow(plan, indexKey, row)).filter((row) => row.kept)
    const sharers = await findSharers(tx, read)
    for (const [index, row] of read.entries()) {
      for (const key of rowKeys(row, sharers[index]!)) {
        const first = firstWith.get(key)
        if (first === undefined) firstWith.set(key, row.number)
        else join(eldestOf(first), eldestOf(row.number), elders)
      }
    }
  }
  const members = Map.groupBy([...new Set([...elders.keys(), ...elders.values()])], eldestOf)
  return new Map([...members.values()].flatMap((family) => family.map((row) => [row, family] as const)))
}

function join(one: number, two: number, elders: Map<number, number>): void {
  if (one !== two) elders.set(Math.max(one, two), Math.min(one, two))
}
