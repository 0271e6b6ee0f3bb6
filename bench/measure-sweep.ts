import { CompiledQuery } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { decideFor } from '../src/decisions/decide-for.ts'
import { sweepPeople } from '../src/lifecycle/sweep-people.ts'
import { selectGroundless } from '../src/lifecycle/sweep.sql.ts'
import { PROFILE_FIELDS } from '../src/purposes/field.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { Desk } from './desk.ts'
import { OVER, RULE_KINDS, RULES, SPREAD, withFiftyRules } from './fifty-rules.ts'
import { alternate, atLeast, atMost, quantile, seconds, type Figure } from './measure.ts'
import { asOwner } from './people-at-hand.ts'

/** So many that it is seen how it goes on: a sweep of a million people is two thousand batches. */
const ROUNDS = 8
const BATCH = 500
/** Decisions asked for one by one, beside the sweep and without it. */
const DECISIONS = 1_500
/** As the routine rests between two batches. */
const REST_MS = 100

class RolledBack extends Error {}

/**
 * The sweep over people whose grounds are all over, each of them on three of fifty rules, beside the same changes as bare SQL
 * in the same batches; and what it does to decisions while it goes through the register. All of it is rolled back.
 */
export async function measureSweep(desk: Desk): Promise<Figure[]> {
  const bare = new pg.Client({ connectionString: desk.databaseUrl, options: '-c timezone=UTC -c jit=off' })
  await bare.connect()
  try {
    return await withFiftyRules(desk, () => measureUnderRules(desk, bare))
  } finally {
    await bare.end()
  }
}

async function measureUnderRules(desk: Desk, bare: pg.Client): Promise<Figure[]> {
  const people = await peopleWithoutYes(desk, BATCH * (ROUNDS + 1) * 2)
  let taken = 0
  const next = (): PersonId[] => people.slice(taken, (taken += BATCH))
  const found = await alternate(ROUNDS, { sweep: () => sweepSome(desk, next()), bare: () => endSome(bare, next()) })
  const asked = people.slice(0, DECISIONS)
  const alone = await paceOf(desk, asked)
  const { pace, swept } = await besideSweep(desk, people, () => paceOf(desk, asked))
  return [
    atLeast(0.5, {
      name: `sweep people, ${RULES} rules`, unit: 'people/s', people: desk.register.size, value: found.sweep, against: found.bare.median,
      note: `${ROUNDS} batches of ${BATCH} (n = ${count(ROUNDS * BATCH)}), of whom all grounds are over that need anything, ${RULES} rules of ${RULE_KINDS} kinds: locks, days counted anew, each value held against the grounds that are left, who is left over; the floor is bare UPDATE and DELETE statements with the same effect. Forgetting whom nothing holds is the figure of the group erase`,
    }),
    atMost(2, {
      name: 'decide beside a sweep, p99', unit: 'ms', people: desk.register.size, value: pace, against: alone,
      note: `n = ${count(DECISIONS)} people one by one from the database, while the register is gone through for people without grounds and ${count(swept)} people are swept in batches of ${BATCH} with ${REST_MS} ms between them, under ${RULES} rules; the floor is the same without the sweep`,
    }),
  ]
}

const count = (n: number): string => n.toLocaleString('en')

/** People from all over the register without a yes: a yes that ends is recording, which is measured elsewhere. */
async function peopleWithoutYes(desk: Desk, limit: number): Promise<PersonId[]> {
  const rows = await asOwner<{ person_id: PersonId }>(desk, `
    select p.person_id from person p where not exists (select from standing s where s.person_id = p.person_id and s.state = 'given')
    order by md5(p.person_id::text) limit $1`, [limit])
  return rows.map((row) => row.person_id)
}

/** One batch, rolled back; people per second. */
async function sweepSome({ house }: Desk, people: readonly PersonId[]): Promise<number> {
  let took = 0
  await house.database.write(async (tx) => {
    for (const statement of [OVER, SPREAD]) await tx.db.executeQuery(CompiledQuery.raw(statement, [people, tx.now]))
    took = await seconds(async () => {
      const { valuesEnded = 0 } = await sweepPeople(tx, house.keeper, () => Promise.reject(new Error('nobody was to go')), people)
      if (valuesEnded < people.length) throw new Error('hardly anything was swept')
    })
    throw new RolledBack()
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  return people.length / took
}

async function endSome(client: pg.Client, people: readonly PersonId[]): Promise<number> {
  const now = new Date()
  await client.query('begin')
  for (const statement of [OVER, SPREAD]) await client.query(statement, [people, now])
  const took = await seconds(async () => {
    await client.query('select from person where person_id = any ($1::uuid[]) order by person_id for update', [people])
    await client.query("update ground set ended_at = coalesce(ended_at, $2), ended_why = coalesce(ended_why, 'x'), swept_at = $2 where person_id = any ($1::uuid[]) and hold_until <= $2", [people, now])
    await client.query(`update profile set display_name = '', sort_key = '', search_key = '', own = '{}', ${PROFILE_FIELDS.map((field) => `${field} = null`).join(', ')} where person_id = any ($1::uuid[])`, [people])
    for (const table of ['contact_point', 'identifier']) await client.query(`delete from ${table} where person_id = any ($1::uuid[])`, [people])
  })
  await client.query('rollback')
  return people.length / took
}

/** The 99th of a hundred decisions, in milliseconds, one person at a time as a sender asks. */
async function paceOf({ house }: Desk, people: readonly PersonId[]): Promise<number> {
  const took: number[] = []
  for (const personId of people) took.push(1000 * await seconds(() => house.database.read((tx) => decideFor(tx, [personId], [{ purpose: 'news', channel: 'email', use: 'send' }]))))
  return quantile(took.toSorted((a, b) => a - b), 0.99)
}

/** Sweeps batch after batch for as long as an act takes, and says how many people that were. */
async function besideSweep(desk: Desk, people: readonly PersonId[], act: () => Promise<number>): Promise<{ pace: number; swept: number }> {
  const ends = new AbortController()
  const sweeping = sweepUntil(desk, people, ends.signal)
  try {
    const pace = await act()
    ends.abort()
    return { pace, swept: await sweeping }
  } finally {
    ends.abort()
    await sweeping
  }
}

async function sweepUntil(desk: Desk, people: readonly PersonId[], over: AbortSignal): Promise<number> {
  await desk.house.database.write((tx) => selectGroundless(tx, undefined, BATCH))
  let swept = 0
  for (; !over.aborted; swept += BATCH) {
    const at = swept % people.length
    await sweepSome(desk, people.slice(at, at + BATCH))
    await sleep(REST_MS)
  }
  return swept
}
