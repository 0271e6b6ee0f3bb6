import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ground } from './ground.ts'
import { holdings, wouldEnd } from './holding.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const LATER = new Date('2027-01-01T00:00:00Z')
const NEEDS = new Map([['news', ['email', 'given_name']], ['contract', ['email', 'street']], ['tips', ['interests']]])

function ground(groundId: string, purpose: string, more: Partial<Ground> = {}): Ground {
  return {
    groundId, purpose, personId: 'p', basis: 'consent', since: new Date('2026-01-01T00:00:00Z'), until: null, waitsFor: 'withdrawal', reference: null,
    productGroups: [], seller: null, optOutOffered: null, lastSaleAt: null, evidence: {}, provenanceId: null, entrySeq: null, endedAt: null,
    endedWhy: null, holdUntil: null, ...more,
  } as Ground
}

test('a value lives as long as the latest ground that needs it', () => {
  const grounds = [ground('a', 'news', { until: LATER, holdUntil: LATER }), ground('b', 'contract', { until: NOW, holdUntil: new Date('2026-06-01T00:00:00Z') })]
  const [email, street, interests] = holdings(['email', 'street', 'interests'], grounds, NEEDS, NOW)
  assert.deepEqual(email!.until, { kind: 'date', at: LATER })
  assert.deepEqual(email!.grounds.map((one) => one.groundId), ['a'])
  assert.deepEqual(street!.until, { kind: 'date', at: new Date('2026-06-01T00:00:00Z') })
  assert.deepEqual(street!.grounds, [])
  assert.deepEqual(interests!.until, { kind: 'ended' })
})

test('a ground without an end waits for its event', () => {
  assert.deepEqual(holdings(['street'], [ground('a', 'contract', { waitsFor: 'contract-end' })], NEEDS, NOW)[0]!.until, { kind: 'event', waitsFor: 'contract-end' })
})

test('of several events the one is told that a no does not bring about, in whatever order the grounds come', () => {
  const grounds = [ground('a', 'news', { waitsFor: 'objection' }), ground('b', 'contract', { waitsFor: 'contract-end' })]
  for (const some of [grounds, grounds.toReversed()]) assert.deepEqual(holdings(['email'], some, NEEDS, NOW)[0]!.until, { kind: 'event', waitsFor: 'contract-end' })
})

test('a ground that has not begun holds nothing yet', () => {
  assert.equal(holdings(['street'], [ground('a', 'contract', { since: LATER })], NEEDS, NOW)[0]!.until.kind, 'ended')
})

test('what would end is told before the click: only what no other ground needs', () => {
  const grounds = [ground('a', 'news'), ground('b', 'contract'), ground('c', 'tips')]
  assert.deepEqual(wouldEnd(['email', 'given_name', 'street', 'interests'], grounds, new Set(['a', 'c']), NEEDS, NOW), ['given_name', 'interests'])
})
