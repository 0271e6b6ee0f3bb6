import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CAPACITIES, CHANNELS, type Capacity, type Channel } from './channel.ts'
import { LAW_COUNTRIES } from './country.ts'
import { marketingRule } from './marketing.ts'

const TODAY = '2026-11-22'
const need = (country: string | null, channel: Channel, capacity: Capacity) => marketingRule(country, channel, capacity, TODAY).need

test('every country, channel and capacity has a rule with its source', () => {
  for (const country of [...LAW_COUNTRIES, null])
    for (const channel of CHANNELS)
      for (const capacity of CAPACITIES) assert.ok(marketingRule(country, channel, capacity, TODAY).source.length > 5, `${country} ${channel} ${capacity}`)
})

test('e-mail to a natural person needs consent everywhere, sole traders included', () => {
  for (const country of [...LAW_COUNTRIES, null]) {
    assert.equal(need(country, 'email', 'consumer'), 'consent')
    assert.equal(need(country, 'email', 'sole-trader'), 'consent')
  }
})

test('a work address is free until objection in Sweden, and needs consent in Norway', () => {
  assert.equal(need('SE', 'email', 'role'), 'opt-out')
  assert.equal(need('NO', 'email', 'role'), 'consent')
  assert.equal(marketingRule('NO', 'email', 'role', TODAY).softOptInMonths, 12)
})

test('letters need no consent anywhere, calls to consumers do in Denmark and Germany', () => {
  for (const country of [...LAW_COUNTRIES, null]) assert.equal(need(country, 'letter', 'consumer'), 'opt-out')
  assert.equal(need('SE', 'phone', 'consumer'), 'opt-out')
  assert.equal(need('DK', 'phone', 'consumer'), 'consent')
  assert.equal(need('DE', 'phone', 'sole-trader'), 'consent')
})

test('block registers stand with the channels they cover', () => {
  assert.equal(marketingRule('SE', 'phone', 'consumer', TODAY).register, 'NIX-Telefon')
  assert.equal(marketingRule('NO', 'letter', 'consumer', TODAY).register, 'Reservasjonsregisteret')
  assert.equal(marketingRule('NO', 'phone', 'role', TODAY).register, undefined)
})

test('an unknown country takes the strictest candidate', () => {
  for (const channel of CHANNELS)
    for (const capacity of CAPACITIES) {
      const unknown = marketingRule(null, channel, capacity, TODAY)
      for (const country of LAW_COUNTRIES) {
        const rule = marketingRule(country, channel, capacity, TODAY)
        if (rule.need === 'consent') assert.equal(unknown.need, 'consent', `${country} ${channel} ${capacity}`)
        if (rule.need === 'consent' && rule.softOptInMonths === undefined) assert.equal(unknown.softOptInMonths, undefined, `${country} ${channel} ${capacity}`)
      }
    }
  assert.equal(marketingRule(null, 'email', 'role', TODAY).softOptInMonths, undefined)
})

test('a day before a rule began is refused instead of guessed', () => {
  assert.throws(() => marketingRule('SE', 'email', 'consumer', '2001-01-01'), /no rule was in force/)
})
