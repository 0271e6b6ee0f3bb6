import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { bgMaxFile } from '../../test/camt-file.ts'
import { sharedData } from '../../test/shared-data.ts'
import { Problem } from '../plumbing/errors.ts'
import { readBankFile } from './bank-file.ts'
import type { BankLine } from './bank-line.ts'

const read = (bytes: Buffer): BankLine[] => [...readBankFile(bytes).lines]
const told = (lines: readonly BankLine[]) => lines.map((one) => [one.row, one.kind, one.amount, one.currency, one.references.join(' ')])

function faultOf(bytes: Buffer): string {
  try {
    return `read ${read(bytes).length}`
  } catch (error) {
    assert.ok(error instanceof Problem && error.kind === 'invalid', String(error))
    return `${error.detail.field} ${error.detail.text.replace('payments.file.', '')}`
  }
}

test('the files of bankgiro_inbetalningar: every payment, split and deduction, and what is cut or saved anew refused by its line', (t) => {
  const folder = sharedData('payments-se/bgmax')
  if (!folder) return t.skip('skipped: shared/data is not here')
  const file = (name: string) => readFileSync(join(folder, name))
  assert.deepEqual(told(read(file('minimal.txt'))), [[3, 'payment', 110_000n, 'SEK', '650861']])
  const lines = read(file('BgMaxfil4.txt'))
  assert.deepEqual(told(lines), [
    [3, 'payment', 180_000n, 'SEK', '665760 665869 665661 657775'], [14, 'payment', 190_000n, 'SEK', '524967'],
    [22, 'payment', 170_000n, 'SEK', '573964'], [23, 'payment', 30_000n, 'SEK', '573865'],
    [30, 'payment', 50_000n, 'SEK', '525865'], [35, 'payment', 50_000n, 'SEK', '525766'], [40, 'payment', 50_000n, 'SEK', '535765'],
    [42, 'payment', 100_000n, 'SEK', '7495575'], [43, 'payment', 50_000n, 'SEK', '695668'], [44, 'payment', 40_000n, 'SEK', '8988777'], [45, 'deduction', -50_000n, 'SEK', '74450'],
    [52, 'payment', 300_000n, 'EUR', '8012577,8013575 8012577 8013575 8014573'], [61, 'payment', 100_000n, 'EUR', '525766'],
  ])
  assert.deepEqual([lines[0]!.text, lines[0]!.payerName, lines[0]!.payerAccount, lines[0]!.bookedOn, lines[0]!.account], ['Betalning med extra refnr 665869 657775 665661 665760', 'Kalles Plåt AB', '3783511', '2004-05-25', '9912346'])
  assert.equal(new Set(lines.map((one) => one.mark)).size, 13)
  for (const [name, fault] of [['BgMaxfil4_broken.txt', 'row 10 letters-lost'], ['isolated_deposit.txt', 'row 1 no-opening'], ['isolated_payment.txt', 'row 1 no-opening']] as const) assert.equal(faultOf(file(name)), fault, name)
})

test('sums and counts are held to, and what was changed is named by its line', () => {
  const file = bgMaxFile([{ reference: '1234561', amount: 10_000n }, { amount: 5_000n, parts: [{ reference: '11', amount: 8_000n }, { reference: '22', amount: 3_000n, isDeduction: true }] }, { reference: '9', amount: 2_000n, isDeduction: true }])
  assert.deepEqual(told(read(file)), [[3, 'payment', 10_000n, 'SEK', '1234561'], [5, 'payment', 8_000n, 'SEK', '11'], [6, 'deduction', -3_000n, 'SEK', '22'], [7, 'deduction', -2_000n, 'SEK', '9']])
  const lines = file.toString('latin1').split('\r\n')
  const changed = (change: (lines: string[]) => void) => {
    const copy = [...lines]
    change(copy)
    return faultOf(Buffer.from(copy.join('\r\n'), 'latin1'))
  }
  const cases: [string, (lines: string[]) => void][] = [
    ['row 8 deposit-sum', (all) => { all[2] = all[2]!.replace('000000000000010000', '000000000000010001') }],
    ['row 4 parts-sum', (all) => { all[4] = all[4]!.replace('000000000000008000', '000000000000008001') }],
    ['row 7 deposit-sum', (all) => { all.splice(2, 1) }],
    ['row 9 counts', (all) => { all[8] = all[8]!.replace('00000002', '00000003') }],
    ['file cut', (all) => { all.splice(8) }],
    ['row 1 test-file', (all) => { all[0] = all[0]!.replace('P', 'T') }],
    ['row 1 other-version', (all) => { all[0] = all[0]!.replace('               01', '               02') }],
    ['row 3 no-number', (all) => { all[2] = all[2]!.replace('000000000000010000', '0000000000000l0000') }],
    ['row 8 no-date', (all) => { all[7] = all[7]!.replace('20260302', '20260230') }],
    ['row 10 after-end', (all) => { all[9] = all[2]! }],
    ['row 4 unknown-record', (all) => { all.splice(3, 0, '99') }],
    ['row 2 out-of-order', (all) => { all.splice(1, 1) }],
    ['row 2 no-currency', (all) => { all[1] = all[1]!.replace('SEK', 'sek') }],
  ]
  for (const [fault, change] of cases) assert.equal(changed(change), fault)
  for (const [bytes, fault] of [[Buffer.alloc(0), 'file empty'], [Buffer.from('Datum;Belopp\n2026-03-02;100'), 'file unknown'], [Buffer.from('\xff\xfe0\x001\x00', 'latin1'), 'file encoding']] as const) assert.equal(faultOf(bytes), fault)
})

test('wherever a file is cut, and whichever figure of an amount is changed, nothing of it is read', (t) => {
  const file = bgMaxFile(Array.from({ length: 4 }, (_, place) => ({ reference: '1234561', amount: BigInt(1_000 + place), name: 'Berit Öberg' })))
  let cuts = 0
  const end = file.toString('latin1').trimEnd().length
  for (let length = 1; length < end; length += 7, cuts++) assert.match(faultOf(file.subarray(0, length)), /^(?:row \d+|file) [a-z-]+$/, `cut after ${length}`)
  let changes = 0
  for (const line of [2, 4, 6, 8, 10]) {
    const [from, to] = line === 10 ? [50, 68] : [37, 55]
    for (let place = from; place < to; place++, changes++) {
      const copy = Buffer.from(file)
      const at = line * 82 + place
      copy[at] = copy[at] === 0x39 ? 0x38 : copy[at]! + 1
      assert.match(faultOf(copy), /deposit-sum/, `line ${line + 1}, place ${place}`)
    }
  }
  t.diagnostic(`${cuts} cuts, ${changes} changed figures`)
})
