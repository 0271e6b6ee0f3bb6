import type { TableRow } from './table.ts'

/** For each row that may meet others in one person: the numbers of all of them, one shared list a family. */
export type Families = ReadonlyMap<number, readonly number[]>

/** The rows that follow the first `count`. */
export function* after<Row>(rows: Iterable<Row>, count: number): Generator<Row> {
  let index = 0
  for (const row of rows) if (index++ >= count) yield row
}

/** The rows in lists of one size, the last as long as it gets. */
export function* inBatches<Row>(rows: Iterable<Row>, size: number): Generator<Row[]> {
  let batch: Row[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** The same, but a family stays together, in its own order: no batch then depends on another. */
export function* inWholeFamilies(rows: Iterable<TableRow>, families: Families, size: number): Generator<TableRow[]> {
  const waiting = new Map<readonly number[], TableRow[]>()
  let batch: TableRow[] = []
  for (const row of rows) {
    const family = families.get(row.number)
    const here = family ? [...(waiting.get(family) ?? []), row] : [row]
    if (family && here.length < family.length) {
      waiting.set(family, here)
      continue
    }
    if (family) waiting.delete(family)
    batch.push(...here)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
