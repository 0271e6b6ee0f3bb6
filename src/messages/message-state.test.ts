import assert from 'node:assert/strict'
import { test } from 'node:test'
import { MAIL_KINDS, isMarketing } from './mail-kind.ts'
import { RETRY_AFTER_MS, afterOutcome, type Outcome } from './message-state.ts'

test('what was taken is sent, what was refused has failed, whatever it is', () => {
  for (const kind of MAIL_KINDS) {
    assert.deepEqual(afterOutcome(kind, 'accepted', 1), { state: 'sent' })
    assert.deepEqual(afterOutcome(kind, 'refused', 1), { state: 'failed' })
  }
})

test('marketing of which nobody knows is never handed over again; a service mail is', () => {
  assert.deepEqual(afterOutcome('mailing', 'unknown', 1), { state: 'unknown' })
  assert.deepEqual(afterOutcome('ask', 'unknown', 1), { state: 'unknown' })
  assert.deepEqual(afterOutcome('code', 'unknown', 1), { state: 'waiting', waitMs: RETRY_AFTER_MS[0] })
})

test('"later" waits longer each time, and ends', () => {
  const waits = RETRY_AFTER_MS.map((_, index) => afterOutcome('mailing', 'later', index + 1))
  assert.deepEqual(waits, RETRY_AFTER_MS.map((waitMs) => ({ state: 'waiting', waitMs })))
  assert.deepEqual(afterOutcome('mailing', 'later', RETRY_AFTER_MS.length + 1), { state: 'failed' })
})

test('no outcome of any attempt lets marketing that may have arrived wait for another one', () => {
  for (const kind of MAIL_KINDS.filter(isMarketing)) {
    for (const outcome of ['accepted', 'unknown'] as Outcome[]) {
      for (let attempts = 1; attempts < 20; attempts++) assert.notEqual(afterOutcome(kind, outcome, attempts).state, 'waiting')
    }
  }
})
