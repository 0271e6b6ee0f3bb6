import { randomUUID } from 'node:crypto'
import type { PersonId } from '../src/values/ids.ts'
import { startBare, startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { Line, load, post, type Pace } from './load.ts'
import { alternate, atLeast, series, within, type Figure } from './measure.ts'
import { ensureAnswers } from './memory.ts'
import { asOwner, makeKey, peopleWhoSaid } from './people-at-hand.ts'

const HTTP = { connections: 64, seconds: 3 }
const ROUNDS = 4
/** The acknowledged pace is taken with all connections busy; the wait with few, as on an ordinary day. */
const CALM = { connections: 16, seconds: 3 }
const P99_MS = 25

/** Recording what a person says over HTTP, each time somebody else, each with its key for repetition; beside a bare route and beside one INSERT a request. */
export async function measureRecord(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const people = await peopleWhoSaid(desk, 'given', desk.register.size)
  const key = await makeKey(desk)
  await asOwner(desk, 'create table if not exists bench_said (person_id uuid, seq integer, kind text, at timestamptz, purpose text, channel text, evidence jsonb, primary key (person_id, seq))')
  const copy = await startCopy(desk.environment)
  try {
    let count = 0
    const next = (): Buffer => withdrawal(people[count++ % people.length]!, key)
    const line = await Line.open(copy.port)
    const answer = await line.ask(next())
    line.close()
    const bare = await startBare({ ANSWER: answer, DATABASE_URL: desk.databaseUrl })
    try {
      let row = 0
      const paces = { record: [] as Pace[], bare: [] as Pace[], insert: [] as Pace[], calm: [] as Pace[] }
      const bareRequest = (): Buffer => post('/static', body('withdrawn'), [`authorization: Bearer ${key}`])
      await alternate(ROUNDS, {
        bare: async () => keep(paces.bare, await load({ port: bare.port, next: bareRequest, ...HTTP })),
        record: async () => keep(paces.record, await load({ port: copy.port, next, ...HTTP })),
        insert: async () => keep(paces.insert, await load({ port: bare.port, next: () => post('/insert', { person: people[row % people.length], seq: row++ }), ...HTTP })),
        calm: async () => keep(paces.calm, await load({ port: copy.port, next, ...CALM })),
      })
      const pace = (which: Pace[]) => series(which.slice(1).map((one) => one.perSecond))
      const wrong = [...paces.record, ...paces.insert].find((one) => one.failed > 0)
      if (wrong) throw new Error(`${wrong.failed} requests failed: ${wrong.complaint}`)
      const size = desk.register.size
      return [
        atLeast(0.4, { name: 'record over HTTP', unit: 'choices/s', people: size, value: pace(paces.record), against: pace(paces.bare).median, note: 'a no of another person each, durable, with idempotency key, keeper and ledger; 64 connections; the floor is a bare Hono route that answers the same bytes' }),
        atLeast(1.5, { name: 'record over HTTP, beside INSERTs', unit: 'choices/s', people: size, value: pace(paces.record), against: pace(paces.insert).median, as: 'rival', note: 'the rival is a bare Hono route with one INSERT and commit a request' }),
        within(P99_MS, { name: 'record over HTTP, p99', unit: 'ms', people: size, value: series(paces.record.slice(1).map((one) => one.p99)), note: 'with 64 connections that never rest' }),
        within(P99_MS, { name: 'record over HTTP, p99 of 16', unit: 'ms', people: size, value: series(paces.calm.slice(1).map((one) => one.p99)), note: 'with 16 connections that never rest' }),
      ]
    } finally {
      await bare.stop()
    }
  } finally {
    await copy.stop()
  }
}

const body = (kind: 'withdrawn' | 'given') => ({ choices: [{ kind, purpose: 'news', channel: 'email', evidence: { kind: 'api', text: 'own page' } }] })

/** A no to news by e-mail, said through a system that speaks for the person. */
export function withdrawal(personId: PersonId, key: string): Buffer {
  return post(`/api/v1/people/${personId}/choices`, body('withdrawn'), [`authorization: Bearer ${key}`, `idempotency-key: ${randomUUID()}`])
}

function keep(paces: Pace[], pace: Pace): number {
  paces.push(pace)
  return pace.perSecond
}
