import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checksFor, DOUBTS, doubtsOf, isEnough, levelOf, NEW_ADDRESS_DAYS, PROOF_LEVELS, PROOF_WAYS, proofNeeded, STAFF_CHECKS, type ProofWay } from './identity-proof.ts'
import { RECEIVED_HOW, REQUEST_KINDS } from './request.ts'

// What each kind of request needs, and what each way of showing it is worth (art. 12(6)).

test('what only makes us stop needs nobody’s proof, whatever the doubt; what discloses, changes or destroys always needs one', () => {
  for (const doubts of [[], ...DOUBTS.map((one) => [one]), [...DOUBTS]]) {
    for (const kind of ['withdrawal', 'objection', 'complaint', 'automated-decision'] as const) assert.equal(proofNeeded(kind, doubts), 'none')
    assert.equal(proofNeeded('restriction', doubts), 'link')
    for (const kind of ['access', 'portability', 'erasure', 'rectification'] as const) assert.equal(proofNeeded(kind, doubts), doubts.length > 0 ? 'strong' : 'mailbox')
  }
  assert.equal(REQUEST_KINDS.length, 9)
})

test('every set of proofs is worth what an independent rule says', (t) => {
  // By hand: strong is what cannot be forwarded or found out, or two that do not lie in the same place.
  const byHand = (ways: readonly ProofWay[]): string => {
    const has = (...some: ProofWay[]) => some.some((one) => ways.includes(one))
    if (has('identity', 'document-seen', 'authority-papers')) return 'strong'
    if (has('known-facts') && has('code', 'invoice-fact', 'surface', 'call-back', 'letter-code')) return 'strong'
    if (has('code', 'invoice-fact', 'surface', 'call-back', 'letter-code', 'known-facts', 'answered-there')) return 'mailbox'
    return has('link') ? 'link' : 'none'
  }
  let sets = 0
  for (let bits = 0; bits < 2 ** PROOF_WAYS.length; bits++) {
    const ways = PROOF_WAYS.filter((_way, place) => bits & (1 << place))
    assert.equal(levelOf(ways), byHand(ways), ways.join())
    sets++
  }
  t.diagnostic(`${sets} sets of proofs`)
  assert.deepEqual(PROOF_LEVELS.map((given) => PROOF_LEVELS.filter((needed) => isEnough(given, needed)).length), [1, 2, 3, 4])
  assert.equal(isEnough(null, 'link'), false)
})

test('nobody is asked for a copy of an identity card, and nobody shows a document over the telephone or by mail', () => {
  assert.ok(!PROOF_WAYS.some((way) => /copy|scan|photo|upload/.test(way)))
  assert.deepEqual(RECEIVED_HOW.filter((how) => STAFF_CHECKS[how].includes('document-seen')), ['counter'])
  for (const how of RECEIVED_HOW) assert.ok(!STAFF_CHECKS[how].some((way) => way === 'code' || way === 'invoice-fact' || way === 'identity' || way === 'link' || way === 'surface'), 'a colleague cannot say that somebody entered a code')
})

test('of somebody in no register nothing is checked that was held before, and what they answer from counts for nobody else', () => {
  for (const how of RECEIVED_HOW) {
    const checks = checksFor({ stranger: true, receivedHow: how })
    assert.deepEqual(checks.filter((way) => way === 'call-back' || way === 'known-facts' || way === 'letter-code'), [], how)
    assert.ok(checks.includes('answered-there') && checks.includes('document-seen') === (how === 'counter'), how)
    assert.deepEqual(checksFor({ stranger: false, receivedHow: how }), STAFF_CHECKS[how])
    assert.ok(!STAFF_CHECKS[how].includes('answered-there'))
  }
})

test('circumstances give rise to doubt by themselves', () => {
  const now = new Date('2026-03-02T09:00:00Z')
  const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)
  const usual = { personSince: ago(400), addressSince: ago(400), sharedWith: 0, isChild: false, protectedIdentity: false, speaker: 'person' as const, now }
  assert.deepEqual(doubtsOf(usual), [])
  assert.deepEqual(doubtsOf({ ...usual, addressSince: ago(NEW_ADDRESS_DAYS - 1) }), ['new-address'])
  assert.deepEqual(doubtsOf({ ...usual, addressSince: ago(NEW_ADDRESS_DAYS) }), [])
  assert.deepEqual(doubtsOf({ ...usual, personSince: ago(2), addressSince: ago(2) }), [], 'a new customer’s first address took nobody’s place')
  assert.deepEqual(doubtsOf({ ...usual, sharedWith: 1, isChild: true, protectedIdentity: true, speaker: 'guardian' }), ['shared-address', 'child', 'for-another', 'protected-identity'])
})
