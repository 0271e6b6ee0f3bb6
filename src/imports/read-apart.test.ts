import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { getPriority } from 'node:os'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Problem } from '../plumbing/errors.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { childProcesses, LINUX } from '../../test/child-processes.ts'
import { spreadsheetBytes } from '../../test/spreadsheet-bytes.ts'
import { readApart, countRows, type ReadTable } from './read-apart.ts'

const LONG_FILE = Buffer.from(`Namn;Köpt\n${'Ada Ek;13/2/2026\n'.repeat(20_000)}`)
const [SE, TODAY] = ['SE' as CountryCode, '2026-11-22' as LocalDate]
const isHeavy = (error: unknown) => error instanceof Problem && error.kind === 'invalid' && error.detail.text === 'imports.file-too-heavy'

async function gone(pid: number): Promise<void> {
  for (let turn = 0; existsSync(`/proc/${pid}/exe`) && turn < 500; turn++) await sleep(10)
  assert.equal(existsSync(`/proc/${pid}/exe`), false, `${pid} lives`)
}

async function all<Piece>(pieces: AsyncIterable<Piece>): Promise<Piece[]> {
  const found: Piece[] = []
  for await (const piece of pieces) found.push(piece)
  return found
}

test('a file that is not short is read by a process that gives way, may not write, knows nothing of ours and ends with the reading', { skip: !LINUX && 'skipped: looks into /proc' }, async () => {
  const before = childProcesses()
  const [pid] = await readApart(LONG_FILE, {}, async (table) => {
    const mine = childProcesses().filter((each) => !before.includes(each))
    assert.equal(mine.length, 1)
    assert.ok(getPriority(mine[0]) >= Math.max(10, getPriority()), `priority ${getPriority(mine[0])} beside ${getPriority()}`)
    assert.equal(readFileSync(`/proc/${mine[0]}/environ`, 'utf8').includes('PATH='), false)
    assert.match(readFileSync(`/proc/${mine[0]}/cmdline`, 'utf8'), /--max-old-space-size=512\0.*--permission\0/)
    assert.deepEqual(table.header, ['Namn', 'Köpt'])
    return mine
  })
  await gone(pid!)
})

test('what is short is read here, and packed files never are', { skip: !LINUX && 'skipped: looks into /proc' }, async () => {
  const before = childProcesses()
  const begun = async () => childProcesses().filter((pid) => !before.includes(pid)).length
  assert.equal(await readApart(Buffer.from('Namn\nAda\n'), {}, begun), 0)
  assert.equal(await readApart(spreadsheetBytes({ Blad1: [['Namn'], ['Ada']] }), {}, begun), 1)
})

test('both ways tell the same', async () => {
  const asked = async (table: ReadTable) => ({
    head: { ...table, walk: undefined, rows: undefined },
    count: (await all(table.walk('count', undefined))).reduce((sum, each) => sum + each, 0),
    columns: await all(table.walk('columns', { country: SE, today: TODAY })),
    orders: (await all(table.walk('orders', { columns: [1] }))).flat(),
    cells: (await all(table.walk('cells', { numbers: [2, 900] }))).flat(),
    canonical: (await all(table.walk('canonical', {
      columns: [{ column: 0, header: 'Namn', field: 'full_name' }], skip: 250, defaults: { country: SE, language: null, today: TODAY, spreadsheet: false },
    }))).flat(),
  })
  const short = Buffer.from(`Namn;Köpt\n${'Ada Ek;13/2/2026\n'.repeat(1_000)}`)
  const [here, apart] = [await readApart(short, {}, asked), await readApart(LONG_FILE, {}, asked)]
  assert.equal(here.count, 1_000)
  assert.equal(apart.count, 20_000)
  assert.deepEqual(here.orders, [[1, 'day-first']])
  assert.deepEqual(here.cells.map(({ number }) => number), [2, 900])
  assert.deepEqual([here.canonical.length, apart.canonical.length], [750, 19_750])
  for (const part of ['head', 'columns', 'orders', 'cells'] as const) assert.deepEqual(JSON.parse(JSON.stringify(apart[part])), JSON.parse(JSON.stringify(here[part])), part)
  assert.deepEqual(apart.canonical.slice(0, 750), JSON.parse(JSON.stringify(here.canonical)))
})

test('rows come over when they are asked for: nobody reads ahead by more than a piece', { skip: !LINUX && 'skipped: looks into /proc' }, async () => {
  const long = Buffer.from(`Namn\n${'Ada Ek Ada Ek Ada Ek Ada Ek\n'.repeat(1_000_000)}`)
  const worked = (pid: number) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ').slice(13, 15).reduce((sum, ticks) => sum + Number(ticks), 0)
  await readApart(long, {}, async (table) => {
    const pid = childProcesses().at(-1)!
    const walk = table.walk('cells', { numbers: [900_000] })
    await walk.next()
    await sleep(50)
    const before = worked(pid)
    await sleep(400)
    assert.ok(worked(pid) - before <= 10, `${worked(pid) - before} hundredths of a second at work with nobody asking`)
    await walk.return()
    // Whoever left a walk early can begin another.
    assert.equal((await table.walk('count', undefined).next()).value, 200)
  })
})

test('a process that is killed, or takes more memory or time than it may, is a refusal that says so', async () => {
  await assert.rejects(countRows(LONG_FILE, { encoding: 'klingon' as never }), (error) => error instanceof Problem && error.detail.text === 'imports.encoding-unknown')
  const many = Buffer.from(`BEGIN:VCARD\n${'FN:A\n'.repeat(2_000_000)}END:VCARD\n`)
  await assert.rejects(readApart(many, {}, async () => {}, { megabytes: 40, silenceMs: 60_000 }), isHeavy)
  await assert.rejects(readApart(LONG_FILE, {}, async () => {}, { megabytes: 512, silenceMs: 1 }), isHeavy)
  if (!LINUX) return
  await assert.rejects(readApart(LONG_FILE, {}, async (table) => {
    process.kill(childProcesses().at(-1)!, 'SIGKILL')
    await all(table.walk('count', undefined))
  }), isHeavy)
})
