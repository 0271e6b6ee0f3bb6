import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ProblemDetails } from '../../src/doors/api/contract.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { IssuedApiKey } from '../../src/doors/api/session-resource.ts'
import type { BankPaymentBody, BankPaymentDetailBody, FoundInvoiceBody, PaymentFileBody, PaymentFileRehearsalBody } from '../../src/doors/api/payments-resource.ts'
import { sweepPayments } from '../../src/payments/sweep-payments.ts'
import type { PersonId } from '../../src/values/ids.ts'
import { ocrReference } from '../../src/values/payment-reference.ts'
import { bgMaxFile, camtFile, type BgMaxPayment } from '../camt-file.ts'
import { bodyOf, signedInStaff, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'
import { rowHash } from '../row-hash.ts'
import { sharedData } from '../shared-data.ts'

// Payments in: what banks tell of goes on the invoices that asked for it, once, and the rest is open until somebody has said what it is.

const { database, house, app, browser, cookie } = await staffedHouse()
const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { country: 'SE' } }, currency: 'SEK', firstNumber: 7_000,
  accounts: [{ type: 'bankgiro', number: '123-4567' }, { type: 'iban', number: 'SE35 5000 0000 0549 1000 0003' }], reference: { kind: 'ocr', control: 'length-and-check-digit' },
}
assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)

let people = 0
async function invoiced(price = '100', name = 'Karin'): Promise<InvoiceBody> {
  const { personId } = await customer(database, `betalar${people++}@example.org`, { values: { given_name: name, family_name: 'Ek' } })
  return bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Arbete', quantity: '1', price, vat: { category: 'Z' } }] }))
}
const tick = () => { database.now = new Date(database.now.getTime() + 1_000) }
const again = (one: InvoiceBody) => bodyOf<InvoiceBody>(browser('GET', `/api/v1/people/${one.person.id}/invoices/${one.id}`))
const standing = async (one: InvoiceBody) => {
  const { state, outstanding } = await again(one)
  return [state, outstanding]
}
const send = (path: string, file: Uint8Array | string, headers: Record<string, string> = { cookie, 'sec-fetch-site': 'same-origin' }) => app.request(`/api/v1/payment-files${path}`, { method: 'POST', headers: { ...headers, 'content-type': 'application/octet-stream', 'accept-language': 'sv' }, body: typeof file === 'string' ? file : new Uint8Array(file) })
const take = async (file: Uint8Array | string) => bodyOf<PaymentFileBody>(send('', file))
const rehearse = async (file: Uint8Array | string) => bodyOf<PaymentFileRehearsalBody>(send('/rehearsals', file))
const open = async () => (await bodyOf<{ payments: BankPaymentBody[] }>(browser('GET', '/api/v1/bank-payments?open=true&limit=200'))).payments
const openOf = async (reference: string) => (await open()).find((one) => one.reference === reference)!
let serial = 1
const bgMax = (payments: BgMaxPayment[], more: Parameters<typeof bgMaxFile>[1] = {}) => bgMaxFile(payments, { serial: serial++, ...more })
const COUNTS = { lines: 0, paid: 0, partPaid: 0, overpaid: 0, takenBack: 0, unmatched: 0, known: 0, passedOver: 0 }

