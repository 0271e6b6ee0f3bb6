import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { startCopy } from './copies.ts'
import type { Desk } from './desk.ts'
import { alternate, atMost, missing, seconds, told, within, type Figure } from './measure.ts'
import { ensureAnswers, openMemory } from './memory.ts'

const ROUNDS = 4
const MEMORY_LIMIT_MB = 600

/** Reading the stored answers after a restart, beside a binary COPY of the same rows. */
export async function measureSnapshot(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const client = new pg.Client({ connectionString: desk.databaseUrl })
  await client.connect()
  try {
    const { snapshot, copy } = await alternate(ROUNDS, {
      copy: () => seconds(async () => {
        const stream = client.query(copyTo('copy (select person_id, person_no, cells, valid_until from decision_row) to stdout (format binary)'))
        for await (const _ of stream);
      }),
      snapshot: async () => {
        const memory = openMemory(desk.house.database)
        const took = await seconds(() => memory.follow())
        await memory.close()
        return took
      },
    })
    return [
      atMost(2, { name: 'snapshot after restart', unit: 's', people: desk.register.size, value: snapshot, against: copy.median, note: 'the floor is a binary COPY of the stored answers, read and thrown away' }),
      told({ name: 'answers worked out anew', unit: 's', people: desk.register.size, value: desk.answersTook!, note: 'what a first start does in the background' }),
    ]
  } finally {
    await client.end()
  }
}

/** What a copy that has everybody's answers takes of the machine's memory. */
export async function measureMemory(desk: Desk): Promise<Figure[]> {
  await ensureAnswers(desk)
  const copy = await startCopy(desk.environment)
  try {
    await new Promise((resolve) => setTimeout(resolve, 8_000))
    const found = copy.memory()
    return [found === undefined
      ? missing('memory of a copy', 'MB', desk.register.size, 'this system does not tell (no /proc)')
      : within(MEMORY_LIMIT_MB, { name: 'memory of a copy', unit: 'MB', people: desk.register.size, value: found, note: 'resident, some seconds after it started and had read the answers of everybody' })]
  } finally {
    await copy.stop()
  }
}
