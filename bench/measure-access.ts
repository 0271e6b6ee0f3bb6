import pg from 'pg'
import { copyFiles } from '../src/rights/copy-files.ts'
import { copyArchive } from '../src/rights/copy-archive.ts'
import { copyJson } from '../src/rights/copy-json.ts'
import { copySections } from '../src/rights/copy-sections.ts'
import { GIVEN_STATEMENT } from '../src/rights/given.sql.ts'
import { readAccess } from '../src/rights/read-access.ts'
import type { PersonId } from '../src/values/ids.ts'
import type { Desk } from './desk.ts'
import { alternate, atMost, seconds, told, type Figure } from './measure.ts'
import { peopleWhoSaid } from './people-at-hand.ts'

const PEOPLE = 300
const ROUNDS = 5
/** Whole archives cost so much more that fewer will do. */
const ARCHIVES = 20
const MS = 1000

/** The access export of one person beside the one statement that reads the same rows. */
export async function measureAccess(desk: Desk): Promise<Figure[]> {
  const { house: { database, keeper }, register } = desk
  const people = await peopleWhoSaid(desk, 'given', PEOPLE)
  const wish = { kind: 'access', language: 'sv', company: [] } as const
  const copyOf = async (personId: PersonId) => (await database.read((tx) => readAccess(tx, keeper, personId, wish))).copy
  const client = new pg.Client({ connectionString: desk.databaseUrl, options: '-c timezone=UTC -c jit=off' })
  await client.connect()
  try {
    let bytes = 0
    const { bare, access } = await alternate(ROUNDS, {
      bare: async () => (await seconds(async () => { for (const personId of people) await client.query(GIVEN_STATEMENT, [personId]) })) / people.length * MS,
      access: async () => (await seconds(async () => { for (const personId of people) bytes = copyJson(await copyOf(personId)).length })) / people.length * MS,
    })
    const archives = await alternate(2, {
      archive: async () => (await seconds(async () => { for (const personId of people.slice(0, ARCHIVES)) await archived(await copyOf(personId)) })) / ARCHIVES * MS,
    })
    return [
      atMost(5, { name: 'access export of one person', unit: 'ms', people: register.size, value: access, against: bare.median, note: `read, other people taken out, JSON-LD of ${bytes.toLocaleString('en')} bytes; the floor is the one statement that reads the same rows, by itself` }),
      told({ name: 'access archive of one person', unit: 'ms', people: register.size, value: archives.archive, note: 'the same with PDF, tables, card and zip; without receipts and stored mails' }),
    ]
  } finally {
    await client.end()
  }
}

/** The whole zip, thrown away as it comes. */
async function archived(copy: Awaited<ReturnType<typeof readAccess>>['copy']): Promise<void> {
  const none = async (): Promise<never> => { throw new Error('not measured') }
  const files = copyFiles(copy, copySections(copy), { receipt: none, file: none }).filter(({ name }) => !/^(?:receipts|mails|documents|sent)\//.test(name))
  for await (const part of copyArchive(files, copy.at)) void part
}
