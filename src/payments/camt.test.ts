import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { XmlDocument } from 'libxml2-wasm'
import { camtFile, type CamtEntry } from '../../test/camt-file.ts'
import { Problem } from '../plumbing/errors.ts'
import { readBankFile } from './bank-file.ts'

function read(text: string | Buffer) {
  const reading = readBankFile(Buffer.from(text as string))
  const lines = [...reading.lines]
  return { lines, format: reading.format(), passedOver: reading.passedOver() }
}
const told = (text: string) => read(text).lines.map((one) => [one.kind, one.amount, one.references.join(' ')])

function faultOf(text: string | Buffer): string {
  try {
    return `read ${read(text).lines.length}`
  } catch (error) {
    assert.ok(error instanceof Problem && error.kind === 'invalid', String(error))
    return `${error.detail.field} ${error.detail.text.replace('payments.file.', '')}`
  }
}

const KID: CamtEntry = { amount: '1250.00', currency: 'NOK', reference: 'B-1', transactions: [{ amount: '1250.00', currency: 'NOK', references: ['0012345678-'], debtor: 'Kari & Ola Nordmann', account: 'NO9386011117947' }] }

test('statements and notifications of every version say the same, with any prefix, and from version 04 with a level more', () => {
  for (const version of ['02', '03', '04', '06', '08', '10', '13']) {
    for (const message of ['053', '054'] as const) {
      for (const prefix of ['', 'ns2']) {
        const { lines, format } = read(camtFile([KID], { version, message, prefix, account: 'NO 93 8601 1117947' }))
        assert.equal(format, `camt.${message}`)
        assert.deepEqual(lines.map((one) => [one.kind, one.amount, one.currency, one.references, one.payerName, one.payerAccount, one.account, one.bookedOn]),
          [['payment', 125_000n, 'NOK', ['0012345678-'], 'Kari & Ola Nordmann', 'NO9386011117947', 'NO9386011117947', '2026-03-02']], `${message}.${version} ${prefix}`)
      }
    }
  }
  for (const [from, to] of [['camt.054.001.02', 'camt.052.001.02'], ['camt.054.001.02', 'camt.054.001.01'], ['camt.054.001.02', 'camt.053.001.02'], ['urn:iso', 'urn:other'], ['BkToCstmrDbtCdtNtfctn', 'BkToCstmrAcctRpt'], ['Document', 'Documents']] as const) {
    assert.equal(faultOf(camtFile([KID]).replaceAll(from, to)), 'file no-statement', to)
  }
})

test('only what came in and is booked counts; what went back is below zero; what comes back of our own is passed over', () => {
  const one = (more: Partial<CamtEntry>): CamtEntry => ({ amount: '100.00', transactions: [{ references: ['1234566'] }], ...more })
  const { lines, passedOver } = read(camtFile([
    one({}), one({ direction: 'DBIT' }), one({ status: 'PDNG' }), one({ direction: 'DBIT', reversal: true }), one({ direction: 'CRDT', reversal: true }),
    one({ direction: 'DBIT', transactions: [{ references: ['77'], returned: true }] }), one({ amount: '0.00' }), one({ transactions: [] }),
  ]))
  assert.deepEqual(lines.map((each) => [each.row, each.kind, each.amount, each.references.join(), each.isWhole]), [
    [1, 'payment', 10_000n, '1234566', false], [4, 'reversal', -10_000n, '1234566', false], [6, 'reversal', -10_000n, '77', false], [8, 'payment', 10_000n, '', true],
  ])
  assert.equal(passedOver, 4)
})

test('a batch is its transactions, a transaction of several invoices its shares, and a file several statements', () => {
  const batch: CamtEntry = { amount: '600.00', batch: 3, reference: 'B-9', transactions: [
    { amount: '100.00', references: ['11'] }, { amount: '200.00', references: ['22', '33'], shares: ['150.00', '50.00'] }, { amount: '300.00', references: ['44', '55'], shares: ['10.00', '20.00'], text: 'två fakturor' },
  ] }
  assert.deepEqual(told(camtFile([batch])), [['payment', 10_000n, '11'], ['payment', 15_000n, '22'], ['payment', 5_000n, '33'], ['payment', 30_000n, '44 55']])
  assert.deepEqual(told(camtFile([], { message: '053', version: '08', statements: [[KID], [batch, KID]] })).length, 6)
  assert.equal(faultOf(camtFile([{ ...batch, transactions: [{ references: ['1'] }, { amount: '1.00' }] }])), 'row 1 entry-amount')
  assert.deepEqual(told(camtFile([{ amount: '5.5', transactions: [{ references: ['1'] }] }])), [['payment', 550n, '1']])
})