test('a file is rehearsed line by line and does nothing; taken in, invoices are paid, part paid and overpaid, and the rest is open with who, what, when and why', async () => {
  const [exact, less, more, twice] = [await invoiced(), await invoiced(), await invoiced(), await invoiced()]
  const wrong = `${exact.reference.slice(0, -1)}${(Number(exact.reference.at(-1)) + 5) % 10}`
  const file = bgMax([
    { reference: exact.reference, amount: 10_000n, name: 'Berit Svensson', payer: '5555551' }, { reference: less.reference, amount: 4_000n }, { reference: more.reference, amount: 12_500n },
    { reference: twice.reference, amount: 10_000n }, { reference: twice.reference, amount: 10_000n, name: 'Olle Dubbel' }, { reference: wrong, amount: 700n }, { reference: '998877665', amount: 800n },
    { amount: 900n, message: 'Faktura fran Karin' }, { reference: '12', amount: 300n, isDeduction: true },
  ])
  const untouched = await rowHash(database)
  const told = await rehearse(file)
  assert.deepEqual(told.counts, { ...COUNTS, lines: 9, paid: 2, partPaid: 1, overpaid: 1, unmatched: 5 })
  assert.deepEqual(told.lines.map((one) => [one.row, one.outcome, one.reason, one.invoices.map((each) => each.number).join()]), [
    [3, 'paid', null, exact.number], [5, 'part-paid', null, less.number], [6, 'overpaid', null, more.number], [7, 'paid', null, twice.number], [8, 'unmatched', 'paid-already', ''],
    [10, 'unmatched', 'wrong-reference', ''], [11, 'unmatched', 'wrong-reference', ''], [12, 'unmatched', 'no-reference', ''], [14, 'unmatched', 'deduction', ''],
  ])
  assert.equal(await rowHash(database), untouched, 'a rehearsal changes nothing')
  assert.ok((await database.superuser("select count(*)::int as n from look where person_id = $1 and why = 'document'", [exact.person.id])).rows[0].n > 0, 'whose invoices were shown is noted')
  const { counts } = await take(file)
  assert.deepEqual(counts, told.counts)
  assert.deepEqual([await standing(exact), await standing(less), await standing(more), await standing(twice)], [['paid', '0.00'], ['part-paid', '60.00'], ['paid', '-25.00'], ['paid', '0.00']])
  const listed = await open()
  assert.deepEqual(listed.map((one) => [one.amount, one.reason, one.payer]).toSorted(), [['-3.00', 'deduction', null], ['100.00', 'paid-already', 'Olle Dubbel'], ['7.00', 'wrong-reference', null], ['8.00', 'wrong-reference', null], ['9.00', 'no-reference', null]].toSorted())
  assert.ok(listed.every((one) => one.bookedOn === '2026-03-02' && one.leftOver === one.amount))
})

test('the same file does nothing again, nor does a payment that another file tells of too, and twice is twice', async () => {
  const [one, other] = [await invoiced(), await invoiced()]
  const file = bgMax([{ reference: one.reference, amount: 5_000n }, { reference: one.reference, amount: 5_000n }])
  const first = await take(file)
  const answer = await send('', file)
  assert.equal(answer.status, 200)
  assert.deepEqual((await bodyOf<PaymentFileBody>(answer)), first)
  // The bank's own copy of the payments, with a line more at its end.
  const copy = Buffer.concat([file, Buffer.from('\r\n')])
  assert.deepEqual((await take(copy)).counts, { ...COUNTS, known: 2 })
  // The account's statement of the same day tells of both again, and of a third that is new.
  const entry = (reference: string, invoice: InvoiceBody, amount: string) => ({ amount, reference, transactions: [{ references: [`00${invoice.reference}`], amount }] })
  const statement = camtFile([entry('A-1', one, '50.00'), entry('A-2', one, '50.00'), entry('A-3', other, '100.00')], { message: '053', version: '08' })
  assert.deepEqual((await take(statement)).counts, { ...COUNTS, lines: 1, paid: 1, known: 2 })
  assert.deepEqual((await take(camtFile([entry('A-1', one, '50.00'), entry('A-2', one, '50.00'), entry('A-3', other, '100.00')], { message: '054' }))).counts, { ...COUNTS, known: 3 })
  // A third payment of the same amount, in the statement only: the reference is the same, and it is one more.
  assert.deepEqual((await take(camtFile([entry('A-4', one, '50.00')], { message: '053' }))).counts, { ...COUNTS, lines: 1, unmatched: 1 })
  assert.deepEqual([await standing(one), await standing(other)], [['paid', '0.00'], ['paid', '0.00']])
})

