import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectCatalogue, selectPurposeVersions } from '../../src/purposes/catalogue.sql.ts'
import { publishCatalogue } from '../../src/purposes/publish-catalogue.ts'
import { starterCatalogue } from '../../src/purposes/starter-catalogue.ts'
import { testDatabase } from '../database.ts'

const NOTHING = { purposes: [], fields: [], retirePurposes: [], retireFields: [] }

test('the starter catalogue is published whole and read back as it was', async () => {
  const database = await testDatabase()
  const starter = starterCatalogue('2026-03-02')
  const version = await database.write((tx) => publishCatalogue(tx, { ...NOTHING, ...starter }, 'start', 'starter catalogue'))
  assert.equal(version, 1)
  const stored = await database.read(selectCatalogue)
  assert.equal(stored.purposes.length, 18)
  for (const purpose of starter.purposes) {
    const found = stored.purposes.find((one) => one.key === purpose.key)!
    assert.deepEqual(found.texts, purpose.texts)
    assert.deepEqual(found.fields, purpose.fields.toSorted())
    assert.equal(found.bases.length, purpose.bases.length)
  }
  assert.equal(stored.fields.length, starter.fields.length)

  const news = stored.purposes.find((one) => one.key === 'news')!
  const reworded = { ...news, texts: { ...news.texts, en: { ...news.texts.en, description: 'Now with other words.' } } }
  await database.write((tx) => publishCatalogue(tx, { ...NOTHING, purposes: [reworded] }, 'Anna', 'clearer words'))
  const versions = await database.read((tx) => selectPurposeVersions(tx, 'news'))
  assert.deepEqual(versions.map((one) => one.version), [2, 1])
  assert.equal(versions[1]!.texts.en.description, news.texts.en.description)

  await database.write((tx) => publishCatalogue(tx, { ...NOTHING, retirePurposes: ['competitions'] }, 'Anna', 'no more competitions'))
  assert.equal((await database.read(selectCatalogue)).purposes.some((one) => one.key === 'competitions'), false)
})

test('H1: a field that no purpose needs is refused with the rule, and nothing is published', async () => {
  const database = await testDatabase()
  const starter = starterCatalogue('2026-03-02')
  await database.write((tx) => publishCatalogue(tx, { ...NOTHING, ...starter }, 'start', 'starter'))
  const shoeSize = { ...starter.fields[0]!, key: 'shoe_size', shipped: false }
  await assert.rejects(database.write((tx) => publishCatalogue(tx, { ...NOTHING, fields: [shoeSize] }, 'Anna', '')), (error: { detail?: { rule?: string; field?: string } }) =>
    error.detail?.rule === 'H1' && error.detail.field === 'shoe_size')
  assert.equal((await database.read(selectCatalogue)).version, 1)
})
