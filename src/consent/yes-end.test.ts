import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yesEnds } from './yes-end.ts'

const SINCE = new Date('2026-03-02T09:00:00Z')
const purpose = (key: string, from: 'consent-given' | 'last-activity' | 'ground-end') => ({ key, retention: { from, months: 12 } })
const endOf = yesEnds([purpose('news', 'consent-given'), purpose('tips', 'last-activity'), purpose('events', 'ground-end')])

test('a yes ends so many months after it was said, on the clock of the company, where the rule counts from then', () => {
  assert.deepEqual(endOf({ purpose: 'news', state: 'given', since: SINCE }), new Date('2027-03-02T09:00:00Z'))
  // Summer time has begun a year later: the same hour on the wall.
  assert.deepEqual(endOf({ purpose: 'news', state: 'given', since: new Date('2026-03-28T09:00:00Z') }), new Date('2027-03-28T08:00:00Z'))
})

test('what is no yes, or a yes under another rule, has no end of its own', () => {
  for (const state of ['unconfirmed', 'withdrawn', 'expired', 'asked'] as const) assert.equal(endOf({ purpose: 'news', state, since: SINCE }), null, state)
  for (const key of ['tips', 'events', 'gone']) assert.equal(endOf({ purpose: key, state: 'given', since: SINCE }), null, key)
})