test('a sum in the statement of which the notification tells the parts counts once, whichever came first; a Bankgiro deposit is pointed out', async () => {
  const [one, other] = [await invoiced(), await invoiced()]
  const parts = (reference: string, invoice: InvoiceBody) => camtFile([{ amount: '100.00', reference, batch: 2, transactions: [{ amount: '60.00', references: [invoice.reference] }, { amount: '40.00', references: [invoice.reference] }] }])
  const sum = (reference: string) => camtFile([{ amount: '100.00', reference, batch: 2 }], { message: '053' })
  assert.deepEqual((await take(parts('S-1', one))).counts, { ...COUNTS, lines: 2, paid: 1, partPaid: 1 })
  assert.deepEqual((await take(sum('S-1'))).counts, { ...COUNTS, known: 1 })
  assert.deepEqual((await take(sum('S-2'))).counts, { ...COUNTS, lines: 1, unmatched: 1 })
  const before = (await open()).length
  assert.deepEqual((await take(parts('S-2', other))).counts, { ...COUNTS, lines: 2, paid: 1, partPaid: 1 })
  assert.equal((await open()).length, before - 1, 'the sum that stood open is set aside')
  assert.deepEqual([await standing(one), await standing(other)], [['paid', '0.00'], ['paid', '0.00']])
  const third = await invoiced()
  await take(bgMax([{ reference: third.reference, amount: 10_000n }], { date: '20260305' }))
  const told = await rehearse(camtFile([{ amount: '100.00', reference: 'BG', bookedOn: '2026-03-05' }], { message: '053' }))
  assert.deepEqual(told.lines.map((each) => each.reason), ['deposit'])
})

test('what a bank takes back is taken off the invoice that it was put on, once', async () => {
  const invoice = await invoiced()
  const entry = { amount: '100.00', transactions: [{ references: [invoice.reference] }] }
  await take(camtFile([{ ...entry, reference: 'R-1' }]))
  tick()
  const back = { ...entry, direction: 'DBIT' as const, reversal: true }
  assert.deepEqual((await take(camtFile([{ ...back, reference: 'R-2' }]))).counts, { ...COUNTS, lines: 1, takenBack: 1 })
  assert.deepEqual(await standing(invoice), ['open', '100.00'])
  assert.deepEqual((await take(camtFile([{ ...back, reference: 'R-3' }]))).counts, { ...COUNTS, lines: 1, unmatched: 1 })
  assert.deepEqual((await again(invoice)).payments.map((one) => one.amount), ['100.00', '-100.00'])
})

