import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultsOf, mayCome, twiceAmong, type WaitingFile } from './waiting-file.ts'

const REHEARSAL = { person: { id: 'karin', name: 'Karin Ek' }, foundBy: 'email', buyer: 'Karin', kind: 'invoice', number: 'F-1', issuedOn: '2026-01-15', currency: 'SEK', payable: '10.00', faults: [], warnings: [] } as const
const file = (key: string, more: Partial<WaitingFile> = {}): WaitingFile => ({ key, file: new File([], `${key}.xml`), state: 'rehearsed', rehearsal: { ...REHEARSAL, faults: [], warnings: [] }, ...more })

test('the same invoice in two files comes in once; a credit note of the same number and one of somebody else are others', () => {
  const other = (more: object) => ({ rehearsal: { ...REHEARSAL, faults: [], warnings: [], ...more } })
  const files = [file('a'), file('b'), file('c', other({ kind: 'credit-note' })), file('d', other({ person: { id: 'ove', name: 'Ove' } })), file('e', other({ person: null })), file('f', other({ person: null }))]
  assert.deepEqual([...twiceAmong(files)], ['b'])
})

test('a file comes in when it was looked at and nothing keeps it out', () => {
  const fault = { rule: 'XML', field: 'ubl', sentence: 'No XML.' }
  assert.equal(mayCome(file('a')), true)
  for (const more of [{ state: 'reading' }, { state: 'brought' }, { fault: { ...fault, again: false } }, { rehearsal: { ...REHEARSAL, faults: [fault], warnings: [] } }] satisfies Partial<WaitingFile>[]) assert.equal(mayCome(file('a', more)), false)
  assert.deepEqual(faultsOf(file('a', { fault: { ...fault, again: true } })).map((one) => one.rule), ['XML'])
  assert.deepEqual(faultsOf(file('a', { state: 'brought', rehearsal: { ...REHEARSAL, faults: [fault], warnings: [] } })), [])
})
