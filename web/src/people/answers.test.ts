import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeldContactPoint } from '@api/person-resource.ts'
import { chosen, pointsFor, withAnswer, yes } from './answers.ts'

const point = (id: string, kind: HeldContactPoint['kind'], verified = false) => ({ id, kind, verified }) as HeldContactPoint

test('each answer becomes a choice for its purpose and channel', () => {
  assert.deepEqual(chosen({ 'events email': { kind: 'given', contactPointId: 'a', frequency: 'monthly' }, 'news sms': { kind: 'withdrawn' } }, []), [
    { kind: 'given', contactPointId: 'a', frequency: 'monthly', purpose: 'events', channel: 'email' },
    { kind: 'withdrawn', purpose: 'news', channel: 'sms' },
  ])
})

test('a no to all marketing makes the single answers needless, and the wish not to be asked stands beside it', () => {
  assert.deepEqual(chosen({ 'events email': { kind: 'given' } }, ['no-to-all', 'stop-asking']), [
    { kind: 'withdrawn', purpose: '*', channel: '*' },
    { kind: 'stop-asking' },
  ])
})

test('an answer can be taken back', () => {
  assert.deepEqual(withAnswer({ 'events email': { kind: 'given' } }, 'events email', undefined), {})
})

test('a yes is for a proved address when there is one', () => {
  assert.deepEqual(yes([point('a', 'email'), point('b', 'email', true)]), { kind: 'given', contactPointId: 'b' })
  assert.deepEqual(yes([point('a', 'email')]), { kind: 'given', contactPointId: 'a' })
  assert.deepEqual(yes(undefined), { kind: 'given' })
})

test('a channel uses the contact points of its kind; the web uses none', () => {
  const person = { contactPoints: [point('a', 'email'), point('b', 'phone')] }
  assert.deepEqual(pointsFor(person, 'sms')?.map(({ id }) => id), ['b'])
  assert.deepEqual(pointsFor(person, 'letter'), [])
  assert.equal(pointsFor(person, 'web'), undefined)
})
