import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after as atLast, before as atFirst, test } from 'node:test'
import { serve, type ServerType } from '@hono/node-server'
import Papa from 'papaparse'
import { createApp } from '../../src/doors/app.ts'
import type { ExportWish } from '../../src/doors/api/exports-resource.ts'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { House } from '../../src/doors/house.ts'
import { registerPeople, type Registration } from '../../src/people/register-people.ts'
import { type TestDatabase } from '../database.ts'
import { bodyOf, staffedHouse, type Browser } from '../house.ts'
import { bring, importDesk } from '../importing.ts'
import { customer, INDEX_KEY, ORIGIN } from '../register.ts'

let database: TestDatabase
let house: House
let app: ReturnType<typeof createApp>
let browser: Browser
let cookie: string
let server: ServerType

atFirst(async () => {
  ;({ database, house, app, browser, cookie } = await staffedHouse())
  server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
})
atLast(() => server.close())

const exported = (wish: ExportWish) => browser('POST', '/api/v1/exports', wish)
const rowsOf = (text: string) => Papa.parse<Record<string, string>>(text.replace(/^\ufeff/, ''), { header: true, skipEmptyLines: true, delimiter: ';' }).data

async function uses(): Promise<number> {
  const { rows } = await database.superuser("select count(*)::int as n from use_record where kind = 'exported'")
  return (rows as { n: number }[])[0]!.n
}

test('whom the gate permits is exported, with what the purpose needs, and each finds it in their history; the others are not in the file', async () => {
  const anna = await customer(database, 'anna@example.org', { values: { given_name: 'Anna', city: 'Umeå', title: 'Chef', interests: ['schack'] } })
  const hidden = await customer(database, 'skyddad@example.org', { protectedIdentity: true })
  const [told] = (await database.write((tx) => registerPeople(tx, INDEX_KEY, [{ country: 'SE', values: { given_name: 'Otto' }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }] }],
    { ...ORIGIN, collected: 'other', noticeDueAt: new Date('2026-04-02T09:00:00Z') }))).personIds
  const answer = await exported({ purpose: 'contract', fields: ['given_name', 'city', 'email'] })
  assert.deepEqual([answer.headers.get('content-type'), answer.headers.get('content-disposition')], ['text/csv; charset=utf-8', 'attachment; filename="contract-2026-03-02.csv"'])
  const bytes = Buffer.from(await answer.arrayBuffer())
  assert.deepEqual(bytes.subarray(0, 3), Buffer.from([0xef, 0xbb, 0xbf]))
  assert.deepEqual(rowsOf(bytes.toString()), [{ id: anna.personId, given_name: 'Anna', city: 'Umeå', email: 'anna@example.org' }])
  const { rows } = await database.superuser("select person_id, purpose, channel, rule, actor_kind from use_record where kind = 'exported'")
  assert.deepEqual(rows, [{ person_id: anna.personId, purpose: 'contract', channel: 'none', rule: 'D3b', actor_kind: 'staff' }])
  assert.match(await (await browser('GET', `/api/v1/people/${anna.personId}/timeline`)).text(), /Exporterat|Exported|Eksportert/)
  for (const personId of [hidden.personId, told]) assert.equal(bytes.includes(personId!), false)
  // After the notice they may be.
  await database.superuser('update provenance set notice_given_at = $1 where person_id = $2', [database.now, told])
  assert.ok((await (await exported({ purpose: 'contract' })).text()).includes('Otto'))
})

test('what is asked for beyond the purpose is refused before anything leaves', async () => {
  const before = await uses()
  const cases: [ExportWish, number, string][] = [
    [{ purpose: 'contract', fields: ['interests'] }, 422, 'fields.0'],
    [{ purpose: 'nonsense' }, 400, 'purpose'],
    [{ purpose: 'news' }, 400, 'channel'],
    [{ purpose: 'contract', where: [{ field: 'interests', op: 'has', value: 'x' }] }, 422, 'where.0.field'],
    [{ purpose: 'contract', where: [{ field: 'shoe', op: 'is', value: 'x' }] }, 400, 'where.0.field'],
  ]
  for (const [wish, status, field] of cases) {
    const answer = await exported(wish)
    assert.deepEqual([answer.status, (await bodyOf<ProblemDetails>(answer)).field], [status, field])
  }
  const { key } = await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'x', purposes: ['analytics'] }))
  const other = await app.request('/api/v1/exports', { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: '{"purpose":"contract"}' })
  assert.equal(other.status, 403)
  assert.equal(await uses(), before)
})

