import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Choice } from '../consent/choice.ts'
import { standingAt } from '../consent/carry.ts'
import { sayForRecords } from '../consent/say-for-records.ts'
import { ALL, effectiveChoice, isNo, standingOf, type Standing } from '../consent/standing.ts'
import { yesEnds } from '../consent/yes-end.ts'
import type { EntryKind, LedgerEntry } from '../ledger/entry.ts'
import type { Purpose } from '../purposes/purpose.ts'
import type { PersonId, StaffId } from '../values/ids.ts'
import { effectOf, mergeLines, obstacleTo, undoableUntil, unmergeLine, type MergeState } from './merge.ts'

const PAIRS = process.env['TILLIT_LONG'] === undefined ? 5_000 : 20_000
const NOW = new Date('2026-03-02T09:00:00Z')
const BY = 's' as StaffId
const [A, B] = ['a', 'b'] as unknown as [PersonId, PersonId]
const ACT = { mergeId: 'm', by: BY, now: NOW }
const PURPOSES = (['news', 'events', 'analytics'] as const).map((key) => ({
  key, kind: key === 'analytics' ? 'analysis' : 'marketing', channels: ['email', 'sms'], retention: key === 'events' ? { from: 'consent-given', months: 24 } : { from: 'ground-ended', months: 0 },
})) as unknown as Purpose[]
const CASES = PURPOSES.flatMap(({ key, kind, channels }) => channels.map((channel) => ({ purpose: key, channel, marketing: kind === 'marketing' })))

interface Said { kind: EntryKind; purpose: string; channel: string; frequency: string | null; years: number; field: string }

const said = fc.record<Said>({
  kind: fc.constantFrom('given', 'given', 'given', 'withdrawn', 'objected', 'asked', 'expired', 'voided', 'restricted', 'unrestricted', 'stop-asking', 'asking-allowed'),
  purpose: fc.constantFrom('news', 'news', 'events', 'analytics', ALL), channel: fc.constantFrom('email', 'email', 'sms', ALL),
  frequency: fc.constantFrom(null, null, 'weekly', 'monthly', 'as-it-comes', 'never heard of'), years: fc.integer({ min: 0, max: 4 }), field: fc.constantFrom('*', 'email'),
})

function entryOf(personId: PersonId, one: Said, seq: number, evidence: LedgerEntry['evidence'] = {}): LedgerEntry {
  return {
    personId, seq, kind: one.kind, at: new Date(NOW.getTime() - one.years * 365 * 86_400_000), purpose: one.purpose, purposeVersion: 1, channel: one.channel, contactPointId: null, frequency: one.frequency,
    surface: 'web', language: null, actor: { kind: 'person', id: null }, wordingId: null, evidence: { ...(one.kind.endsWith('restricted') && { field: one.field }), ...(one.kind === 'voided' && { voids: seq - 1 }), ...evidence },
  }
}

const history = (personId: PersonId, list: readonly Said[]): LedgerEntry[] => list.map((one, index) => entryOf(personId, one, index + 1))
const endOf = yesEnds(PURPOSES)
const stateOf = (standing: Standing, { purpose, channel, marketing }: typeof CASES[number]) => effectiveChoice(standingAt(standing, endOf, NOW), purpose, channel, marketing)?.state
const reaches = (no: { purpose: string; channel: string }, { purpose, channel, marketing }: typeof CASES[number]): boolean =>
  (no.purpose === purpose || (no.purpose === ALL && marketing)) && (no.channel === channel || no.channel === ALL)
const saysNo = (state: ReturnType<typeof stateOf>): boolean => state !== undefined && isNo(state)
const merged = (a: Standing, b: Standing) => mergeLines({ leading: A, group: [A], other: B }, new Map([[A, a], [B, b]]), PURPOSES, ACT)
const plain = (standing: Standing) => ({ ...standing, lastSeq: 0 })

