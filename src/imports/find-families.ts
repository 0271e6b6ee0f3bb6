import type { Tx } from '../plumbing/database.ts'
import { inBatches, type Families } from './batches.ts'
import { findSharers } from './find-sharers.ts'
import type { ImportRow } from './import-plan.ts'
import { rowKeys } from './row-keys.ts'
import { SeenBefore } from './seen-before.ts'

/** Rows looked up at a time. */
const AT_A_TIME = 1_000

/**
 * Finds which rows of a file may be about one person; a row that shares nothing with another is in no family. The file is
 * walked twice: first only to see which keys may come again, so that not all keys of a big file have to be remembered.
 */
export async function findFamilies(tx: Tx, rows: () => AsyncIterable<ImportRow>): Promise<Families> {
  const seen = new SeenBefore()
  for await (const { keys } of keyedRows(tx, rows())) for (const key of keys) seen.note(key)
  const firstWith = new Map<string, number>()
  const elders = new Map<number, number>()
  for await (const { number, keys } of keyedRows(tx, rows())) {
    for (const key of keys) {
      if (!seen.cameAgain(key)) continue
      const first = firstWith.get(key)
      if (first === undefined) firstWith.set(key, number)
      else join(eldestOf(first, elders), eldestOf(number, elders), elders)
    }
  }
  const members = Map.groupBy([...new Set([...elders.keys(), ...elders.values()])], (row) => eldestOf(row, elders))
  return new Map([...members.values()].flatMap((family) => family.map((row) => [row, family] as const)))
}

async function* keyedRows(tx: Tx, rows: AsyncIterable<ImportRow>): AsyncGenerator<{ number: number; keys: readonly string[] }> {
  for await (const some of inBatches(rows, AT_A_TIME)) {
    const read = some.filter((row) => row.kept)
    const sharers = await findSharers(tx, read)
    for (const [index, row] of read.entries()) yield { number: row.number, keys: rowKeys(row, sharers[index]!) }
  }
}

function eldestOf(row: number, elders: ReadonlyMap<number, number>): number {
  let eldest = row
  for (let next = elders.get(eldest); next !== undefined; next = elders.get(eldest)) eldest = next
  return eldest
}

function join(one: number, two: number, elders: Map<number, number>): void {
  if (one !== two) elders.set(Math.max(one, two), Math.min(one, two))
}
