import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { callWishIn, choicesOfCallWish } from './call-wish.ts'
import { NO_STANDING, standingOf } from './standing.ts'

const said = { personId: 'p' as PersonId, surface: 'web' as const, language: 'sv' as const, actor: { kind: 'person' as const, id: 'p' }, wording: null, evidence: { kind: 'code' } }

test('a wish about calls is one entry that changes no answer; never is a no to marketing by phone before it', () => {
  const [wished, ...others] = choicesOfCallWish(said, 'before-noon')
  assert.deepEqual([wished!.kind, wished!.channel, wished!.evidence, others], ['wished', 'phone', { kind: 'code', calls: 'before-noon' }, []])
  const entries = choicesOfCallWish(said, 'never').map((one, place) => ({ ...one, seq: place + 1, at: new Date(0), purposeVersion: null }))
  assert.deepEqual(entries.map(({ kind }) => kind), ['objected', 'wished'])
  const standing = standingOf(entries, NO_STANDING)
  assert.deepEqual([...standing.choices].map(([key, { state }]) => [key, state]), [['* phone', 'objected']])
  assert.equal(standing.lastSeq, 2)
})

test('only the wishes on the list are wishes', () => {
  assert.deepEqual(['never', 'sometimes', null].map(callWishIn), ['never', undefined, undefined])
})
