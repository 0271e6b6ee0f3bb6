import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { randomDraft, TODAY } from '../../test/random-invoices.ts'
import { brokenRules } from '../e-invoices/broken-rules.ts'
import { Problem } from '../plumbing/errors.ts'
import { divideRounded, parseDecimal, type Decimal } from '../values/decimal.ts'
import { creditNote, leftOf, type CreditPart } from './credit-note.ts'
import { draftedFor } from './invoice-draft.ts'
import { totalsOf } from './invoice.ts'
import type { IssuedInvoice } from './issued-invoice.ts'
import { ublTree } from './ubl-invoice.ts'

const decimal = (text: string) => parseDecimal(text) as Decimal
const INVOICE: IssuedInvoice = {
  kind: 'invoice', number: '7', issuedOn: TODAY, dueOn: TODAY, currency: 'SEK', wholeUnits: true, seller: { name: 'A', address: { country: 'SE' } }, buyer: { name: 'B', address: { country: 'SE' } }, buyerReference: 'K', reference: '75', accounts: [], terms: '30',
  lines: [
    { description: 'Timmar', quantity: decimal('3'), unit: 'HUR', unitPrice: decimal('33.335'), allowance: 10n, vat: { category: 'S', rate: 2500 } },
    { description: 'Böcker', quantity: decimal('2'), unit: 'C62', unitPrice: decimal('99.99'), vat: { category: 'S', rate: 600 } },
    { description: 'Rabatt', quantity: decimal('-1'), unit: 'C62', unitPrice: decimal('10'), vat: { category: 'S', rate: 2500 } },
  ],
}
const payable = (one: IssuedInvoice) => totalsOf(one.lines, one).payable
const of = (notes: readonly { lines: IssuedInvoice['lines']; totals: { payable: bigint } }[]) => ({ invoice: INVOICE, payable: payable(INVOICE), credited: -notes.reduce((sum, note) => sum + note.totals.payable, 0n), notes })
const why = (parts: readonly CreditPart[], notes: Parameters<typeof of>[0] = []) => {
  try {
    return creditNote(of(notes), parts).totals.payable
  } catch (error) {
    return error instanceof Problem ? [error.kind, error.detail.text.replace('invoices.', ''), error.detail.field] : error
  }
}

test('parts are taken back by quantity, by amount or as lines, with the VAT of their rate', () => {
  const hour = creditNote(of([]), [{ line: 0, quantity: decimal('1') }])
  assert.deepEqual([hour.totals.net, hour.totals.vat, hour.totals.payable, hour.inFull], [-3331n, -833n, -4164n, false])
  assert.deepEqual(leftOf(INVOICE, [hour])[0], { quantity: decimal('2'), amount: 9991n - 3331n })
  const money = creditNote(of([]), [{ line: 1, amount: 5000n }, { line: 0, amount: 1000n }])
  assert.deepEqual(money.totals.shares.map(({ rate, taxable, vat }) => [rate, taxable, vat]), [[2500, -1000n, -250n], [600, -5000n, -300n]])
  assert.deepEqual(leftOf(INVOICE, [money]).map(({ quantity, amount }) => [quantity, amount]), [[decimal('3'), 8991n], [decimal('2'), 14998n], [decimal('-1'), -1000n]])
})

