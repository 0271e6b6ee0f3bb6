import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountIn, FACT_WAITS, hasFact } from './earlier-fact.ts'

test('an amount is the same however it is written', () => {
  for (const typed of ['1350', '1350,00', '1350.00', '1 350,00', '1\u00A0350,00', '1.350,00', '1,350.00', '1350:-', '1350,-', '1 350 kr', 'SEK 1350,00', '1350:00', ' 1350,0 ', 'kr. 1350']) assert.equal(amountIn(typed), 135_000n, typed)
  for (const [typed, amount] of [['0,50', 50n], ['12,5', 1_250n], ['1.350', 135_000n], ['1,350', 135_000n]] as const) assert.equal(amountIn(typed), amount, typed)
  for (const typed of ['', 'kr', ',', '-', 'ettusen', '1'.repeat(20)]) assert.equal(amountIn(typed), undefined, typed)
})

const EARLIER = [{ number: 'F-4711', reference: '471125', payable: 135_000n }, { number: 'F-4622', reference: '462226', payable: 99_950n }]

test('number or reference, with the amount of the same invoice', () => {
  for (const [number, amount] of [['F-4711', '1350'], ['f4711', '1 350,00'], ['47 11 25', '1350,00'], ['F-4622', '999,50']]) assert.ok(hasFact(EARLIER, { number: number!, amount: amount! }), `${number} ${amount}`)
  for (const [number, amount] of [['F-4711', '999,50'], ['462226', '1350'], ['4711', '1350'], ['', '1350'], ['-', '1350'], ['F-4711', ''], ['F-4711', '1350,01'], ['F-4712', '1350']]) assert.ok(!hasFact(EARLIER, { number: number!, amount: amount! }), `${number} ${amount}`)
  assert.ok(!hasFact([], { number: '', amount: '' }))
})

test('each wrong fact waits longer than the one before', () => {
  assert.deepEqual(FACT_WAITS.toSorted((one, other) => one - other), [...FACT_WAITS])
  assert.equal(new Set(FACT_WAITS).size, 5)
})
