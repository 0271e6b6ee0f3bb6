import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createApp } from '../../src/doors/app.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { postgresSettings } from '../../src/plumbing/postgres-settings.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { INDEX_KEY, installed, ORIGIN } from '../register.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const PEOPLE = LONG ? 50_000 : 1_000
/** The catalogue's limit holds where the machine is alone. */
const LIMIT_MS = LONG ? 2_000 : 4_000

test('OV-07: what a statement may use of memory and disk is bounded, whatever the server gives others', async () => {
  const database = await testDatabase()
  const house = await testHouse(database)
  const { rows } = await house.database.pool.query("select current_setting('work_mem') as memory, current_setting('statement_timeout') as time")
  assert.deepEqual(rows, [{ memory: '8MB', time: '1min' }])
  assert.ok(postgresSettings('/tmp', 5432).includes('temp_file_limit=2GB'))
})

test('OV-07: the worst that the narrowest key may ask is answered in time or refused with a reason', async (t) => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  for (let begin = 0; begin < PEOPLE; begin += 1_000) {
    await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: 1_000 }, (_, index) => ({
      country: 'SE', values: { given_name: `Anna ${begin + index}`, family_name: 'Andersson', city: 'Umeå' }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
    })), ORIGIN))
  }
  // As the server does by itself within a minute: a plan made for empty tables would be measured otherwise.
  await database.superuser('analyze')
  const app = createApp(house)
  const { browser } = await signedInStaff(app, house)
  const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/api-keys', { name: 'narrow', purposes: ['contract'] }))
  const ask = (method: string, path: string, body?: unknown) => app.request(path, { method, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, ...(body !== undefined && { body: JSON.stringify(body) }) })
  const many = Array.from({ length: 60 }, () => 'a').join(' ')
  const where = Array.from({ length: 200 }, () => ({ field: 'city', op: 'is-not', value: 'Oslo' }))
  const worst: [string, string, unknown?][] = [
    ['GET', '/api/v1/people?limit=200'], ['GET', '/api/v1/people?search=a&limit=200'], ['GET', `/api/v1/people?search=${encodeURIComponent(many)}&limit=200`], ['GET', '/api/v1/people?search=anna%20andersson%20ume%C3%A5&limit=200'],
    ['GET', `/api/v1/people?search=${'%25'.repeat(60)}`],
    ['POST', '/api/v1/audiences', { purpose: 'contract', channel: 'none', where: where.slice(0, 20), limit: 200 }],
    ['POST', '/api/v1/audiences', { purpose: 'contract', channel: 'none', where, limit: 200 }],
    ['POST', '/api/v1/exports', { purpose: 'contract', channel: 'none', format: 'csv', where: where.slice(0, 4) }],
  ]
  const slow: string[] = []
  for (const [method, path, body] of worst) {
    const began = performance.now()
    const answer = await ask(method, path, body)
    // An export goes on as long as it is read: its first lines count.
    if (answer.body && path.endsWith('/exports')) {
      const reader = answer.body.getReader()
      await reader.read()
      await reader.cancel()
    } else await answer.text()
    const ms = Math.round(performance.now() - began)
    t.diagnostic(`${method} ${path.slice(0, 60)}: ${answer.status} after ${ms} ms, over ${PEOPLE} people`)
    if (ms > LIMIT_MS || ![200, 400, 422].includes(answer.status)) slow.push(`${path.slice(0, 60)}: ${answer.status}, ${ms} ms`)
  }
  assert.deepEqual(slow, [])
})