test('what stands open is matched by hand to what was found, shared out, paid back or set aside with a reason, and each of it can be undone', async () => {
  const [one, other] = [await invoiced('70', 'Britta'), await invoiced('30')]
  await take(bgMax([{ reference: '445566', amount: 10_000n, name: 'Brittas man', payer: '5555559', message: `Betalar ${one.reference}` }]))
  const { id } = await openOf('445566')
  const path = `/api/v1/bank-payments/${id}`
  const detail = await bodyOf<BankPaymentDetailBody>(browser('GET', path))
  assert.deepEqual([detail.payer, detail.payerAccount, detail.message, detail.suggestions[0]?.number], ['Brittas man', '5555559', `Betalar ${one.reference}`, one.number])
  for (const text of ['Britta', one.number, '70,00', one.reference]) {
    const { invoices } = await bodyOf<{ invoices: FoundInvoiceBody[] }>(browser('POST', '/api/v1/invoice-searches', { text }))
    assert.ok(invoices.some((each) => each.id === one.id), text)
  }
  const share = (invoice: InvoiceBody, amount: string) => ({ person: invoice.person.id, invoice: invoice.id, amount })
  const match = (shares: object[]) => browser('POST', `${path}/matches`, { shares })
  for (const [shares, status] of [[[share(one, '100.01')], 409], [[share(one, '-1')], 409], [[share(one, '0')], 409], [[share(one, 'x')], 400], [[{ ...share(one, '1'), invoice: other.id }], 404]] as const) assert.equal((await match([...shares])).status, status, JSON.stringify(shares))
  const matched = await bodyOf<BankPaymentDetailBody>(match([share(one, '70'), share(other, '25,00')]))
  assert.deepEqual([matched.leftOver, await standing(one), await standing(other)], ['5.00', ['paid', '0.00'], ['part-paid', '5.00']])
  tick()
  assert.equal((await browser('POST', `${path}/endings`, { kind: 'returned', reason: '' })).status, 400)
  const returned = await bodyOf<BankPaymentDetailBody>(browser('POST', `${path}/endings`, { kind: 'returned', reason: 'Fem kronor för mycket' }))
  assert.deepEqual([returned.leftOver, returned.steps.map((step) => [step.kind, step.amount, step.reason, step.invoice?.number].join(' ')).toSorted()], ['0.00', [`matched 25.00  ${other.number}`, `matched 70.00  ${one.number}`, 'returned 5.00 Fem kronor för mycket ']])
  assert.equal(await openOf('445566'), undefined)
  assert.equal((await match([share(one, '1')])).status, 409)
  for (const step of returned.steps) assert.equal((await browser('POST', `${path}/steps/${step.id}/undoings`)).status, 200)
  assert.equal((await browser('POST', `${path}/steps/${returned.steps[0]!.id}/undoings`)).status, 409)
  assert.deepEqual([await standing(one), await standing(other), (await openOf('445566')).leftOver], [['open', '70.00'], ['open', '30.00'], '100.00'])
  tick()
  const aside = await bodyOf<BankPaymentDetailBody>(browser('POST', `${path}/endings`, { kind: 'set-aside', reason: 'Hyra för lokalen' }))
  assert.deepEqual([aside.leftOver, aside.steps.map((step) => step.isUndone)], ['0.00', [true, true, true, false]])
})

test('a file for an account that nobody has said is the company’s is not taken, until somebody has looked; then it is known', async () => {
  const file = (place: number) => bgMax([{ reference: '18', amount: BigInt(place) }], { account: '7654321' })
  const first = file(1)
  assert.deepEqual((await rehearse(first)).strangeAccounts, ['7654321'])
  const refused = await send('', first)
  assert.deepEqual([refused.status, (await bodyOf<ProblemDetails>(refused)).field], [409, 'account'])
  assert.equal((await send('?accounts=ours', first)).status, 201)
  assert.equal((await send('', file(2))).status, 201)
})

test('bad input is refused by its line and nothing of it is done, however far into the file it stands', async (t) => {
  const many = Array.from({ length: 3_000 }, (_, place) => ({ reference: ocrReference(String(place + 100)), amount: 100n, name: 'Någon Betalare' }))
  const long = bgMax(many)
  const broken = Buffer.from(long)
  broken.write('x', 82 * 5_990 + 40, 'latin1')
  const message = camtFile(many.map((one, place) => ({ amount: place === 2_999 ? 'mycket' : '1.00', transactions: [{ references: [one.reference], debtor: one.name }] })))
  const entity = message.replace('<Document', '<!DOCTYPE D [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><Document')
  const untouched = await rowHash(database)
  const cases: [Uint8Array | string, string][] = [[broken, 'row 5991'], [long.subarray(0, long.length - 82), 'file'], [message, 'row 3000'], [entity, 'row 2'], [Buffer.alloc(0), 'file'], ['Datum;Belopp\n', 'file']]
  for (const [file, field] of cases) {
    for (const path of ['', '/rehearsals']) {
      const answer = await send(path, file)
      const problem = await bodyOf<ProblemDetails>(answer)
      assert.deepEqual([answer.status, problem.field], [400, field])
      assert.doesNotMatch(problem.detail, /Någon|100/)
    }
  }
  assert.equal(await rowHash(database), untouched)
  const folder = sharedData('payments-se/bgmax')
  if (!folder) return t.diagnostic('shared/data is not here')
  for (const [name, status] of [['isolated_deposit', 400], ['isolated_payment', 400], ['BgMaxfil4_broken', 400], ['minimal', 409], ['BgMaxfil4', 409]] as const) assert.equal((await send('', readFileSync(join(folder, `${name}.txt`)))).status, status, name)
  const { counts } = await bodyOf<PaymentFileBody>(send('?accounts=ours', readFileSync(join(folder, 'BgMaxfil4.txt'))))
  assert.deepEqual(counts, { ...COUNTS, lines: 13, unmatched: 13 })
})

