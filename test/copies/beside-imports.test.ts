import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { spreadsheetBytes, zipBytes } from '../spreadsheet-bytes.ts'
import { NoAnswer, type Answer } from './client.ts'
import { customers, type Customer } from './customers.ts'
import { twoCopies, type TwoCopies } from './two-copies.ts'
import { beginImport, customerFile, imported } from './work.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const ROWS = LONG ? 100_000 : 4_000
const MEGABYTE = 1024 * 1024
/** What somebody who works beside an import may have to wait for a page (IN-08), p95. */
const PAGE_MS = 500
const CALM_MS = LONG ? 15_000 : 3_000
/** Calm and bombs in turns, so that what else the machine does counts for both. */
const ROUNDS = LONG ? 4 : 1
/** How much later the slowest pages may come beside bombs (IN-07). */
const MOST_SLOWER = 1.2

interface Waits { calls: number; median: number; p95: number; p99: number }

function waits(took: readonly number[]): Waits {
  const sorted = took.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!
  return { calls: sorted.length, median: at(0.5), p95: at(0.95), p99: at(0.99) }
}

/** Reads what the workspace reads, as long as something lasts: three people at their desks. Returns how long each page took. */
async function atTheDesks(two: TwoCopies, people: readonly Customer[], lasts: Promise<unknown>): Promise<number[]> {
  const took: number[] = []
  const over = new AbortController()
  const desk = async (seat: number) => {
    for (let turn = seat; !over.signal.aborted; turn++) {
      const person = people[turn % people.length]!
      const path = [`/api/v1/people/${person.id}`, '/api/v1/people?search=kund', '/api/v1/people', '/api/v1/reach'][turn % 4]!
      const began = performance.now()
      assert.equal((await read(two, path)).status, 200)
      took.push(performance.now() - began)
      await sleep(20)
    }
  }
  const desks = [0, 1, 2].map(desk)
  await lasts.finally(() => over.abort())
  await Promise.all(desks)
  return took
}

/** A page, asked for once more where the connection had just been closed for lying idle, as browsers do (RFC 9110, 9.2.2). */
async function read(two: TwoCopies, path: string): Promise<Answer> {
  return two.staff.call(two.a.origin, 'GET', path).catch((error: unknown) => {
    if (error instanceof NoAnswer && error.code === 'ECONNRESET') return two.staff.call(two.a.origin, 'GET', path)
    throw error
  })
}

const inWords = ({ calls, median, p95, p99 }: Waits) => `median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)}, p99 ${p99.toFixed(0)} (${calls} pages)`

/** Files that would burst whoever reads them carelessly; the copy that serves the desks is given each. */
const BOMBS: [name: string, bytes: Buffer][] = [
  ['an archive of a thousand times its size', zipBytes({ 'xl/worksheets/sheet1.xml': Buffer.alloc(400 * MEGABYTE) })],
  ['ten million rows', Buffer.from(`Namn\n${'x\n'.repeat(10_000_000)}`)],
  ['a quotation mark that never closes', Buffer.from(`a,b\n1,"${'x,\n'.repeat(15 * MEGABYTE)}`)],
  ['a cell of 50 MB', Buffer.from(`a,b\n1,${'x'.repeat(50 * MEGABYTE)}\n`)],
  ['a spreadsheet with paths that lead out', spreadsheetBytes({ Blad1: [['Namn']] }, { '../../out.txt': 'x' })],
]

/** One after the other, for as long as a round lasts. */
async function throwBombs(two: TwoCopies, answers: string[]): Promise<void> {
  for (const began = performance.now(); performance.now() - began < CALM_MS; ) {
    for (const [name, bytes] of BOMBS) {
      const sent = performance.now()
      const { status } = await two.staff.call(two.a.origin, 'POST', '/api/v1/imports', bytes, { 'content-type': 'application/octet-stream', 'x-file-name': 'bomb' })
      answers.push(`${name}: ${status} after ${((performance.now() - sent) / 1_000).toFixed(1)} s`)
      // Refused at the door, or taken as a table of a few strange rows; never a fault of ours.
      assert.ok(status < 500, `${name}: ${status}`)
    }
  }
}

test('IN-07, IN-08: who works beside an import, or beside somebody who uploads bombs, gets their pages in time', { timeout: 1_200_000 }, async (t) => {
  const two = await twoCopies()
  const people = await customers(two, Array.from({ length: 30 }, (_, index) => `bredvid${index}@example.org`))
  // The first pages of a copy that has just started are slower.
  await atTheDesks(two, people, sleep(1_000))
  const answers: string[] = []
  const [calms, bombeds] = [[] as number[], [] as number[]]
  for (let round = 0; round < ROUNDS; round++) {
    calms.push(...(await atTheDesks(two, people, sleep(CALM_MS))))
    bombeds.push(...(await atTheDesks(two, people, throwBombs(two, answers))))
  }
  const [calm, bombed] = [waits(calms), waits(bombeds)]

  let rows = 0
  const began = performance.now()
  const beside = waits(await atTheDesks(two, people, (async () => {
    rows = (await imported(two, two.a.origin, await beginImport(two, two.a.origin, customerFile('bredvid-fil', ROWS)), 900_000)).new
  })()))
  const seconds = (performance.now() - began) / 1_000

  t.diagnostic(`calm: ${inWords(calm)}`)
  t.diagnostic(`beside an import of ${rows} rows (catalogue: 2,000,000) in ${seconds.toFixed(0)} s: ${inWords(beside)}`)
  t.diagnostic(`beside ${answers.length} bombs (${answers.slice(0, BOMBS.length).join(', ')}): ${inWords(bombed)}; p99 × ${(bombed.p99 / calm.p99).toFixed(2)} (catalogue: 0.8 to 1.2)`)
  assert.equal(rows, ROWS)
  assert.ok(beside.p95 <= PAGE_MS, `beside an import: ${beside.p95} ms`)
  if (LONG) assert.ok(bombed.p99 <= calm.p99 * MOST_SLOWER, `beside bombs: ${bombed.p99} ms, calm: ${calm.p99} ms`)
  assert.ok(bombed.p95 <= PAGE_MS, `beside bombs: ${bombed.p95} ms`)
})
