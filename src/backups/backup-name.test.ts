import assert from 'node:assert/strict'
import { test } from 'node:test'
import { backupName, parseBackupName } from './backup-name.ts'

const id = '019a2b3c-0000-7000-8000-000000000001'

test('a name tells the moment and the id, also of a draft', () => {
  const name = backupName(new Date('2026-03-02T09:08:07.654Z'), id)
  assert.equal(name, `tillit-20260302T090807Z-${id}.age`)
  assert.deepEqual(parseBackupName(name), { at: new Date('2026-03-02T09:08:07Z'), backupId: id, draft: false })
  assert.deepEqual(parseBackupName(`${name}.${id}.draft`), { at: new Date('2026-03-02T09:08:07Z'), backupId: id, draft: true })
})

test('files of somebody else are none of ours', () => {
  for (const name of ['notes.txt', `tillit-20260302T090807Z-${id}.age.bak`, `x-tillit-20260302T090807Z-${id}.age`, `tillit-20261399T999999Z-${id}.age`, 'tillit-20260302T090807Z-.age']) {
    assert.equal(parseBackupName(name), undefined, name)
  }
})
