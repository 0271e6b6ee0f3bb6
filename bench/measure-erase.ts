import { mkdtempSync, openSync, closeSync, fsyncSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { erasePeople, type ErasingKeeper } from '../src/erasure/erase-people.ts'
import { erasedTables } from '../src/erasure/erased-tables.ts'
import { updateGroundsErased } from '../src/erasure/erase-rows.sql.ts'
import { selectGrounds } from '../src/people/grounds.sql.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { Desk } from './desk.ts'
import { alternate, atLeast, seconds, type Figure } from './measure.ts'
import { peopleWhoSaid } from './people-at-hand.ts'

const ROUNDS = 4
/** As many as a sweep gives at a time. */
const BATCH = 500

class RolledBack extends Error {}

/**
 * Forgetting people in batches, beside the same deletes as bare SQL in the same batches. Both are rolled back, so that the
 * register is there for the next group; the journal is flushed to a file of its own.
 */
export async function measureErase(desk: Desk): Promise<Figure[]> {
  const { house, register } = desk
  const folder = mkdtempSync(join(tmpdir(), 'tillit-erase-'))
  const journal = openSync(join(folder, 'journal'), 'a')
  const keeper: ErasingKeeper = {
    keys: house.keeper.keys,
    journal: async (...lines) => {
      writeSync(journal, lines.map((line) => `${JSON.stringify(line)}\n`).join(''))
      fsyncSync(journal)
    },
  }
  const bare = new pg.Client({ connectionString: desk.databaseUrl, options: '-c timezone=UTC -c jit=off' })
  await bare.connect()
  try {
    const people = await peopleWhoSaid(desk, 'given', BATCH * (ROUNDS + 1) * 2)
    let taken = 0
    const next = (): PersonId[] => people.slice(taken, (taken += BATCH))
    const found = await alternate(ROUNDS, {
      erase: () => eraseSome(desk, keeper, next()),
      bare: () => deleteSome(bare, next()),
    })
    return [atLeast(0.3, {
      name: 'erase people', unit: 'people/s', people: register.size, value: found.erase, against: found.bare.median,
      note: `in batches of ${BATCH}, as a sweep does: journal, marks, proof kept apart, ${erasedTables().length + 3} tables of the data map, payloads shredded with their leaf; the floor is bare DELETE statements on the same tables, as many at a time`,
    })]
  } finally {
    await bare.end()
    closeSync(journal)
    rmSync(folder, { recursive: true, force: true })
  }
}

async function eraseSome({ house }: Desk, keeper: ErasingKeeper, people: PersonId[]): Promise<number> {
  let took = 0
  await house.database.write(async (tx) => {
    // A running contract would keep them.
    await updateGroundsErased(tx, await selectGrounds(tx, people))
    took = await seconds(async () => {
      const erased = await erasePeople(tx, keeper, people.map((personId) => ({ personId, why: 'retention' })))
      if (erased.length !== people.length || erased.some((one) => one.state === 'partly')) throw new Error('not everybody was erased')
    })
    throw new RolledBack()
  }).catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
  return people.length / took
}

async function deleteSome(client: pg.Client, people: PersonId[]): Promise<number> {
  await client.query('begin')
  const took = await seconds(async () => {
    for (const table of [...erasedTables(), 'token', 'ledger_entry', 'person']) await client.query(`delete from ${table} where person_id = any ($1::uuid[])`, [people])
  })
  await client.query('rollback')
  return people.length / took
}
