// Offered up to ten times what it can do, by clients that do not wait for each other (OV-01). Meant for a machine that does nothing else.
import { getRequestListener } from '@hono/node-server'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Admission } from '../../src/doors/admission.ts'
import { createApp } from '../../src/doors/app.ts'
import { quickDecisions } from '../../src/doors/quick-decisions.ts'
import { Serving } from '../../src/doors/shell/serving.ts'
import { registerPeople } from '../../src/people/register-people.ts'
import { testDatabase } from '../database.ts'
import { bodyOf, signedInStaff, testHouse } from '../house.ts'
import { listening } from '../listening.ts'
import { offered, type Offered } from '../offered-load.ts'
import { customer, INDEX_KEY, installed, ORIGIN } from '../register.ts'

const SECONDS = 60
const TIMES = [1, 2, 5, 10]
/** So many that ask without rest keep the program as busy as it gets, and none is refused. */
const BUSY_CLIENTS = 8
const PEOPLE = 400
const NOES_PER_SECOND = 10

const GOODPUT = 0.8
const SLOWER = 3
const REFUSED_MS = 50
const WELL_AGAIN_MS = 10_000

const quantile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)] ?? 0
const ms = (value: number): string => value.toFixed(1)

test('OV-01: offered ten times what it can do it does four fifths of it and as quickly, and refuses the rest at once', { timeout: 20 * 60_000 }, async (t) => {
  const database = await testDatabase()
  await installed(database)
  const house = await testHouse(database)
  await database.write((tx) => registerPeople(tx, INDEX_KEY, Array.from({ length: PEOPLE }, (_, index) => ({
    country: 'SE', values: { given_name: `Kund ${index}` }, contactPoints: [], identifiers: [], grounds: [{ purpose: 'contract', basis: 'contract' as const }],
  })), ORIGIN))
  const { personId } = await customer(database, 'nej@example.org')
  const app = createApp({ ...house, settings: { ...house.settings, apiPerMinute: 999_999_999 } })
  const { browser, cookie } = await signedInStaff(app, house)
  const { key } = await bodyOf<{ key: string }>(browser('POST', '/api/v1/api-keys', { name: 'load', purposes: ['contract'] }))
  const admission = new Admission(quickDecisions(house, getRequestListener(app.fetch)), house.publicUrl)
  t.after(() => admission.close())
  const { port } = await listening(new Serving(admission.listener, house.publicUrl).listener)

  const no = JSON.stringify({ choices: [{ kind: 'withdrawn', purpose: 'news', channel: 'email', evidence: { kind: 'call-note', text: 'Nej.' } }] })
  const beside = {
    request: `POST /api/v1/people/${personId}/choices HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\nsec-fetch-site: same-origin\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(no)}\r\n\r\n${no}`,
    perSecond: NOES_PER_SECOND,
  }
  const request = `GET /api/v1/people?limit=5 HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer ${key}\r\n\r\n`
  const told = (name: string, { accepted, refused, sent, failed, seconds, beside: noes }: Offered) => t.diagnostic(
    `${name}, ${seconds} s: ${Math.round(sent / seconds)} a second asked, ${Math.round(accepted.length / seconds)} answered in ${ms(quantile(accepted, 0.5))} ms (p99 ${ms(quantile(accepted, 0.99))}), ` +
    `${Math.round(refused.length / seconds)} refused in ${ms(quantile(refused, 0.5))} ms (p99 ${ms(quantile(refused, 0.99))}), ${failed} failed; ${noes.accepted} noes, ${noes.lost} lost`)

  await offered({ port, request, seconds: 3, clients: BUSY_CLIENTS })
  const alone = await offered({ port, request, seconds: SECONDS, clients: 1 })
  told('one client', alone)
  // The noes come all the while, here too: what they take is not there to be had.
  const busy = await offered({ port, request, seconds: SECONDS, clients: BUSY_CLIENTS, beside })
  told(`${BUSY_CLIENTS} clients`, busy)
  const capacity = busy.accepted.length / SECONDS
  t.diagnostic(`C = ${Math.round(capacity)} answers a second; the catalogue: 1, 2, 5, 10 × C for 60 s each, noes in the mix`)
  const found: [number, Offered][] = []
  for (const times of TIMES) {
    const load = await offered({ port, request, seconds: SECONDS, perSecond: times * capacity, beside })
    told(`${times} × C`, load)
    found.push([times, load])
  }
  const ended = performance.now()
  const wellAgainMs = await untilWell(port, request, SLOWER * quantile(alone.accepted, 0.99)) - ended
  t.diagnostic(`well again after ${Math.round(wellAgainMs)} ms (catalogue: 10 s)`)

  const worst = found.at(-1)![1]
  for (const [times, load] of found) {
    assert.ok(load.sent >= 0.95 * times * capacity * SECONDS, `${times} × C: the clients sent ${load.sent}`)
    assert.deepEqual([load.failed, load.withoutRetryAfter, load.beside.lost], [0, 0, 0], `${times} × C`)
    assert.ok(load.beside.accepted > 0.9 * NOES_PER_SECOND * SECONDS, `${times} × C: ${load.beside.accepted} noes`)
    assert.ok(quantile(load.accepted, 0.99) <= SLOWER * quantile(alone.accepted, 0.99), `${times} × C: p99 of what is accepted ${ms(quantile(load.accepted, 0.99))} ms, of one client ${ms(quantile(alone.accepted, 0.99))} ms`)
    assert.ok(quantile(load.refused, 0.99) <= REFUSED_MS, `${times} × C: p99 of what is refused ${ms(quantile(load.refused, 0.99))} ms`)
  }
  assert.ok(worst.refused.length > worst.accepted.length)
  assert.ok(worst.accepted.length / SECONDS >= GOODPUT * capacity, `${Math.round(worst.accepted.length / SECONDS)} of ${Math.round(capacity)} answers a second`)
  assert.ok(wellAgainMs <= WELL_AGAIN_MS)
})

/** When nine of ten requests of one client are answered as quickly as before, and none is refused. */
async function untilWell(port: number, request: string, quickMs: number): Promise<number> {
  for (const patience = performance.now() + 2 * WELL_AGAIN_MS; performance.now() < patience;) {
    const { accepted, refused, failed } = await offered({ port, request, seconds: 0.5, clients: 1 })
    if (failed === 0 && refused.length === 0 && accepted.length > 0 && quantile(accepted, 0.9) <= quickMs) break
  }
  return performance.now()
}