test('never more than is left is taken back, of a line or in all', () => {
  assert.deepEqual(why([{ line: 0, quantity: decimal('3.000001') }]), ['invalid', 'credit-too-much', 'lines.0.quantity'])
  assert.deepEqual(why([{ line: 1, amount: 1n }, { line: 0, amount: 9992n }]), ['invalid', 'credit-too-much', 'lines.1.amount'])
  assert.deepEqual(why([{ line: 0, quantity: decimal('-1') }]), ['invalid', 'credit-too-much', 'lines.0.quantity'])
  assert.deepEqual(why([{ line: 2, amount: 500n }]), ['invalid', 'credit-too-much', 'lines.0.amount'])
  assert.deepEqual(why([{ line: 0, amount: 0n }]), ['invalid', 'credit-nothing', 'lines.0.amount'])
  assert.deepEqual(why([{ line: 2 }]), ['invalid', 'credit-nothing', 'lines'], 'a discount alone would ask for money')
  assert.deepEqual(why([{ line: 9 }]), ['invalid', 'credit-line-unknown', 'lines.0.line'])
  assert.deepEqual(why([{ line: 0 }, { line: 0, amount: 1n }]), ['invalid', 'credit-line-twice', 'lines.1.line'])
  const most = creditNote(of([]), [{ line: 0, amount: 9000n }])
  assert.deepEqual(why([{ line: 0, quantity: decimal('1') }], [most]), ['invalid', 'credit-too-much', 'lines.0.quantity'])
  const all = creditNote(of([]), undefined)
  assert.deepEqual([all.totals.payable, all.inFull], [-payable(INVOICE), true])
  assert.deepEqual(why([{ line: 0, amount: 1n }], [all]), ['conflict', 'credited-already', undefined])
})

test('a credit note in full that was issued before parts could be takes back everything', () => {
  assert.ok(leftOf(INVOICE, [{ lines: INVOICE.lines.map(({ allowance, ...line }) => ({ ...line, quantity: -line.quantity, ...(allowance && { allowance: -allowance }) })) }]).every(({ quantity, amount }) => quantity === 0n && amount === 0n))
})

test('however an invoice is taken back in parts, the parts come to the invoice, öre by öre, and each is a right e-invoice', (t) => {
  let notesMade = 0
  fc.assert(fc.property(randomDraft, fc.infiniteStream(fc.tuple(fc.nat({ max: 11 }), fc.nat({ max: 10 }), fc.boolean())), ({ settings, buyer, draft }, choices) => {
    const drafted = draftedFor(draft, buyer, settings, TODAY)
    if (drafted instanceof Problem || drafted.totals.gross <= 0n) return
    const invoice: IssuedInvoice = { ...drafted.invoice, number: '7', reference: '75' }
    const notes: ReturnType<typeof creditNote>[] = []
    for (let turn = 0; turn < 8; turn++) {
      const credited = -notes.reduce((sum, note) => sum + note.totals.payable, 0n)
      const left = leftOf(invoice, notes)
      const [pick, tenths, byMoney] = choices.next().value!
      const rest = left[pick % left.length]!
      const part: CreditPart = { line: pick % left.length, ...(byMoney ? { amount: divideRounded(rest.amount * BigInt(tenths), 10n) } : { quantity: divideRounded(rest.quantity * BigInt(tenths), 10n) }) }
      try {
        notes.push(creditNote({ invoice, payable: drafted.totals.payable, credited, notes }, turn === 7 ? undefined : [part]))
      } catch (error) {
        if (!(error instanceof Problem)) throw error
      }
      const last = notes.at(-1)
      if (!last) continue
      const document: IssuedInvoice = { ...invoice, kind: 'credit-note', number: '8', credits: { number: '7', issuedOn: TODAY }, wholeUnits: false, lines: last.lines, ...(last.rounding !== 0n && { rounding: last.rounding }) }
      assert.deepEqual(brokenRules(ublTree(document, totalsOf(document.lines, document))), [])
      assert.equal(totalsOf(document.lines, document).payable, last.totals.payable)
      for (const [place, { amount }] of leftOf(invoice, notes).entries()) assert.ok(amount * drafted.totals.lines[place]! >= 0n && amount * amount <= drafted.totals.lines[place]! ** 2n)
    }
    const sum = (what: (note: (typeof notes)[number]) => bigint) => -notes.reduce((total, note) => total + what(note), 0n)
    assert.equal(sum((note) => note.totals.payable), drafted.totals.payable)
    assert.equal(sum((note) => note.totals.net), drafted.totals.net)
    notesMade += notes.length
  }), { numRuns: process.env['TILLIT_LONG'] ? 3000 : 100 })
  assert.ok(notesMade > 100)
  t.diagnostic(`${notesMade} credit notes`)
})