test(`CS-09: of two records made one, for each purpose and channel the most restrictive answer survives; every objection, restriction and wish not to be asked is carried, and a yes never (${PAIRS} pairs; the catalogue asks for 20,000)`, (t) => {
  let [stopped, spared] = [0, 0]
  fc.assert(fc.property(fc.array(said, { maxLength: 7 }), fc.array(said, { maxLength: 7 }), (one, other) => {
    const before = [standingOf(history(A, one)), standingOf(history(B, other))] as const
    const lines = merged(...before)
    const after = [standingOf([lines[0]!], before[0]), standingOf([lines[1]!], before[1])] as const
    for (const [own, foreign] of [[0, 1], [1, 0]] as const) {
      for (const each of CASES) {
        const [was, theirs, is] = [stateOf(before[own], each), stateOf(before[foreign], each), stateOf(after[own], each)]
        const where = `${each.purpose} by ${each.channel}: ${was} and ${theirs}`
        if (saysNo(was) || saysNo(theirs)) assert.ok(saysNo(is), `${where} became ${is}`)
        if (is === 'given') assert.equal(was, 'given', `${where}: a yes was carried`)
        if (was === 'given' && !saysNo(theirs)) assert.equal(is, 'given', `${where} became ${is}`)
        if (theirs === 'objected') assert.ok([...after[own].choices.values()].some((no) => no.state === 'objected' && reaches(no, each)), `${where}: the objection became ${is}`)
        if (was === 'given' && is !== 'given') stopped++
        if (was === 'given' && theirs === 'given' && before[foreign].choices.has(`${ALL} ${ALL}`)) spared++
      }
      for (const key of before[foreign].restrictions.keys()) assert.ok(after[own].restrictions.has(key), `restriction ${key}`)
      if (before[foreign].stopAskingSince) assert.ok(after[own].stopAskingSince, 'stop asking')
      for (const word of ['lastNoAt', 'lastAskedAt'] as const) assert.ok((after[own][word]?.getTime() ?? 0) >= (before[foreign][word]?.getTime() ?? 0), word)
    }
  }), { numRuns: PAIRS, seed: 20261123 })
  assert.ok(stopped > 100 && spared > 0, `${stopped} yeses gave way, ${spared} were spared by a wide no`)
  t.diagnostic(`${PAIRS} pairs, ${stopped} yeses gave way, ${spared} that both say stood beside a wide no`)
})

test(`CS-09: whatever is said while they are one, through either record, an unmerge restores both, and no no is lost (${PAIRS} pairs)`, () => {
  fc.assert(fc.property(fc.array(said, { maxLength: 5 }), fc.array(said, { maxLength: 5 }), fc.array(fc.record({ ...sayings(), at: fc.constantFrom(0, 1) }), { maxLength: 5 }), (one, other, meanwhile) => {
    const entries = [history(A, one), history(B, other)]
    const before = entries.map((list) => standingOf(list))
    const lines = merged(before[0]!, before[1]!)
    const all = entries.map((list, index) => [...list, lines[index]!])
    const noes: (typeof CASES[number] & { order: number })[] = []
    const yeses: (typeof CASES[number] & { order: number; at: number })[] = []
    for (const [order, { at, ...act }] of meanwhile.entries()) {
      const entry = entryOf([A, B][at]!, act, all[at]!.length + 1)
      all[at]!.push(entry)
      const after = standingOf(all[at]!)
      const choice = { ...entry, wording: null } as unknown as Choice
      for (const carried of sayForRecords(choice, entry, after, [{ personId: [A, B][at]!, otherPersonId: [B, A][at]!, mergeId: 'm', leads: at === 0, mergedAt: NOW, mergedBy: BY }])) {
        const there = all[1 - at]!
        there.push({ ...entryOf(carried.personId, act, there.length + 1), kind: carried.kind, evidence: carried.evidence })
      }
      const reached = CASES.filter((each) => reaches(act, each))
      if (act.kind === 'withdrawn' || act.kind === 'objected') {
        for (const each of reached) for (const list of all) assert.ok(saysNo(stateOf(standingOf(list), each)), `${each.purpose} by ${each.channel} at once for both`)
        noes.push(...reached.map((each) => ({ ...each, order })))
      }
      if (act.kind === 'given' && act.purpose !== ALL && act.channel !== ALL) yeses.push(...reached.map((each) => ({ ...each, order, at })))
      if (act.kind === 'restricted') for (const list of all) assert.ok(standingOf(list).restrictions.has(`${act.purpose} ${act.field}`))
    }
    const apart = all.map((list, index) => standingOf([...list, unmergeLine([A, B][index]!, standingOf(list), [B, A][index]!, ACT)]))
    for (const [index, standing] of apart.entries()) {
      if (meanwhile.length === 0) assert.deepEqual(plain(standing), plain(before[index]!))
      for (const no of noes) {
        const lifted = yeses.some((yes) => yes.at === index && yes.order > no.order && yes.purpose === no.purpose && yes.channel === no.channel)
        if (!lifted) assert.ok(saysNo(stateOf(standing, no)), `${no.purpose} by ${no.channel} said meanwhile`)
      }
      // A restriction from before that was lifted through the other record alone stands again.
      for (const [key, { purpose, fieldKey }] of before[index]!.restrictions) {
        const liftedHere = meanwhile.some((act) => act.kind === 'unrestricted' && act.at === index && act.purpose === purpose && act.field === fieldKey)
        if (!liftedHere) assert.ok(standing.restrictions.has(key), key)
      }
    }
  }), { numRuns: PAIRS, seed: 20261123 })
})

