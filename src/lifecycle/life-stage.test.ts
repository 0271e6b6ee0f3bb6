import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lifeStage } from './life-stage.ts'

const NOW = new Date('2026-03-02T09:00:00Z')
const EARLIER = new Date('2025-03-02T09:00:00Z')
const LATER = new Date('2027-03-02T09:00:00Z')
const ground = (purpose: string, basis: 'contract' | 'consent' | 'legitimate-interest', more = {}) => ({ purpose, basis, since: EARLIER, until: null, endedAt: null, ...more })

test('whoever has an agreement in force is a customer, whatever else there is', () => {
  assert.equal(lifeStage([ground('prospects', 'contract'), ground('contract', 'contract')], 0, NOW), 'customer')
  assert.equal(lifeStage([ground('membership', 'contract', { until: LATER })], 3, NOW), 'customer')
})

test('an agreement that has ended, or anything that was issued, makes a former customer', () => {
  assert.equal(lifeStage([ground('contract', 'contract', { endedAt: EARLIER })], 0, NOW), 'former-customer')
  assert.equal(lifeStage([ground('contract', 'contract', { until: NOW })], 0, NOW), 'former-customer')
  assert.equal(lifeStage([ground('news', 'consent')], 1, NOW), 'former-customer')
})

test('a trial, an offer asked for or a yes of their own makes a lead while it lasts', () => {
  assert.equal(lifeStage([ground('trial', 'contract')], 0, NOW), 'lead')
  assert.equal(lifeStage([ground('news', 'consent')], 0, NOW), 'lead')
  assert.equal(lifeStage([ground('trial', 'contract', { endedAt: EARLIER })], 0, NOW), 'prospect')
})

test('somebody of whom we only know is a prospect, and what begins later changes nothing yet', () => {
  assert.equal(lifeStage([ground('events', 'legitimate-interest')], 0, NOW), 'prospect')
  assert.equal(lifeStage([ground('contract', 'contract', { since: LATER })], 0, NOW), 'prospect')
  assert.equal(lifeStage([], 0, NOW), 'prospect')
})
