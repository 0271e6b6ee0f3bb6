import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { refuseChoice, type Choice } from './choice.ts'
import { NO_STANDING } from './standing.ts'

const NO: Choice = {
  personId: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' as PersonId, kind: 'withdrawn', purpose: 'nonsense', channel: 'email', contactPointId: null,
  frequency: null, surface: 'api', language: 'sv', actor: { kind: 'system', id: 'till' }, wording: null, evidence: {},
}

test('a no to a word that never was a purpose is refused; one to a purpose that was retired, or to all marketing, counts', () => {
  assert.deepEqual(refuseChoice(NO, NO_STANDING, true, undefined, ['news-by-fax']), { rule: 'D1', text: 'consent.refused.purpose-unknown', field: 'purpose' })
  assert.equal(refuseChoice({ ...NO, purpose: 'news-by-fax' }, NO_STANDING, true, undefined, ['news-by-fax']), undefined)
  assert.equal(refuseChoice({ ...NO, purpose: null }, NO_STANDING, true, undefined), undefined)
})