function sayings() {
  return {
    kind: fc.constantFrom<EntryKind>('given', 'given', 'withdrawn', 'objected', 'restricted', 'unrestricted', 'stop-asking', 'asking-allowed'), purpose: fc.constantFrom('news', 'events', ALL),
    channel: fc.constantFrom('email', 'sms', ALL), frequency: fc.constant(null), years: fc.constant(0), field: fc.constantFrom('*', 'email'),
  }
}

test('three records of one human: who comes later brings what they said to all, and goes again without it', () => {
  const C = 'c' as PersonId
  const yes = { kind: 'given', purpose: 'news', channel: 'email', frequency: null, years: 0, field: '*' } as const
  const [a, b, c] = [standingOf(history(A, [yes])), standingOf(history(B, [yes])), standingOf(history(C, [{ ...yes, kind: 'objected', purpose: ALL, channel: ALL }]))]
  const first = merged(a, b)
  const two = new Map([[A, standingOf([first[0]!], a)], [B, standingOf([first[1]!], b)], [C, c]])
  const lines = mergeLines({ leading: A, group: [A, B], other: C }, two, PURPOSES, { ...ACT, mergeId: 'n' })
  for (const line of lines) assert.equal(stateOf(standingOf([line], two.get(line.personId)!), CASES[0]!), 'objected')
  assert.deepEqual(effectOf(lines[0]!, two.get(A)!, PURPOSES), { stops: [{ purpose: 'news', channel: 'email' }], noes: 3, restrictions: 0 })
  const apart = standingOf([...history(A, [yes]), first[0]!, lines[0]!, unmergeLine(A, { ...a, lastSeq: 3 }, C, { ...ACT, mergeId: 'n' })])
  assert.equal(stateOf(apart, CASES[0]!), 'given')
})

test('the wish for fewest messages counts, and one that nobody knows is kept', () => {
  const yes = (frequency: string | null): Standing => standingOf(history(A, [{ kind: 'given', purpose: 'news', channel: 'email', frequency, years: 0, field: '*' }]))
  const wish = (own: string | null, theirs: string | null) => standingOf([merged(yes(own), yes(theirs))[0]!], yes(own)).choices.get('news email')!.frequency
  assert.deepEqual([wish('weekly', 'monthly'), wish('monthly', 'weekly'), wish(null, 'weekly'), wish('yearly', null), wish('yearly', 'now and then')], ['monthly', 'monthly', 'weekly', 'yearly', 'now and then'])
})

test('what stands in the way of a merge is said', () => {
  const state = (but: Partial<MergeState>): MergeState => ({
    personId: A, ledBy: null, protectedIdentity: false, deceasedAt: null, birthDate: '1971-06-04', hasOpenRequest: false, hasOpenErasure: false, hasWaitingNo: false, ...but,
  })
  const [one, other] = [state({}), state({ personId: B })]
  assert.equal(obstacleTo(one, other, null, 0, NOW), undefined)
  assert.equal(obstacleTo(one, other, 'later', 0, NOW), undefined)
  // Two of one name that share nothing else stand in no list of pairs.
  assert.equal(obstacleTo(one, other, undefined, 0, NOW), 'not-compared')
  assert.equal(obstacleTo(one, other, 'different', 0, NOW), 'different')
  assert.equal(obstacleTo(one, one, null, 0, NOW), 'one-record')
  assert.equal(obstacleTo(one, undefined, null, 0, NOW), 'unknown')
  assert.equal(obstacleTo(one, { ...other, ledBy: A }, 'merged', 0, NOW), 'already')
  assert.equal(obstacleTo({ ...one, ledBy: 'c' as PersonId }, other, null, 0, NOW), 'led')
  assert.equal(obstacleTo(one, other, null, 1, NOW), 'leads-others')
  assert.equal(obstacleTo(one, { ...other, protectedIdentity: true }, null, 0, NOW), 'protected')
  assert.equal(obstacleTo({ ...one, deceasedAt: '2026-01-01' }, other, null, 0, NOW), 'deceased')
  assert.equal(obstacleTo({ ...one, birthDate: null }, { ...other, birthDate: '2015-01-01' }, null, 0, NOW), 'young')
  assert.equal(obstacleTo({ ...one, birthDate: '2015-01-01' }, { ...other, birthDate: '2015-01-01' }, null, 0, NOW), undefined)
  assert.equal(obstacleTo(one, { ...other, hasOpenErasure: true }, null, 0, NOW), 'erasure')
  assert.equal(obstacleTo(one, { ...other, hasOpenRequest: true }, null, 0, NOW), 'request')
  assert.equal(obstacleTo(one, { ...other, hasWaitingNo: true }, null, 0, NOW), 'no-waits')
  assert.equal(undoableUntil(NOW).toISOString(), '2026-04-01T09:00:00.000Z')
})
