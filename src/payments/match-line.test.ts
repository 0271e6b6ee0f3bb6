import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PersonId } from '../values/ids.ts'
import { matchLine, referenceKey, settle, type Owed } from './match-line.ts'

const invoice = (number: string, outstanding: bigint, more: Partial<Owed> = {}): Owed => ({ personId: 'p' as PersonId, invoiceId: number, number, buyer: 'Karin', currency: 'SEK', outstanding, fees: 0n, isCredited: false, fromBanks: [], ...more })
const line = (amount: bigint, references: string[], more = {}) => ({ kind: amount < 0n ? ('reversal' as const) : ('payment' as const), amount, currency: 'SEK', references, isWhole: false, ...more })
function match(one: ReturnType<typeof line>, invoices: Record<string, Owed[]>): string {
  const matched = matchLine(one, (key) => invoices[key] ?? [])
  return matched.outcome === 'unmatched' ? matched.reason : `${matched.outcome} ${matched.shares.map((share) => `${share.invoice.number}:${share.amount}`).join(' ')}`
}

test('a reference is the same with blanks, hyphens and zeros in front, and the dash of a KID is a check digit', () => {
  for (const [written, key] of [['001234 566', '1234566'], ['12-34-566', '1234566'], ['0012345678-', '12345678-'], ['1.234.566', '1234566'], ['0', '0'], ['00', '0']]) assert.equal(referenceKey(written!), key)
  for (const written of ['', '-', 'Faktura 12', '12A4', 'RF18539007547034', '8012577,8013575']) assert.equal(referenceKey(written), undefined, written)
})

test('what a reference leads to is paid, part paid or overpaid; everything else is for a person to judge, with the reason', () => {
  const invoices = { '1234566': [invoice('1', 10_000n)], '18': [invoice('2', 0n)], '26': [invoice('3', 0n, { isCredited: true })], '34': [invoice('4', 500n), invoice('5', 500n)], '42': [invoice('6', 700n, { currency: 'EUR' })], '59': [invoice('7', 300n)] }
  const cases: [ReturnType<typeof line>, string][] = [
    [line(10_000n, ['0001234566']), 'paid 1:10000'], [line(9_999n, ['1234566']), 'part-paid 1:9999'], [line(10_001n, ['1234566']), 'overpaid 1:10001'],
    [line(1n, ['18']), 'paid-already'], [line(1n, ['26']), 'credited'], [line(500n, ['34']), 'several-invoices'], [line(700n, ['42']), 'other-currency'],
    [line(1n, []), 'no-reference'], [line(1n, ['123456789013']), 'wrong-reference'], [line(1n, ['Karin']), 'wrong-reference'], [line(1n, ['75']), 'unknown-reference'],
    [line(10_300n, ['1234566', '59']), 'paid 1:10000 7:300'], [line(10_299n, ['1234566', '59']), 'several-references'], [line(10_000n, ['1234566', '75']), 'several-references'], [line(10_000n, ['1234566', '18']), 'several-references'],
    [line(-300n, ['59']), 'reversal'], [line(-300n, []), 'reversal'], [line(300n, ['59'], { kind: 'deduction', amount: -300n }), 'deduction'],
  ]
  for (const [one, expected] of cases) assert.equal(match(one, invoices), expected, `${one.amount} ${one.references}`)
})

test('what went back is taken from the invoice that a bank’s payment of just as much is on, once', () => {
  const paid = invoice('1', 0n, { fromBanks: [10_000n] })
  const matched = matchLine(line(-10_000n, ['1234566']), () => [paid])
  assert.ok(matched.outcome === 'taken-back')
  settle(matched.shares[0]!)
  assert.deepEqual([paid.outstanding, paid.fromBanks], [10_000n, []])
  assert.equal(match(line(-10_000n, ['1234566']), { '1234566': [paid] }), 'reversal')
})

test('a payment of total and fee closes both, one of the total leaves the fee, and the fee may come by itself', () => {
  const owed = (): Record<string, Owed[]> => ({ '1234566': [invoice('1', 10_000n, { fees: 6_000n })], '59': [invoice('7', 300n, { fees: 100n })], '18': [invoice('2', 0n, { fees: 6_000n })] })
  const cases: [ReturnType<typeof line>, string][] = [
    [line(16_000n, ['1234566']), 'paid 1:16000'], [line(10_000n, ['1234566']), 'paid 1:10000'], [line(12_000n, ['1234566']), 'paid 1:12000'], [line(16_001n, ['1234566']), 'overpaid 1:16001'], [line(9_999n, ['1234566']), 'part-paid 1:9999'],
    [line(6_000n, ['18']), 'paid 2:6000'], [line(6_001n, ['18']), 'paid-already'], [line(10_300n, ['1234566', '59']), 'paid 1:10000 7:300'], [line(16_400n, ['1234566', '59']), 'paid 1:16000 7:400'], [line(16_300n, ['1234566', '59']), 'several-references'],
  ]
  for (const [one, expected] of cases) assert.equal(match(one, owed()), expected, `${one.amount} ${one.references}`)
  const [left] = owed()['1234566']!
  settle({ invoice: left!, amount: 10_000n })
  assert.equal(match(line(6_000n, ['1234566']), { '1234566': [left!] }), 'paid 1:6000')
})
