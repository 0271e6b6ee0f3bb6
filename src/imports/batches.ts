import { setImmediate } from 'node:timers/promises'
import type { ImportRow } from './import-plan.ts'

/** For each row that may meet others in one person: the numbers of all of them, one shared list a family. */
export type Families = ReadonlyMap<number, readonly number[]>

/** The rows in lists of one size, the last as long as it gets. */
export async function* inBatches<Row>(rows: AsyncIterable<Row>, size: number): AsyncGenerator<Row[], void> {
  let batch: Row[] = []
  for await (const row of rows) {
    batch.push(row)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Rows taken before whoever waits for the event loop gets their turn. */
const ROWS_A_TURN = 50

/**
 * The rows in lists of one size; but a batch ends too when so many of its rows share a key with one before them: those go
 * one after the other, and a batch is to be over soon. Others get their turn every few rows, so it can go on beside other work.
 */
export async function* inShortBatches<Row extends { keys: readonly string[] }>(rows: AsyncIterable<Row>, { size, mostMeeting }: { size: number; mostMeeting: number }): AsyncGenerator<Row[], void> {
  let batch: Row[] = []
  let meeting = 0
  let seen = new Set<string>()
  for await (const row of rows) {
    if (row.keys.some((key) => seen.has(key))) meeting++
    for (const key of row.keys) seen.add(key)
    if (batch.push(row) % ROWS_A_TURN === 0) await setImmediate()
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
export async function* inWholeFamilies(rows: AsyncIterable<ImportRow>, families: Families, size: number): AsyncGenerator<ImportRow[], void> {
  const waiting = new Map<readonly number[], ImportRow[]>()
  let batch: ImportRow[] = []
  for await (const row of rows) {
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
