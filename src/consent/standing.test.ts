import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { ContactPointId } from '../values/ids.ts'
import { ALL, effectiveChoice, isNo, standingOf, type StandingEntry } from './standing.ts'

const AT = new Date('2026-03-02T09:00:00Z')
const POINT = '0196a000-0000-7000-8000-000000000001' as ContactPointId
const OTHER_POINT = '0196a000-0000-7000-8000-000000000002' as ContactPointId

function entries(...steps: (Partial<StandingEntry> & Pick<StandingEntry, 'kind'>)[]): StandingEntry[] {
  return steps.map((step, index) => ({
    seq: index + 1, at: AT, purpose: 'news', purposeVersion: 1, channel: 'email', contactPointId: POINT, frequency: null,
    surface: 'web', actor: { kind: 'person', id: null }, evidence: {}, ...step,
  }))
}

const state = (...steps: Parameters<typeof entries>) => effectiveChoice(standingOf(entries(...steps)), 'news', 'email', true)?.state

test('a yes stands until a later no', () => {
  assert.equal(state({ kind: 'given' }), 'given')
  assert.equal(state({ kind: 'given' }, { kind: 'withdrawn' }), 'withdrawn')
  assert.equal(state({ kind: 'given' }, { kind: 'withdrawn' }, { kind: 'given' }), 'given')
})

test('the order of entries decides, not their times', () => {
  const late = new Date(AT.getTime() + 86_400_000)
  assert.equal(state({ kind: 'given', at: late }, { kind: 'withdrawn', at: AT }), 'withdrawn')
})

test('no to all marketing reaches every purpose and channel given before it', () => {
  assert.equal(state({ kind: 'given' }, { kind: 'objected', purpose: ALL, channel: ALL }), 'objected')
  assert.equal(state({ kind: 'given' }, { kind: 'objected', purpose: ALL, channel: 'email' }), 'objected')
  assert.equal(state({ kind: 'given' }, { kind: 'withdrawn', channel: ALL }), 'withdrawn')
  assert.equal(state({ kind: 'objected', purpose: ALL, channel: ALL }, { kind: 'given' }), 'given')
})

test('no to all marketing does not reach a purpose that is no marketing', () => {
  const standing = standingOf(entries({ kind: 'given' }, { kind: 'objected', purpose: ALL, channel: ALL }))
  assert.equal(effectiveChoice(standing, 'news', 'email', false)?.state, 'given')
})

test('a yes is never wide', () => {
  assert.equal(state({ kind: 'given', purpose: ALL }), undefined)
  assert.equal(state({ kind: 'objected', purpose: ALL, channel: ALL }, { kind: 'given', purpose: ALL, channel: ALL }), 'objected')
  assert.equal(state({ kind: 'objected', purpose: ALL, channel: ALL }, { kind: 'asked', purpose: ALL, channel: ALL }), 'objected')
})

test('a yes for an unconfirmed address counts only when the person confirms it there', () => {
  const waiting = { kind: 'given', evidence: { needsConfirmation: true } } as const
  assert.equal(state(waiting), 'unconfirmed')
  assert.equal(state(waiting, { kind: 'confirmed' }), 'given')
  assert.equal(state(waiting, { kind: 'confirmed', actor: { kind: 'staff', id: null } }), 'unconfirmed')
  assert.equal(state(waiting, { kind: 'confirmed', contactPointId: OTHER_POINT }), 'unconfirmed')
  assert.equal(state(waiting, { kind: 'withdrawn' }, { kind: 'confirmed' }), 'withdrawn')
  assert.equal(state(waiting, { kind: 'objected', purpose: ALL, channel: ALL }, { kind: 'confirmed' }), 'objected')
  assert.equal(state({ kind: 'confirmed' }), undefined)
})

test('a question asked again, or unanswered, changes no answer', () => {
  assert.equal(state({ kind: 'asked' }), 'asked')
  assert.equal(state({ kind: 'asked' }, { kind: 'no-answer' }), 'no-answer')
  assert.equal(state({ kind: 'given' }, { kind: 'asked' }, { kind: 'no-answer' }), 'given')
  assert.equal(state({ kind: 'withdrawn' }, { kind: 'asked' }), 'withdrawn')
})

test('voiding takes back the yes it names and never brings back an older one', () => {
  assert.equal(state({ kind: 'given' }, { kind: 'given' }, { kind: 'voided', evidence: { voids: 2 } }), 'voided')
  assert.equal(state({ kind: 'given' }, { kind: 'voided', evidence: { voids: 7 } }), 'given')
  assert.equal(state({ kind: 'withdrawn' }, { kind: 'voided', evidence: { voids: 1 } }), 'withdrawn')
})

test('a yes that is voided or runs out brings back the no that it had lifted', () => {
  assert.equal(state({ kind: 'withdrawn' }, { kind: 'given' }, { kind: 'voided', evidence: { voids: 2 } }), 'withdrawn')
  assert.equal(state({ kind: 'objected' }, { kind: 'given' }, { kind: 'given', frequency: 'monthly' }, { kind: 'expired' }), 'objected')
})

test('an expiry ends a yes and leaves a no alone', () => {
  assert.equal(state({ kind: 'given' }, { kind: 'expired' }), 'expired')
  assert.equal(state({ kind: 'withdrawn' }, { kind: 'expired' }), 'withdrawn')
})

test('when a yes that had lifted a wider no expires, the no stands again', () => {
  assert.equal(state({ kind: 'objected', purpose: ALL, channel: ALL }, { kind: 'given' }, { kind: 'expired' }), 'objected')
})

test('stop asking and restrictions stand until the person or the case lifts them', () => {
  const standing = standingOf(entries(
    { kind: 'stop-asking' }, { kind: 'restricted', purpose: 'news', evidence: { field: 'birth_date' } }, { kind: 'restricted', purpose: null },
    { kind: 'unrestricted', purpose: null },
  ))
  assert.equal(standing.stopAskingSince?.getTime(), AT.getTime())
  assert.deepEqual([...standing.restrictions.values()].map((one) => [one.purpose, one.fieldKey]), [['news', 'birth_date']])
  assert.equal(standingOf(entries({ kind: 'asking-allowed' }), standing).stopAskingSince, null)
})

test('folding in two parts gives what folding at once gives, and the last word of the person decides', () => {
  const step = fc.record({
    kind: fc.constantFrom('given', 'withdrawn', 'objected', 'asked', 'no-answer', 'expired', 'stop-asking' as const),
    purpose: fc.constantFrom('news', 'events', ALL), channel: fc.constantFrom('email', 'sms', ALL),
  })
  fc.assert(fc.property(fc.array(step, { maxLength: 12 }), fc.nat(12), (steps, cut) => {
    const all = entries(...(steps as Parameters<typeof entries>))
    const whole = standingOf(all)
    assert.deepEqual(standingOf(all.slice(cut), standingOf(all.slice(0, cut))), whole)
    const reaching = all.filter((one) => (one.kind === 'withdrawn' || one.kind === 'objected')
      && (one.purpose === ALL || one.purpose === 'news') && (one.channel === ALL || one.channel === 'email'))
    const yes = all.filter((one) => one.kind === 'given' && one.purpose === 'news' && one.channel === 'email')
    const lastNo = reaching.at(-1)?.seq ?? 0
    const found = effectiveChoice(whole, 'news', 'email', true)
    if (lastNo > (yes.at(-1)?.seq ?? 0)) assert.ok(found && isNo(found.state))
    else if (!all.some((one) => one.kind === 'expired')) assert.ok(!found || !isNo(found.state))
  }), { seed: 1, numRuns: 2_000 })
})
