import pg from 'pg'
import { openList } from '../src/lists/open-list.ts'
import { countOutcomes } from '../src/mass-changes/mass-changes.sql.ts'
import { moveMassChange } from '../src/mass-changes/move-mass-change.ts'
import { requestMassChange } from '../src/mass-changes/request-mass-change.ts'
import { workMassChange } from '../src/mass-changes/work-mass-change.ts'
import { addStaff } from '../src/staff/add-staff.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { Desk } from './desk.ts'
import { told, type Figure } from './measure.ts'
import { asOwner } from './people-at-hand.ts'

/** As many as are to be changed and taken back. */
const PEOPLE = 100_000

/** One field of a hundred thousand people tried, changed and taken back, beside one bare UPDATE of the same rows. The register is as it was then. */
export async function measureMassChange(desk: Desk): Promise<Figure[]> {
  const { database, keeper } = desk.house
  const ids = (await asOwner<{ person_id: PersonId }>(desk, "select person_id from profile where language is distinct from 'nb' order by md5(person_id::text) limit $1", [PEOPLE])).map((row) => row.person_id)
  const by = await database.write((tx) => addStaff(tx, 'Bench', null, ['administrator']))
  const work = async (): Promise<number> => {
    const begin = performance.now()
    while (await workMassChange(database, { indexKey: keeper.keys.identifierIndex, mayGoOn: () => Promise.resolve({ scope: undefined }) }, 'bench'));
    return ids.length / ((performance.now() - begin) / 1000)
  }
  const begin = performance.now()
  const id = await database.reportAndRecord(async (tx) => {
    const list = await openList(tx, { where: [], search: '', sort: { by: 'name', direction: 'up' } }, { scope: undefined, memory: undefined })
    return requestMassChange(tx, { target: 'language', op: 'set', value: 'nb', source: 'bench', collected: 'self' }, list, ids, by)
  })
  const asked = ids.length / ((performance.now() - begin) / 1000)
  const rehearsed = await work()
  await database.write((tx) => moveMassChange(tx, id, 'run', by))
  const run = await work()
  await database.write((tx) => moveMassChange(tx, id, 'undo', by))
  const undone = await work()
  const { outcomes, undone: back } = await database.read((tx) => countOutcomes(tx, id))
  const bare = await bareUpdate(desk, ids)
  const figure = (name: string, value: number, note: string): Figure => told({ name: `change of many: ${name}`, unit: 'people/s', people: desk.register.size, value, note: `${note}; one bare UPDATE of the same column of the same rows: ${Math.round(bare).toLocaleString('en')} people/s` })
  const n = ids.length.toLocaleString('en')
  return [
    figure('asked', asked, `n = ${n}, settled whom it is about`),
    figure('tried', rehearsed, `n = ${n}, in batches of 1,000 that are rolled back`),
    figure('run', run, `n = ${n}, of whom ${(outcomes['changed'] ?? 0).toLocaleString('en')} changed and ${(outcomes['H1'] ?? 0).toLocaleString('en')} without a ground; each with a lock, the check of grounds, a provenance row, and what stood there before`),
    figure('taken back', undone, `n = ${n}, ${(back['restored'] ?? 0).toLocaleString('en')} as before`),
  ]
}

async function bareUpdate(desk: Desk, ids: readonly PersonId[]): Promise<number> {
  const client = new pg.Client({ connectionString: desk.databaseUrl, options: '-c timezone=UTC -c jit=off' })
  await client.connect()
  try {
    await client.query('begin')
    const begin = performance.now()
    await client.query("update profile set language = 'nb' where person_id = any ($1::uuid[])", [ids])
    const took = performance.now() - begin
    await client.query('rollback')
    return ids.length / (took / 1000)
  } finally {
    await client.end()
  }
}
