import { randomUUID } from 'node:crypto'
import { requestImport } from '../src/imports/request-import.ts'
import { setImport } from '../src/imports/set-import.ts'
import { uploadImport } from '../src/imports/upload-import.ts'
import { workImport } from '../src/imports/work-import.ts'
import { selectImport } from '../src/imports/imports.sql.ts'
import type { Desk } from './desk.ts'
import { FILE_MAPPING, FILE_SETTINGS, inventedFile } from './invented-people.ts'
import { atLeast, seconds, series, type Figure } from './measure.ts'

const ROUNDS = 2
const MOST = 50_000

/** Bringing new people into the register by the importer, beside a COPY of all rows that result, into the same tables. */
export async function measureImport(desk: Desk): Promise<Figure[]> {
  const people = Math.min(MOST, Math.floor(desk.register.size / 5))
  return [
    ...(await held(desk, 'import to people, values, grounds, ledger', 0.3, people, false)),
    ...(await held(desk, 'import of people alone', 0.5, people, true)),
  ]
}

async function held(desk: Desk, name: string, share: number, people: number, silent: boolean): Promise<Figure[]> {
  const [ours, floor] = [[] as number[], [] as number[]]
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(people / await importPeople(desk, people, silent))
    floor.push(people / (await desk.register.copyMore(...newcomers(desk, people), silent)).seconds)
  }
  const note = silent ? 'nobody has said anything: no yes, no no' : `the floor is COPY of all resulting rows into the same tables with all their indexes; ${people.toLocaleString('en')} new people each time, into ${desk.register.size.toLocaleString('en')} that are there`
  return [atLeast(share, { name, unit: 'people/s', people: desk.register.size, value: series(ours), against: series(floor).median, note })]
}

async function importPeople(desk: Desk, people: number, silent: boolean): Promise<number> {
  const { database, keeper } = desk.house
  const file = Buffer.from(inventedFile(...newcomers(desk, people), silent))
  const importId = await database.write((tx) => uploadImport(tx, { name: 'people.csv', bytes: file }, 'bench'))
  await database.write((tx) => setImport(tx, importId, { ...FILE_SETTINGS, purposes: [...FILE_SETTINGS.purposes] }, FILE_MAPPING))
  await database.write((tx) => requestImport(tx, importId, 'run'))
  const took = await seconds(() => workImport(database, keeper, randomUUID()))
  const done = (await database.read((tx) => selectImport(tx, importId)))!
  if (done.state !== 'done' || done.counts.new !== people) throw new Error(`the import came to ${done.state}: ${JSON.stringify(done.counts)} ${done.failure ?? ''}`)
  return took
}

/** Numbers of people that nobody has had yet. */
function newcomers(desk: Desk, people: number): [from: number, to: number] {
  desk.taken = Math.max(desk.taken ?? 0, desk.register.size)
  const from = desk.taken
  desk.taken += people
  return [from, desk.taken]
}
