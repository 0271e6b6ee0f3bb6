import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openHouse } from '../../src/doors/shell/open-house.ts'
import { readSettings } from '../../src/plumbing/config.ts'
import { Problem } from '../../src/plumbing/errors.ts'
import { testDatabase, urlOf } from '../database.ts'

test('E3: no door opens where keeper and database tell different stories', async (t) => {
  const { connection, superuser } = await testDatabase()
  const folder = mkdtempSync(join(tmpdir(), 'tillit-house-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  const settings = readSettings({ DATABASE_URL: urlOf(connection), DATA_DIR: folder, DEMO: 'no' })
  const open = () => openHouse(settings, { clock: () => new Date('2026-03-02T09:00:00Z'), beside: false })
  await (await open()).close()
  await (await open()).close()
  await superuser("insert into ledger_head (size, epoch, root, signed_note, at) values (3, 1, $1, 'kept by nobody outside', now())", [Buffer.alloc(32)])
  await assert.rejects(open(), (error) => error instanceof Problem && error.detail.rule === 'E3')
})
