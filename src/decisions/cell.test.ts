import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BASES } from '../law/basis.ts'
import { CHANNELS } from '../law/channel.ts'
import { starterCatalogue } from '../purposes/starter-catalogue.ts'
import type { ContactPointId } from '../values/ids.ts'
import { cellAllows, cellDecision, cellOf, cellRule, layoutOf, NOT_KNOWN, packCell } from './cell.ts'
import { RULES_IN_ORDER } from './compiled-rules.ts'
import { decide } from './decide.ts'
import { USES } from './facts.ts'
import { OBLIGATIONS } from './rules.ts'

const CATALOGUE = { version: 3, purposes: starterCatalogue('2026-03-02').purposes }
const LAYOUT = layoutOf(CATALOGUE)

test('every purpose has a cell for each channel it offers, marketing one to ask by e-mail and text message, and conclusions their own', () => {
  const offered = CATALOGUE.purposes.flatMap((purpose) => purpose.channels.map((channel) => ({ purpose: purpose.key, channel })))
  assert.deepEqual(new Set(LAYOUT.cells.filter((each) => each.use === 'send').map((each) => `${each.purpose} ${each.channel}`)), new Set(offered.map((each) => `${each.purpose} ${each.channel}`)))
  assert.deepEqual(LAYOUT.cells.filter((each) => each.use === 'ask' && each.purpose === 'events').map((each) => each.channel), ['email', 'sms'])
  assert.ok(!LAYOUT.cells.some((each) => each.use === 'ask' && each.purpose === 'service'))
  assert.ok(LAYOUT.cells.some((each) => each.use === 'profile' && each.purpose === 'analytics'))
  assert.equal(LAYOUT.catalogueVersion, 3)
})

test('the order of cells does not hang on the order of the catalogue', () => {
  assert.deepEqual(layoutOf({ version: 3, purposes: CATALOGUE.purposes.toReversed() }).cells, LAYOUT.cells)
})

test('a question finds its cell, and one about something of its own finds none', () => {
  for (const [place, question] of LAYOUT.cells.entries()) assert.equal(cellOf(LAYOUT, question), place)
  const found = CHANNELS.flatMap((channel) => USES.map((use) => cellOf(LAYOUT, { purpose: 'news', channel, use }))).filter((place) => place >= 0)
  assert.deepEqual(found.length, LAYOUT.cells.filter((each) => each.purpose === 'news').length)
  const news = { purpose: 'news', channel: 'email', use: 'send' } as const
  assert.ok(cellOf(LAYOUT, { ...news, about: null, contactPointId: null, carriesAdvertising: false }) >= 0)
  for (const own of [{ about: 'skis' }, { contactPointId: 'x' as ContactPointId }, { carriesAdvertising: true }, { withinServiceMessage: true }, { renewal: true }]) assert.equal(cellOf(LAYOUT, { ...news, ...own }), -1)
  assert.equal(cellOf(LAYOUT, { ...news, purpose: 'astrology' }), -1)
  assert.equal(cellOf(LAYOUT, { ...news, channel: 'pigeon' as 'email' }), -1)
  assert.equal(cellOf(LAYOUT, { ...news, use: 'juggle' as 'send' }), -1)
})

test('a cell keeps rule, basis and obligations in 16 bits', () => {
  const question = { purpose: 'news', channel: 'email', use: 'send' } as const
  for (const [place, rule] of RULES_IN_ORDER.entries()) {
    for (const basis of rule.outcome === 'allow' ? [null, ...BASES] : [null]) {
      for (let obligations = 0; obligations < 1 << OBLIGATIONS.length; obligations++) {
        const cell = packCell(place, basis, obligations)
        assert.ok(cell > NOT_KNOWN && cell < 1 << 16)
        assert.equal(cellRule(cell), rule.number)
        assert.equal(cellAllows(cell), rule.outcome === 'allow')
        const decision = cellDecision(cell, question)!
        assert.deepEqual([decision.rule, decision.basis, decision.obligations], [rule.number, basis, OBLIGATIONS.filter((_, bit) => obligations & (1 << bit)).map((each) => each.obligation)])
      }
    }
  }
})

test('a cell speaks as the decision it stands for', () => {
  const decision = decide({})
  const place = RULES_IN_ORDER.findIndex((rule) => rule.number === decision.rule)
  assert.deepEqual(cellDecision(packCell(place, null, 0), { purpose: 'news', channel: 'none', use: 'send' }), decision)
})

test('what is not known allows nothing and has no answer', () => {
  assert.equal(cellAllows(NOT_KNOWN), false)
  assert.equal(cellRule(NOT_KNOWN), null)
  assert.equal(cellDecision(NOT_KNOWN, LAYOUT.cells[0]!), null)
})
