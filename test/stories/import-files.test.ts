import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openFile } from '../../src/imports/imports.sql.ts'
import { FILE_DAYS, sweepFiles } from '../../src/imports/sweep-files.ts'
import { uploadImport } from '../../src/imports/upload-import.ts'
import { daysLater } from '../../src/values/moment.ts'
import { testDatabase } from '../database.ts'

test('a file that was uploaded and never run is deleted after a week, one that a worker reads is not', async () => {
  const database = await testDatabase()
  const upload = () => database.write((tx) => uploadImport(tx, { name: 'a.csv', bytes: Buffer.from('name\nAnna\n') }, 'test'))
  const [left, read] = [await upload(), await upload()]
  await database.superuser("update import set state = 'running' where import_id = $1", [read])
  database.now = daysLater(database.now, FILE_DAYS)
  assert.equal(await database.write(sweepFiles), 0)
  database.now = new Date(database.now.getTime() + 1)
  assert.equal(await database.write(sweepFiles), 1)
  assert.equal(await database.read((tx) => openFile(tx, left)), undefined)
  const file = await database.read((tx) => openFile(tx, read))
  assert.ok(file)
  file.close()
})