test('one transaction has one mark in whatever message it stands; two that look alike have two', () => {
  const marks = (text: string) => read(text).lines.map((one) => one.mark)
  assert.deepEqual(marks(camtFile([KID], { message: '053', version: '08' })), marks(camtFile([KID], { message: '054', version: '02', prefix: 'a' })))
  const details = { amount: '10.00', references: ['1'] }
  const alike = camtFile([{ amount: '20.00', reference: 'B-2', transactions: [details, details] }, { amount: '10.00', transactions: [details] }, { amount: '10.00', transactions: [details] }, { amount: '10.00', transactions: [{ ...details, ownReference: 'T-1' }] }])
  assert.equal(new Set(marks(alike)).size, 5)
  assert.deepEqual(marks(alike), marks(alike))
  assert.notDeepEqual(marks(camtFile([KID])), marks(camtFile([{ ...KID, direction: 'DBIT', reversal: true }])), 'what went back is not what came')
})

test('what lacks how much, when or where is refused by its entry, and what is no plain XML by its line', () => {
  const good = camtFile([{ ...KID }, { ...KID, reference: 'B-2' }], { summary: { entries: 2, credits: '2500.00' } })
  assert.equal(faultOf(good), 'read 2')
  const cases: [string, string, string][] = [
    ['<NbOfNtries>2<', '<NbOfNtries>3<', 'row 2 statement-sum'], ['<Sum>2500.00<', '<Sum>2500.01<', 'row 2 statement-sum'], ['Ccy="NOK"', 'Ccy="kr"', 'row 1 entry-currency'], ['<Dt>2026-03-02<', '<Dt>2026-02-30<', 'row 1 entry-date'],
    ['<CdtDbtInd>CRDT<', '<CdtDbtInd>CRED<', 'row 1 entry-direction'], ['1250.00<', '1250,00<', 'row 1 entry-amount'], ['1250.00<', '1250.005<', 'row 1 entry-amount'], ['1250.00<', '-1250.00<', 'row 1 entry-amount'],
    ['<Acct>', '<Acctt>', 'row 2 xml'], ['?>', '?><!DOCTYPE Document [<!ENTITY a "aaaa">]>', 'row 1 xml-doctype'], ['Kari &amp;', 'Kari &a;', 'row 2 xml-entity'], ['Kari &amp;', 'Kari &#0;', 'row 2 xml-entity'],
    ['encoding="UTF-8"', 'encoding="EBCDIC"', 'file encoding'],
  ]
  for (const [from, to, fault] of cases) assert.equal(faultOf(from.startsWith('Ccy') ? good.replaceAll(from, to) : good.replace(from, to)), fault, to)
  assert.equal(faultOf(good.replaceAll(/<Id><IBAN>SE\d+<\/IBAN><\/Id>/g, '')), 'row 1 entry-account')
  assert.equal(faultOf(Buffer.from(good.replace('Kari', 'K\xe5re'), 'latin1')), 'file encoding')
  assert.equal(read(Buffer.from(good.replace('UTF-8', 'ISO-8859-1').replace('Kari', 'K\xe5re'), 'latin1')).lines[0]!.payerName, 'Kåre & Ola Nordmann')
  assert.equal(faultOf(`${'<a>'.repeat(60)}`), 'row 1 xml')
  assert.match(faultOf(good.replace('Kari', 'x'.repeat(70_000))), /xml-heavy/)
  assert.match(faultOf(good.replace('<GrpHdr>', `<${'x'.repeat(70_000)}>`)), /xml-heavy/)
})

test('whatever is cut out of a message or put into it: it is refused with a name, or it is whole XML still (libxml2) and no amount is made up', (t) => {
  const source = camtFile([KID, { ...KID, reference: 'B-2', transactions: [{ ...KID.transactions![0]!, text: 'a < b', ownReference: 'T-1' }] }], { message: '053', version: '08', prefix: 'ns2' })
  let kept = 0
  const runs = process.env['TILLIT_LONG'] ? 20_000 : 1_500
  fc.assert(fc.property(fc.nat(source.length - 1), fc.nat(12), fc.oneof(fc.constant(''), fc.constantFrom('<', '>', '&', '"', '</', '<!--', ']]>', '<Ntry>', '&#1;', '<![CDATA[', '\u0000', '/'), fc.string({ maxLength: 4 })), (at, cut, put) => {
    const changed = source.slice(0, at) + put + source.slice(at + cut)
    const fault = faultOf(changed)
    if (!fault.startsWith('read')) {
      assert.match(fault, /^(?:row \d+|file) [a-z-]+$/)
      return
    }
    kept++
    assert.ok(isXml(changed), JSON.stringify(changed.slice(Math.max(0, at - 30), at + 30)))
    for (const line of read(changed).lines) assert.ok(changed.includes(`${line.amount / 100n}`), 'each amount stands there')
  }), { numRuns: runs, seed: 54 })
  for (let length = 1; length < source.trimEnd().length; length += 11) assert.ok(!faultOf(source.slice(0, length)).startsWith('read'), `cut after ${length}`)
  t.diagnostic(`${runs} changes, ${kept} of them still whole`)
})

function isXml(text: string): boolean {
  try {
    XmlDocument.fromString(text).dispose()
    return true
  } catch {
    return false
  }
}