test('one JSON object a line, with nothing marked; filters narrow', async () => {
  await customer(database, 'rad@example.org', { values: { given_name: '=1+1', city: 'Lund' } })
  const answer = await exported({ purpose: 'contract', format: 'jsonl', fields: ['given_name', 'title'], where: [{ field: 'city', op: 'is', value: 'Lund' }] })
  const [line, ...more] = (await answer.text()).trimEnd().split('\n').map((one) => JSON.parse(one) as Record<string, unknown>)
  assert.deepEqual([line!['given_name'], line!['title'], more.length], ['=1+1', null, 0])
})

const STARTS = ['=SUM(1;2)', '+46 70', '-2', '@cmd', '＝1', '＋1', '－1', '＠x', "'=1", '"quoted"', 'semi;colon', "O'Hara", 'plain']

test('IN-05: no cell of an export is computed by a spreadsheet, and an import of it brings exactly what was exported', async (t) => {
  const names = new Map<string, string>()
  for (const [index, name] of STARTS.entries()) {
    const { personId } = await customer(database, `start${index}@example.org`, { values: { city: 'Formelby' } })
    // As they stand in the database, however they came there.
    await database.superuser('update profile set title = $2, customer_number = $3 where person_id = $1', [personId, name, `K${index}`])
    names.set(`start${index}@example.org`, name)
  }
  const wish: ExportWish = { purpose: 'contract', where: [{ field: 'city', op: 'is', value: 'Formelby' }], fields: ['email', 'title', 'customer_number', 'city'] }
  const file = Buffer.from(await (await exported(wish)).arrayBuffer())
  const rows = rowsOf(file.toString())
  assert.equal(rows.length, STARTS.length)
  for (const cell of rows.flatMap((row) => Object.values(row))) assert.doesNotMatch(cell, /^\s*[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]/)
  computeNothing(t, file)

  const elsewhere = await importDesk()
  await bring(elsewhere, file, undefined, { id: null, title: 'title' })
  const { rows: brought } = await elsewhere.database.superuser('select c.value as email, p.title from contact_point c join profile p using (person_id)')
  assert.deepEqual(new Map((brought as { email: string; title: string }[]).map((row) => [row.email, row.title])), names)
})

/** LibreOffice reads the file and writes it again: what it would compute comes back as its result. */
function computeNothing(t: { diagnostic(text: string): void }, file: Buffer): void {
  const folder = mkdtempSync(join(tmpdir(), 'tillit-export-'))
  try {
    writeFileSync(join(folder, 'export.csv'), file)
    const run = spawnSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/profile`, '--infilter=CSV:59,34,76,1', '--convert-to', 'fods', '--outdir', folder, join(folder, 'export.csv')], { timeout: 60_000 })
    if (run.error) return t.diagnostic('LibreOffice is not here: the cells were looked at, not opened')
    assert.doesNotMatch(readFileSync(join(folder, 'export.fods'), 'utf8'), /table:formula=/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

// More than one batch, and fewer than leave only with a second colleague.
const MANY = 900

test('nothing is decided ahead of a reader who waits, nor after one who has gone', async () => {
  const many = Array.from({ length: MANY }, (): Registration => ({ country: 'SE', values: { city: 'Storstad' }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' }] }))
  await database.write((tx) => registerPeople(tx, INDEX_KEY, many, ORIGIN))
  const before = await uses()
  const wish: ExportWish = { purpose: 'contract', where: [{ field: 'city', op: 'is', value: 'Storstad' }], fields: ['city'] }
  const reader = (await exported(wish)).body!.getReader()
  await reader.read()
  assert.equal(await uses(), before)
  await reader.read()
  const afterOne = (await uses()) - before
  assert.ok(afterOne > 0 && afterOne < MANY, `${afterOne}`)
  await reader.cancel()
  assert.equal((await uses()) - before, afterOne)
  // The same in the middle of a batch.
  const errors: unknown[] = []
  house.log.error = ((fault: unknown) => errors.push(fault)) as typeof house.log.error
  const hasty = (await exported(wish)).body!.getReader()
  await hasty.read()
  const waiting = hasty.read()
  await hasty.cancel()
  await waiting
  assert.deepEqual(errors, [])
  const whole = rowsOf(await (await exported(wish)).text())
  assert.equal(new Set(whole.map((row) => row['id'])).size, MANY)
})

test('an export that fails on the way breaks off, so that nobody takes it for whole', async () => {
  const { write } = house.database
  let batches = 0
  house.database.write = (async (act: Parameters<typeof write>[0]) => {
    if (++batches > 1) throw new Error('the database is away')
    return write.call(house.database, act)
  }) as typeof write
  try {
    const { port } = server.address() as AddressInfo
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/exports`, {
      method: 'POST', headers: { cookie, origin: house.publicUrl, 'content-type': 'application/json' }, body: JSON.stringify({ purpose: 'contract', where: [{ field: 'city', op: 'is', value: 'Storstad' }] } satisfies ExportWish),
    })
    assert.equal(answer.status, 200)
    await assert.rejects(answer.text())
  } finally {
    house.database.write = write
  }
})
