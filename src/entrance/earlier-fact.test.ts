import assert from 'node:assert/strict'
import { test } from 'node:test'
import { amountIn, FACT_WAITS, hasFact, isWholeFact } from './earlier-fact.ts'

test('an amount is the same however it is written', () => {
  for (const typed of ['1350', '1350,00', '1350.00', '1 350,00', '1\u00A0350,00', '1.350,00', '1,350.00', '1350:-', '1350,-', '1 350 kr', 'SEK 1350,00', '1350:00', ' 1350,0 ', 'kr. 1350']) assert.equal(amountIn(typed), 135_000n, typed)
  for (const [typed, amount] of [['0,50', 50n], ['12,5', 1_250n], ['1.350', 135_000n], ['1,350', 135_000n]] as const) assert.equal(amountIn(typed), amount, typed)
  for (const typed of ['', 'kr', ',', '-', 'ettusen', '1'.repeat(20)]) assert.equal(amountIn(typed), undefined, typed)
})

const EARLIER = [{ number: 'F-4711', reference: '471125', payable: 135_000n }, { number: 'F-4622', reference: '462226', payable: 99_950n }]

const LETTERS = ['7K3QM0V9XA', '10ABCDEFGH']

test('number or reference, with the amount of the same invoice', () => {
  for (const [number, amount] of [['F-4711', '1350'], ['f4711', '1 350,00'], ['47 11 25', '1350,00'], ['F-4622', '999,50']]) assert.ok(hasFact(EARLIER, LETTERS, { number: number!, amount: amount! }), `${number} ${amount}`)
  for (const [number, amount] of [['F-4711', '999,50'], ['462226', '1350'], ['4711', '1350'], ['', '1350'], ['-', '1350'], ['F-4711', ''], ['F-4711', '1350,01'], ['F-4712', '1350']]) assert.ok(!hasFact(EARLIER, LETTERS, { number: number!, amount: amount! }), `${number} ${amount}`)
  assert.ok(!hasFact([], [], { number: '', amount: '' }))
})

test('the number of a letter is enough, however it is typed, and nothing like it', () => {
  for (const number of ['7K3QM-0V9XA', '7k3qm 0v9xa', '7K3QMOV9XA', 'IOABC-DEFGH', 'loabcdefgh']) for (const amount of ['', '1350', 'nothing']) assert.ok(hasFact(EARLIER, LETTERS, { number, amount }), number)
  for (const number of ['7K3QM-0V9XB', '7K3QM-0V9X', '7K3QM', '', '-']) assert.ok(!hasFact(EARLIER, LETTERS, { number, amount: '' }), number)
  for (const [number, amount, whole] of [['7K3QM-0V9XA', '', true], ['F-4711', '', false], ['F-4711', '1', true], ['2026000123', '', false], ['20260 00123', '', false], ['', '1350', false]] as const) assert.equal(isWholeFact({ number, amount }), whole, number)
})

test('each wrong fact waits longer than the one before', () => {
  assert.deepEqual(FACT_WAITS.toSorted((one, other) => one - other), [...FACT_WAITS])
  assert.equal(new Set(FACT_WAITS).size, 5)
})
