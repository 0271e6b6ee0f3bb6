import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { mailSink } from '../mail-sink.ts'
import { NoAnswer, type Answer } from './client.ts'
import { customers } from './customers.ts'
import { twoCopies, until, type TwoCopies } from './two-copies.ts'

const LONG = process.env['TILLIT_LONG'] !== undefined
const CLIENTS = 32
const NOT_TAKEN = new Set(['ECONNREFUSED'])

interface Seen {
  answered: number
  turnedAway: number
  refused: number
  cut: string[]
  slowest: number
}

/** Clients that call without a pause until told that it is over; each goes away when it is turned away. */
function load(clients: number, call: () => Promise<{ status: number }>): { seen: Seen; done: Promise<unknown> } {
  const seen: Seen = { answered: 0, turnedAway: 0, refused: 0, cut: [], slowest: 0 }
  const one = async () => {
    for (;;) {
      const began = performance.now()
      try {
        const { status } = await call()
        seen.slowest = Math.max(seen.slowest, performance.now() - began)
        if (status === 503) {
          seen.turnedAway += 1
          return
        }
        assert.equal(status, 200)
        seen.answered += 1
      } catch (error) {
        if (!(error instanceof NoAnswer)) throw error
        if (NOT_TAKEN.has(error.code)) seen.refused += 1
        else seen.cut.push(error.code)
        return
      }
    }
  }
  return { seen, done: Promise.all(Array.from({ length: clients }, one)) }
}

test('DU-10: told to stop under full load, a copy answers everybody whom it let in, turns away who comes then, gives back what it held and ends with 0', async (t) => {
  const two = await twoCopies()
  const people = await customers(two, Array.from({ length: CLIENTS }, (_, index) => `stopp${index}@example.org`))
  let turn = 0
  const { seen, done } = load(CLIENTS, () => {
    const person = people[turn++ % CLIENTS]!
    return two.staff.call(two.a.origin, 'POST', `/api/v1/people/${person.id}/choices`, turn % 3 === 0 ? person.no : person.yes)
  })
  await sleep(1_500)
  const began = performance.now()
  const code = await two.a.stop()
  const took = performance.now() - began
  await done
  t.diagnostic(`${seen.answered} answered, ${seen.turnedAway} turned away, ${seen.refused} refused, ${seen.cut.length} cut; stopped after ${Math.round(took)} ms, slowest answer ${Math.round(seen.slowest)} ms`)
  assert.deepEqual(seen.cut, [])
  assert.ok(seen.answered > CLIENTS && seen.turnedAway > 0)
  assert.equal(code, 0)
  assert.ok(seen.slowest <= 10_000)
  const held = await two.database.superuser("select name from lease where until > $1 and holder in (select holder from lease where name like 'copy %' and until < $1)", [new Date()])
  assert.deepEqual(held.rows, [])
  const living = await two.database.superuser("select holder from lease where name like 'copy %' and until >= $1", [new Date()])
  const claimed = await two.database.superuser("select from message where state = 'handing-over' and claimed_by <> $1", [(living.rows[0] as { holder: string }).holder])
  assert.deepEqual([living.rowCount, claimed.rowCount], [1, 0])
})

test('somebody who has connected and says nothing does not keep a copy from ending', async () => {
  const two = await twoCopies()
  const silent = connect(two.a.port, '127.0.0.1')
  await once(silent, 'connect')
  const gone = once(silent, 'close')
  const began = performance.now()
  assert.equal(await two.a.stop(), 0)
  assert.ok(performance.now() - began < 10_000)
  await gone
})

test('told a second time, a copy ends at once and says by its code that it was forced', async () => {
  // A mail server that takes its time keeps the copy from ending by itself.
  const sink = await mailSink(() => 8_000)
  const two = await twoCopies({ SMTP_URL: sink.url })
  const [person] = await customers(two, ['dubbelt@example.org'])
  await two.b.stop()
  const said = await two.staff.call(two.a.origin, 'POST', `/api/v1/people/${person!.id}/choices`, person!.yes)
  assert.equal(said.status, 200)
  const handingOver = async () => (await two.database.superuser("select from message where state = 'handing-over'")).rowCount === 1
  await until('a mail that is being handed over', handingOver)
  const { program } = two.a
  program!.signal('SIGTERM')
  await sleep(500)
  const began = performance.now()
  program!.signal('SIGTERM')
  assert.equal(await program!.ended, 2)
  assert.ok(performance.now() - began < 1_000)
})

/** Calls one copy, and once more the other when that gave no answer or turned away. */
async function withOneRetry(two: TwoCopies, first: 'a' | 'b', act: (origin: string) => Promise<Answer>): Promise<{ ok: boolean; retried: boolean; why: string }> {
  const other = first === 'a' ? 'b' : 'a'
  let why = ''
  for (const copy of [first, other] as const) {
    try {
      const answer = await act(two[copy].origin)
      if (answer.status === 200) return { ok: true, retried: copy !== first, why }
      why += `${copy}: ${answer.status} `
      if (answer.status !== 503) break
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error
      why += `${copy}: ${error.code} `
    }
  }
  return { ok: false, retried: true, why }
}

test('DU-10: copies are restarted one after the other while clients call, and with one retry no call fails', { timeout: 1_200_000 }, async (t) => {
  const restarts = LONG ? 50 : 8
  const two = await twoCopies()
  const people = await customers(two, Array.from({ length: 8 }, (_, index) => `rulla${index}@example.org`))
  const over = new AbortController()
  const [failed, tally] = [[] as string[], { calls: 0, retries: 0 }]
  const client = async (index: number) => {
    for (let turn = 0; !over.signal.aborted; turn++) {
      const person = people[index]!
      const result = await withOneRetry(two, (index + turn) % 2 === 0 ? 'a' : 'b', (origin) => turn % 2 === 0
        ? two.staff.call(origin, 'POST', `/api/v1/people/${person.id}/choices`, turn % 4 === 0 ? person.yes : person.no)
        : two.staff.call(origin, 'GET', `/api/v1/people/${person.id}`))
      tally.calls += 1
      if (result.retried) tally.retries += 1
      if (!result.ok) failed.push(result.why)
      await sleep(5)
    }
  }
  const clients = Promise.all(people.map((_, index) => client(index)))
  const codes: (number | null)[] = []
  const waits: number[] = []
  for (let round = 0; round < restarts; round++) {
    const copy = round % 2 === 0 ? two.a : two.b
    codes.push(await copy.stop())
    waits.push(await copy.start())
  }
  over.abort()
  await clients
  t.diagnostic(`${restarts} restarts (catalogue: 50), ${tally.calls} calls, ${tally.retries} retried once, ${failed.length} failed; slowest start ${Math.round(Math.max(...waits))} ms`)
  assert.deepEqual(failed, [])
  assert.ok(tally.calls > restarts * 10 && tally.retries > 0)
  assert.deepEqual(codes, codes.map(() => 0))
})
