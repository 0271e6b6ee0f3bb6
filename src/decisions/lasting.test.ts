import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ContactPointId, GroundId, PersonId } from '../values/ids.ts'
import { lawOn, type LawOnDay } from './gate-purpose.ts'
import { countsSince, lastsUntil, monthsFrom } from './lasting.ts'
import type { RawGround, RawPerson } from './raw-person.ts'

const at = (text: string): number => Date.parse(text)
const NOW = at('2026-03-02T09:00:00Z')
const LATER = at('2026-05-05T05:05:05Z')
const EARLIER = at('2025-12-24T12:00:00Z')
const LAW = lawOn('2026-03-02')

function somebody(but: Partial<RawPerson>): RawPerson {
  return {
    personId: 'x' as PersonId, personNo: 1, createdAt: EARLIER, country: 'SE', capacity: 'consumer', protectedIdentity: false, ledByAnother: false, deceasedAt: null, birthDate: null, delivery: null,
    language: null, lastNoAt: null, lastAskedAt: null, stopAskingSince: null, noticeDue: false, standings: [], grounds: [], points: [], restrictions: [], stops: [],
    blockedFields: [], lastSent: [], guardianYeses: [], ...but,
  }
}

const ground = (but: Partial<RawGround>): RawGround => ({ groundId: 'g' as GroundId, purpose: 'news', basis: 'consent', since: EARLIER, until: null, endedAt: null, sale: null, ...but })
const sale = (lastSaleAt: number | null): RawGround => ground({ basis: 'soft-opt-in', sale: { productGroups: [], byUs: true, optOutOffered: true, lastSaleAt } })
const answer = (since: number, frequency: string | null = null): RawPerson['standings'][number] =>
  ({ purpose: 'news', channel: 'email', state: 'given', seq: 1, contactPointId: null, frequency, since, until: null, lifted: null })
const point = (since: number, verifiedAt: number | null): RawPerson['points'][number] => ({ contactPointId: 'p' as ContactPointId, kind: 'email', since, verifiedAt, inRole: false })
const sent = (text: string, frequency: string): Partial<RawPerson> => ({ standings: [answer(EARLIER, frequency)], lastSent: [{ purpose: 'news', channel: 'email', at: at(text) }] })

/** What is known of somebody, and until when an answer stands; null for as long as nothing is changed. */
const CASES: readonly [situation: string, person: Partial<RawPerson>, until: string | number | null][] = [
  ['nothing is to come', {}, null],
  ['what has begun is over as a reason', { standings: [answer(EARLIER)], grounds: [ground({})], points: [point(EARLIER, EARLIER)] }, null],
  ['a moment in the future says that the clock is wrong until then', { createdAt: LATER }, LATER],
  ['a later answer', { standings: [answer(LATER)] }, LATER],
  ['a yes that ends through its channel, before its ground', { standings: [{ ...answer(EARLIER), until: LATER }], grounds: [ground({ until: LATER + 1 })] }, LATER],
  ['a later question', { lastAskedAt: LATER }, LATER],
  ['a later "stop asking"', { stopAskingSince: LATER }, LATER],
  ['a later no', { lastNoAt: LATER }, LATER],
  ['the rest after a no', { lastNoAt: EARLIER }, '2026-06-24T12:00:00Z'],
  ['the rest is over', { lastNoAt: at('2025-09-02T09:00:00Z') }, null],
  ['a death to come', { deceasedAt: '2026-03-03' }, '2026-03-03T00:00:00Z'],
  ['a death on record', { deceasedAt: '2026-03-02' }, null],
  ['thirteen years in Sweden', { birthDate: '2013-03-03' }, '2026-03-03T00:00:00Z'],
  ['sixteen years in Germany', { birthDate: '2013-03-03', country: 'DE' }, '2029-03-03T00:00:00Z'],
  ['sixteen years where nobody knows the country', { birthDate: '2012-02-29', country: null }, '2028-02-29T00:00:00Z'],
  ['a ground to come', { grounds: [ground({ since: LATER })] }, LATER],
  ['a ground that runs out', { grounds: [ground({ until: LATER })] }, LATER],
  ['a ground that is to end', { grounds: [ground({ endedAt: LATER })] }, LATER],
  ['a sale to come', { grounds: [sale(LATER)] }, LATER],
  ['twelve months after a sale', { grounds: [sale(EARLIER)] }, '2026-12-24T12:00:00Z'],
  ['no day of sale', { grounds: [sale(null)] }, null],
  ['a sale where the law knows no soft opt-in', { capacity: 'role', grounds: [sale(EARLIER)] }, null],
  ['a contact point to come', { points: [point(LATER, null)] }, LATER],
  ['a proof to come', { points: [point(EARLIER, LATER)] }, LATER],
  ['the week after a message', sent('2026-03-01T10:00:00Z', 'weekly'), '2026-03-08T10:00:00Z'],
  ['the month after a message', sent('2026-02-10T10:00:00Z', 'monthly'), '2026-03-10T10:00:00Z'],
  ['the month is over', sent('2026-02-02T09:00:00Z', 'monthly'), null],
  ['a wish nobody knows how to keep', sent('2026-03-01T10:00:00Z', 'every blue moon'), null],
  ['the earliest of several', { lastNoAt: EARLIER, grounds: [ground({ until: LATER }), ground({ until: LATER + 1 })] }, LATER],
]

test('an answer stands until the first moment at which time alone may change it', () => {
  for (const [situation, person, until] of CASES) {
    const expected = until === null ? Infinity : typeof until === 'number' ? until : at(until)
    assert.equal(lastsUntil(somebody(person), NOW, LAW), expected, situation)
  }
})

test('a law that is known to change ends every answer on that day', () => {
  const changing: LawOnDay = { ...LAW, changesOn: '2026-04-01' }
  assert.equal(lastsUntil(somebody({ grounds: [ground({ until: LATER })] }), NOW, changing), at('2026-04-01T00:00:00Z'))
  assert.equal(lawOn('2023-12-31').changesOn, '2024-01-01', 'the age of consent in Denmark')
  assert.equal(lawOn('2024-01-01').changesOn, undefined)
})

test('after a short month a message counts until the day has come, and is looked at again each night', () => {
  const one = somebody(sent('2026-01-31T12:00:00Z', 'monthly'))
  assert.equal(lastsUntil(one, at('2026-02-20T08:00:00Z'), LAW), at('2026-02-28T12:00:00Z'))
  assert.equal(lastsUntil(one, at('2026-02-28T12:00:00Z'), LAW), at('2026-03-01T00:00:00Z'))
  assert.ok(one.lastSent[0]!.at > countsSince('monthly', at('2026-02-28T23:59:59Z'))!)
  assert.ok(one.lastSent[0]!.at <= countsSince('monthly', at('2026-03-01T00:00:00Z'))!)
})

test('months end on a day that is there, and keep the time of day', () => {
  assert.equal(monthsFrom(at('2025-01-31T10:00:00.001Z'), 1), at('2025-02-28T10:00:00.001Z'))
  assert.equal(monthsFrom(at('2024-02-29T00:00:00Z'), 12), at('2025-02-28T00:00:00Z'))
  assert.equal(monthsFrom(at('2026-01-15T00:00:00Z') + 0.25, -13), at('2024-12-15T00:00:00Z') + 0.25)
})
