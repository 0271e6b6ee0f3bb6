import { setImmediate } from 'node:timers/promises'
import type { TableRow } from './table.ts'

/** For each row that may meet others in one person: the numbers of all of them, one shared list a family. */
export type Families = ReadonlyMap<number, readonly number[]>

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

/** Rows read before whoever waits for the event loop gets their turn. */
export const ROWS_A_TURN = 50

/**
 * The rows after the first `skip` in lists of one size; but a batch ends too when so many of its rows share a key with one before them: those go one after the
 * other, and a batch is to be over soon. Reading gives way to others every few rows, so it can go on beside other work.
 */
export async function* inShortBatches<From, Row extends { keys: readonly string[] }>(
  rows: Iterable<From>, { skip, size, mostMeeting }: { skip: number; size: number; mostMeeting: number }, read: (row: From) => Row,
): AsyncGenerator<Row[], void> {
  let batch: Row[] = []
  let meeting = 0
  let seen = new Set<string>()
  let passed = 0
  for (const from of rows) {
    if (++passed % ROWS_A_TURN === 0) await setImmediate()
    if (passed <= skip) continue
    const row = read(from)
    if (row.keys.some((key) => seen.has(key))) meeting++
    for (const key of row.keys) seen.add(key)
    batch.push(row)
    if (batch.length < size && meeting < mostMeeting) continue
    yield batch
    batch = []
    meeting = 0
    seen = new Set()
  }
  if (batch.length > 0) yield batch
}

/** The same items, the next one made while the last is worked on. */
export async function* oneAhead<Item>(items: AsyncGenerator<Item, void>): AsyncGenerator<Item, void> {
  let next = items.next()
  try {
    for (let item = await next; !item.done; item = await next) {
      next = items.next()
      // Whoever asks for it is told; nobody may.
      next.catch(() => {})
      yield item.value
    }
  } finally {
    await items.return()
  }
}

/** The same as `inBatches`, but a family stays together, in its own order: no batch then depends on another. */
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
