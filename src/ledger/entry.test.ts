import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import { commitment, ENTRY_KINDS, entryBytes, parseEvidence, SURFACES, toStored, type LedgerEntry } from './entry.ts'

const entry: LedgerEntry = {
  personId: '019a2b3c-0000-7000-8000-000000000001' as PersonId,
  seq: 3,
  kind: 'given',
  at: new Date('2026-03-02T09:00:00.123Z'),
  purpose: 'events',
  purposeVersion: 2,
  channel: 'email',
  contactPointId: '019a2b3c-0000-7000-8000-0000000000aa' as ContactPointId,
  frequency: 'monthly',
  surface: 'web',
  language: 'sv',
  actor: { kind: 'person', id: null },
  wordingId: Buffer.from('ab'.repeat(32), 'hex'),
  evidence: { token: 'x', form: { b: 2, a: [true, null, 'å'] } },
}
const bytesOf = (change: Partial<LedgerEntry>) => entryBytes({ ...entry, ...change }).toString()

test('the bytes of an entry are one written form, in a fixed order', () => {
  assert.equal(
    entryBytes(entry).toString(),
    '[1,"019a2b3c-0000-7000-8000-000000000001",3,"given","1772442000123000","events",2,"email","019a2b3c-0000-7000-8000-0000000000aa","monthly","web","sv","person",null,"' +
      'ab'.repeat(32) +
      '",{"form":{"a":[true,null,"å"],"b":2},"token":"x"}]',
  )
})

test('the order in which evidence was written down does not matter', () => {
  assert.equal(bytesOf({ evidence: { form: { a: [true, null, 'å'], b: 2 }, token: 'x', gone: undefined } }), bytesOf({}))
})

test('every single change shows in the bytes', () => {
  const changes: Partial<LedgerEntry>[] = [
    { personId: '019a2b3c-0000-7000-8000-000000000002' as PersonId },
    { seq: 4 },
    { kind: 'withdrawn' },
    { at: new Date(entry.at.getTime() + 1) },
    { purpose: null },
    { purpose: '' },
    { purposeVersion: 3 },
    { channel: 'sms' },
    { contactPointId: null },
    { frequency: 'weekly' },
    { surface: 'phone' },
    { language: 'nb' },
    { actor: { kind: 'staff', id: null } },
    { actor: { kind: 'person', id: '' } },
    { wordingId: null },
    { evidence: { token: 'x', form: { b: 2, a: [true, null, 'a'] } } },
  ]
  const seen = new Set([bytesOf({}), ...changes.map(bytesOf)])
  assert.equal(seen.size, changes.length + 1)
})

test('one microsecond in the stored time shows', () => {
  const stored = toStored(entry)
  assert.equal(stored.microseconds, '1772442000123000')
  assert.deepEqual(entryBytes(stored), entryBytes(entry))
  assert.notDeepEqual(entryBytes({ ...stored, microseconds: '1772442000123001' }), entryBytes(entry))
})

test('a commitment is the hash of the salt followed by the bytes', () => {
  const salt = Buffer.alloc(32, 7)
  const expected = createHash('sha256').update(Buffer.concat([salt, entryBytes(entry)])).digest()
  assert.deepEqual(commitment(salt, entryBytes(entry)), expected)
  assert.notDeepEqual(commitment(Buffer.alloc(32, 8), entryBytes(entry)), expected)
})

test('evidence with a number that JavaScript cannot keep is not taken for what was written', () => {
  assert.deepEqual(parseEvidence('{"a": 1, "b": "1.0"}'), { a: 1, b: '1.0' })
  for (const text of ['{"a": 1.0}', '{"a": 1.00000000000000000001}', '{"a": 12345678901234567890}', '{"a": 0.5}']) {
    assert.equal(parseEvidence(text), text)
    assert.notDeepEqual(entryBytes({ ...toStored(entry), evidence: text }), entryBytes({ ...toStored(entry), evidence: { a: 1 } }))
  }
  assert.throws(() => bytesOf({ evidence: { price: 0.5 } }), /whole/)
})

test('kinds and surfaces are listed once each', () => {
  assert.equal(new Set(ENTRY_KINDS).size, 18)
  assert.equal(new Set(SURFACES).size, 10)
})
