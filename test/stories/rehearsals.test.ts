import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requestImport } from '../../src/imports/request-import.ts'
import { setImport } from '../../src/imports/set-import.ts'
import { uploadImport } from '../../src/imports/upload-import.ts'
import { workImport } from '../../src/imports/work-import.ts'
import { testDatabase } from '../database.ts'
import { testHouse } from '../house.ts'
import { installed } from '../register.ts'

test('M1: what an import would bring is brought by its run alone: a rehearsal leaves no person and no no, in the keeper neither', async () => {
  const database = await testDatabase()
  await installed(database)
  const { keeper } = await testHouse(database)
  const importId = await database.write((tx) => uploadImport(tx, { name: 'a.csv', bytes: Buffer.from('Namn;E-post;Nyheter\nAda Ek;ada@example.org;nej\n') }, 'tester'))
  await database.write((tx) => setImport(tx, importId,
    { source: 'old system', purposes: ['contract'], ground: 'contract', collected: 'self', country: 'SE' },
    { Namn: 'full_name', 'E-post': 'email', Nyheter: 'consent:news:email' }))
  const after = async (wish: 'rehearsal' | 'run') => {
    await database.write((tx) => requestImport(tx, importId, wish))
    assert.equal(await workImport(database, keeper), true)
    const { rows } = await database.superuser('select (select count(*)::int from person) as people, array(select kind from ledger_entry order by kind) as said')
    return { ...rows[0], journal: (await keeper.readJournal()).length }
  }
  assert.deepEqual(await after('rehearsal'), { people: 0, said: [], journal: 0 })
  assert.deepEqual(await after('run'), { people: 1, said: ['contract-started', 'withdrawn'], journal: 1 })
})