test('a long file is taken in one transaction, and again does nothing', async (t) => {
  const n = process.env['TILLIT_LONG'] ? 100_000 : 2_000
  const file = bgMax(Array.from({ length: n }, (_, place) => ({ reference: ocrReference(String(500_000 + place)), amount: 100n, name: 'Long Listed' })))
  const begun = performance.now()
  const { counts } = await take(file)
  t.diagnostic(`${n} of the 100,000 lines in ${((performance.now() - begun) / 1000).toFixed(1)} s`)
  assert.deepEqual(counts, { ...COUNTS, lines: n, unmatched: n })
  assert.deepEqual((await take(Buffer.concat([file, Buffer.from('\r\n')]))).counts, { ...COUNTS, known: n })
})

test('who may not: other roles and keys that are not for invoices; a key for them takes files in', async () => {
  const file = bgMax([{ reference: '18', amount: 5n }])
  for (const [roles, read, write] of [[['finance'], 200, 200], [['customer-service'], 200, 403], [['seller'], 403, 403], [['it'], 403, 403]] as const) {
    const colleague = await signedInStaff(app, house, roles)
    assert.equal((await colleague.browser('GET', '/api/v1/bank-payments')).status, read, roles[0])
    assert.equal((await send('/rehearsals', file, { cookie: colleague.cookie, 'sec-fetch-site': 'same-origin' })).status, write, roles[0])
  }
  const keyed = async (purposes: string[]) => (await send('', file, { authorization: `Bearer ${(await bodyOf<IssuedApiKey>(browser('POST', '/api/v1/api-keys', { name: 'bank', purposes }))).key}` })).status
  assert.deepEqual([await keyed(['news']), await keyed(['invoicing']), await keyed(['invoicing'])], [403, 201, 200])
})

test('H4: what a bank told of goes on the day of the bookkeeping act, and who paid is given to the person among the payments', async () => {
  const invoice = await invoiced()
  await take(bgMax([{ reference: invoice.reference, amount: 10_000n, name: 'Sven Givmild', payer: '5555558' }]))
  const { rows } = await database.superuser("select p.payer_name, p.payer_account, b.keep_until from payment p join bank_payment b using (bank_payment_id) where p.person_id = $1", [invoice.person.id as PersonId])
  assert.deepEqual(rows, [{ payer_name: 'Sven Givmild', payer_account: '5555558', keep_until: '2033-12-31' }])
  const count = async () => (await database.superuser('select (select count(*) from bank_payment)::int + (select count(*) from bank_payment_step)::int as n')).rows[0].n as number
  // What Bankgirot told of in 2004 has had its time already.
  await database.write((tx) => sweepPayments(tx, 10_000))
  const before = await count()
  await database.write((tx) => sweepPayments(tx, 10_000))
  assert.equal(await count(), before)
  const later = database.withClock(() => new Date('2034-01-01T12:00:00Z'))
  await later.write((tx) => sweepPayments(tx, 10_000))
  assert.equal(await count(), (await database.superuser("select count(*)::int as n from bank_payment where booked_on > '2026-12-31'")).rows[0].n)
})
