import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { addStaff } from '../src/staff/add-staff.ts'
import { issueApiKey } from '../src/staff/issue-api-key.ts'
import { openSession } from '../src/staff/open-session.ts'
import type { PersonId } from '../src/values/ids.ts'
import pg from 'pg'
import type { Desk } from './desk.ts'
import type { Line } from './load.ts'

/** A statement as the owner of the database. */
export async function asOwner<Row extends pg.QueryResultRow>({ databaseUrl }: Desk, text: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl, options: '-c timezone=UTC -c jit=off' })
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

/** Ids of people from all over the register who said yes (or no) to news by e-mail, always the same ones. */
export async function peopleWhoSaid(desk: Desk, state: 'given' | 'withdrawn', limit: number, skip = 0): Promise<PersonId[]> {
  const rows = await asOwner<{ person_id: PersonId }>(desk, "select person_id from standing where purpose = 'news' and channel = 'email' and state = $1 order by md5(person_id::text) limit $2 offset $3", [state, limit, skip])
  return rows.map((row) => row.person_id)
}

/** A key of a system that speaks for the person, bound to the purposes that are asked for. */
export async function makeKey({ house }: Desk): Promise<string> {
  return house.database.write(async (tx) => {
    const createdBy = await addStaff(tx, 'Bench', null, ['administrator'])
    return (await issueApiKey(tx, { name: 'bench', speaksForPerson: true, purposes: ['news', 'contract', 'events'], expiresAt: null, createdBy })).key
  })
}

/** A session of a colleague, as the cookie's line of a request. */
export async function signIn(desk: Desk): Promise<string> {
  const { secret } = await desk.house.database.write(async (tx) => openSession(tx, await addStaff(tx, 'Bench', null, ['administrator']), 'console', { client: null }))
  return `cookie: tillit_staff=${secret}`
}

/** Asks the gate until the answer comes from memory: a copy that has just started reads it in first. */
export async function untilFromMemory(line: Line, next: () => Buffer): Promise<string> {
  for (const end = performance.now() + MEMORY_LIMIT_MS; ; await sleep(100)) {
    const answer = await line.ask(next())
    if ((JSON.parse(answer) as { head?: unknown }).head || performance.now() > end) return answer
  }
}

const MEMORY_LIMIT_MS = 60_000

/** Numbers from 0 up to a limit, the same in every run. */
export function drawer(seed: string): (limit: number) => number {
  let count = 0
  return (limit) => createHash('md5').update(`${seed} ${count++}`).digest().readUInt32BE() % limit
}
