import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { EntryKind } from '../ledger/entry.ts'
import type { PersonId } from '../values/ids.ts'
import type { Choice } from './choice.ts'
import { refuseOutOfOrder } from './order.ts'
import { ALL, effectiveChoice, isNo, NO_STANDING, standingOf, type Standing } from './standing.ts'

const HOUR = 3_600_000
const START = Date.parse('2026-03-02T09:00:00Z')
const MAYA = '0196a000-0000-7000-8000-00000000000a' as PersonId
/** CS-04 asks for 100,000. */
const SHUFFLES = process.env['TILLIT_LONG'] === undefined ? 5_000 : 100_000

/** What one of her devices sends: said then, by a clock that is wrong by hours, and arriving whenever it arrives. */
interface Act {
  kind: Extract<EntryKind, 'given' | 'withdrawn' | 'objected' | 'asked' | 'expired'>
  purpose: string
  channel: string
  /** Hours that the clock of the device is ahead. */
  clock: number
  /** Milliseconds after the start at which she said it. */
  said: number
  /** The device says when. */
  dated: boolean
  list: number
}

function choice({ kind, purpose, channel, clock, said, dated }: Act): Choice {
  return {
    personId: MAYA, kind, purpose: purpose === ALL ? null : purpose, channel: channel === ALL ? null : channel, contactPointId: null, frequency: null, surface: 'api',
    language: 'sv', actor: { kind: 'person', id: MAYA }, wording: null, evidence: dated ? { saidAt: new Date(START + said + clock * HOUR).toISOString() } : {},
  }
}

/** Records acts in the order in which they arrive, each list at one moment of ours, as `recordChoices` does. */
function record(acts: readonly Act[]): { standing: Standing; recorded: { act: Act; at: number }[] } {
  let standing = NO_STANDING
  let [list, lastSeq, at] = [-1, 0, START]
  const recorded: { act: Act; at: number }[] = []
  for (const act of acts) {
    // Several lists may come in one millisecond.
    if (act.list !== list) [list, lastSeq, at] = [act.list, standing.lastSeq, at + (act.list % 3 === 0 ? 1 : 0)]
    const said = choice(act)
    if (refuseOutOfOrder(said, standing, true, lastSeq)) continue
    standing = standingOf([{ ...said, seq: standing.lastSeq + 1, at: new Date(at), purposeVersion: 1 }], standing)
    recorded.push({ act, at })
  }
  return { standing, recorded }
}

/** The model: walks back from the end to the last word that reaches the purpose and channel. Knows no clock. */
function model(recorded: readonly { act: Act }[], purpose: string, channel: string): boolean {
  for (const { act } of recorded.toReversed()) {
    const own = act.purpose === purpose && act.channel === channel
    const reaches = (act.purpose === ALL || act.purpose === purpose) && (act.channel === ALL || act.channel === channel)
    if ((act.kind === 'withdrawn' || act.kind === 'objected') && reaches) return false
    if (act.kind === 'given' && own) return true
    if (act.kind === 'expired' && own) return false
  }
  return false
}

const act = fc.record({
  kind: fc.constantFrom<Act['kind']>('given', 'given', 'withdrawn', 'objected', 'asked', 'expired'),
  purpose: fc.constantFrom('news', 'events', ALL), channel: fc.constantFrom('email', 'sms', ALL),
  clock: fc.constantFrom(-26, -1, 0, 1, 26), said: fc.integer({ min: 0, max: 5 }), dated: fc.boolean(), list: fc.integer({ min: 0, max: 4 }),
})
const acts = fc.array(act, { minLength: 1, maxLength: 12 }).map((list) => list.toSorted((a, b) => a.list - b.list))

test('CS-04: whatever the clocks of the devices say, the order in which it was recorded decides', (t) => {
  fc.assert(fc.property(acts, (arrived) => {
    const { standing, recorded } = record(arrived)
    for (const purpose of ['news', 'events']) {
      for (const channel of ['email', 'sms']) {
        assert.equal(effectiveChoice(standing, purpose, channel, true)?.state === 'given', model(recorded, purpose, channel), `${purpose} by ${channel}`)
      }
    }
    // The same entries with any other times amount to the same.
    const shifted = standingOf(recorded.map(({ act: one }, index) => ({ ...choice(one), seq: index + 1, at: new Date(START - index * HOUR), purposeVersion: 1 })))
    assert.deepEqual([...shifted.choices].map(([key, { state, seq }]) => [key, state, seq]), [...standing.choices].map(([key, { state, seq }]) => [key, state, seq]))
  }), { numRuns: SHUFFLES })
  t.diagnostic(`CS-04 with ${SHUFFLES} shuffles (catalogue: 100000)`)
})

test('CS-04: in one list a no wins over a yes, whichever stands first', () => {
  fc.assert(fc.property(fc.array(act, { minLength: 2, maxLength: 6 }), (list) => {
    const { standing } = record(list.map((one) => ({ ...one, list: 1, dated: false })))
    for (const no of list.filter((one) => one.kind === 'withdrawn' || one.kind === 'objected')) {
      for (const purpose of ['news', 'events'].filter((key) => no.purpose === ALL || no.purpose === key)) {
        for (const channel of ['email', 'sms'].filter((key) => no.channel === ALL || no.channel === key)) {
          assert.ok(isNo(effectiveChoice(standing, purpose, channel, true)!.state), `${purpose} by ${channel}`)
        }
      }
    }
  }), { numRuns: 500 })
})

test('CS-04: a yes that was said before the no that stands, or with it, is refused, however late it comes', () => {
  const no = { kind: 'withdrawn', purpose: 'news', channel: 'email', clock: 0, said: 0, dated: false, list: 0 } as const
  const yes = { ...no, kind: 'given', dated: true, list: 3 } as const
  // Ours were recorded at 1 ms after the start.
  assert.equal(record([no, { ...yes, said: 0 }]).recorded.length, 1, 'older')
  assert.equal(record([no, { ...yes, said: 1 }]).recorded.length, 1, 'in the same millisecond')
  assert.equal(record([no, { ...yes, said: 2 }]).recorded.length, 2, 'later')
  assert.equal(record([no, { ...yes, said: 2, clock: -26 }]).recorded.length, 1, 'a clock that is behind errs on the side of the no')
  const replayed = record([{ ...yes, said: 0, list: 0 }, { ...no, list: 1 }, { ...yes, said: 0, list: 4 }])
  assert.deepEqual(replayed.recorded.map((one) => one.act.kind), ['given', 'withdrawn'], 'a request sent again')
})
