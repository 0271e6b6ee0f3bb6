import assert from 'node:assert/strict'
import { test } from 'node:test'
import { possibleWays, standardSettings, wayOf, type Reachable } from './delivery-way.ts'

const settings = { ...standardSettings('SE'), peppol: true }
const all: Reachable = { email: true, postal: true, page: true, participant: { scheme: '0007', id: '5566778899' }, wish: undefined, choice: undefined }

test('what the customer chose goes before what they wish in general, and that before the order of the company', () => {
  assert.deepEqual(wayOf(all, settings), { way: 'peppol', why: 'order' })
  assert.deepEqual(wayOf({ ...all, wish: 'paper' }, settings), { way: 'letter', why: 'wish' })
  assert.deepEqual(wayOf({ ...all, wish: 'digital', participant: undefined }, settings), { way: 'email', why: 'wish' })
  assert.deepEqual(wayOf({ ...all, wish: 'paper', choice: { way: 'page', by: 'person' } }, settings), { way: 'page', why: 'chosen' })
  assert.deepEqual(wayOf({ ...all, choice: { way: 'letter', by: 'staff' } }, settings), { way: 'letter', why: 'set' })
  assert.deepEqual(wayOf({ ...all, choice: { way: null, by: 'person' } }, settings), { way: 'peppol', why: 'order' })
})

test('a way that does not reach somebody is not taken, whoever chose it; nothing at all is said so', () => {
  assert.deepEqual(wayOf({ ...all, email: false, participant: undefined, choice: { way: 'email', by: 'person' } }, settings), { way: 'letter', why: 'order' })
  assert.deepEqual(wayOf({ ...all, wish: 'paper', postal: false }, settings), { way: 'peppol', why: 'order' })
  assert.equal(wayOf({ email: false, postal: false, page: false, participant: all.participant, wish: undefined, choice: undefined }, standardSettings('SE')), undefined)
  assert.deepEqual(possibleWays(all, { peppol: false }), ['email', 'letter', 'page'])
})
