import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LedgerEntry } from '../ledger/entry.ts'
import type { PersonId } from '../values/ids.ts'
import { missingNoes, saidAgain, type JournaledNo } from './missing-noes.ts'

const maria = '019a2b3c-0000-7000-8000-000000000001' as PersonId
const no = (at: string, more: Partial<JournaledNo> = {}): JournaledNo =>
  ({ kind: 'withdrawal', at: `2026-03-02T${at}:00.000Z`, person: maria, entry: 'withdrawn', purpose: 'news', channel: 'email', surface: 'web', unproved: false, ...more })
const entry = (at: string, kind: LedgerEntry['kind'], more: Partial<LedgerEntry> = {}): LedgerEntry => ({
  personId: maria, seq: 1, kind, at: new Date(`2026-03-02T${at}:00.000Z`), purpose: 'news', purposeVersion: 1, channel: 'email', contactPointId: null, frequency: null,
  surface: 'web', language: null, actor: { kind: 'person', id: null }, wordingId: null, evidence: {}, ...more,
})

test('a no that the ledger lost is missing, one that it has is not', () => {
  assert.deepEqual(missingNoes([no('10:00')], [entry('09:00', 'given')]), [no('10:00')])
  assert.deepEqual(missingNoes([no('10:00')], [entry('10:00', 'withdrawn')]), [])
})

test('what the person said later on the same matter counts: D9', () => {
  assert.deepEqual(missingNoes([no('10:00')], [entry('11:00', 'given')]), [])
  for (const other of [{ purpose: 'tips' }, { channel: 'sms' }, { kind: 'asked' as const }, { kind: 'asking-allowed' as const }, { personId: '019a2b3c-0000-7000-8000-000000000002' as PersonId }]) {
    assert.equal(missingNoes([no('10:00')], [entry('11:00', 'given', other)]).length, 1, JSON.stringify(other))
  }
})

test('of a yes and a no at one moment the no counts', () => {
  assert.equal(missingNoes([no('10:00')], [entry('10:00', 'given')]).length, 1)
})

test('several come in the order in which they were said', () => {
  assert.deepEqual(missingNoes([no('12:00'), no('10:00', { purpose: null, channel: null, entry: 'stop-asking' })], []).map(({ at }) => at.slice(11, 13)), ['10', '12'])
})

test('H3: a no that nobody proved, or of which the journal does not say, destroys nothing when it is said again', () => {
  assert.equal(saidAgain(no('10:00')).evidence['unproved'], undefined)
  assert.equal(saidAgain(no('10:00', { unproved: true })).evidence['unproved'], true)
  const { unproved: _, ...older } = no('10:00')
  assert.equal(saidAgain(older as JournaledNo).evidence['unproved'], true)
})
