import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { NO_SHARED_DATA, sharedData } from '../../test/shared-data.ts'
import { epcCode, ibanHolds, swishCode, usingQrCode } from './payment-code.ts'

const vectorsOf = <Vectors>(name: string) => {
  const path = sharedData(`payments-se/${name}`)
  return path && (JSON.parse(readFileSync(path, 'utf8')) as Vectors)
}

test('a Swish code is Swish’s own example, letter for letter', (t) => {
  const said = vectorsOf<{ message_max: number; vectors: { payee: string; amount: string; message: string; payloads: string[] }[] }>('swish-qr-vectors.json')
  if (!said) return t.skip(NO_SHARED_DATA)
  for (const { payee, amount, message, payloads } of said.vectors) assert.ok(payloads.includes(swishCode(payee, { amount: BigInt(amount.replace('.', '')), currency: 'SEK', reference: message })))
  assert.throws(() => swishCode('1231231231', { amount: 1n, currency: 'SEK', reference: 'x'.repeat(said.message_max + 1) }))
})

test('a Swish code pays kronor alone, and what separates its parts cannot come from the message', () => {
  assert.equal(swishCode('1231231231', { amount: 5n, currency: 'SEK', reference: 'å;b' }), 'C1231231231;0,05;%C3%A5%3Bb;0')
  for (const wrong of [{ amount: 0n, currency: 'SEK' }, { amount: -1n, currency: 'SEK' }, { amount: 1n, currency: 'EUR' }]) assert.throws(() => swishCode('1231231231', { ...wrong, reference: '1' }))
})

interface EpcVector { input: { name: string; iban: string; bic?: string; reference?: string; text?: string; amount: string; charset: string }; payload: string }

test('European codes are those of EPC069-12, and what it forbids is refused', (t) => {
  const said = vectorsOf<{ vectors: EpcVector[]; invalid_amounts: string[]; invalid_bics: string[] }>('epc069-12-vectors.json')
  if (!said) return t.skip(NO_SHARED_DATA)
  // The first and third are written in Latin-1, which ours never are; their purpose codes we do not send.
  for (const { input: { name, iban, bic, reference, text, amount }, payload } of said.vectors) {
    const [whole, cents = ''] = amount.split('.')
    const ours = epcCode({ name, iban, amount: BigInt(whole! + cents.padEnd(2, '0')), ...(bic && { bic }), ...(reference && { structuredReference: reference }), ...(text && { text }) })
    assert.deepEqual(ours.split('\n').map((line, place) => (place === 8 ? '' : line)), payload.split('\n').map((line, place) => (place === 2 ? '1' : place === 8 ? '' : line)))
  }
  const transfer = { name: 'Franz Mustermänn', iban: 'DE71110220330123456789', amount: 100n }
  for (const bic of said.invalid_bics) assert.throws(() => epcCode({ ...transfer, bic }), bic)
  for (const amount of [0n, -1n, 100_000_000_000n]) assert.throws(() => epcCode({ ...transfer, amount }))
})

test('an IBAN with two digits in the wrong order, or one changed, is seen', () => {
  const iban = 'DE71110220330123456789'
  assert.ok(ibanHolds(iban) && ibanHolds('NO93 8601 1117 947') && ibanHolds('SE45 5000 0000 0583 9825 7466'))
  for (let place = 4; place < iban.length; place++) assert.ok(!ibanHolds(iban.slice(0, place) + String((Number(iban[place]) + 1) % 10) + iban.slice(place + 1)))
  assert.ok(!ibanHolds('DE71110220330123456798'))
})

test('an invoice code has the members of UsingQR’s examples', (t) => {
  const said = vectorsOf<{ payloads: string[] }>('usingqr-vectors.json')
  if (!said) return t.skip(NO_SHARED_DATA)
  const ours = usingQrCode({ kind: 'invoice', payee: 'Test company AB', organisationNumber: '555555-5555', reference: '52456', issuedOn: '2013-04-08', dueOn: '2013-05-08', amount: 500n, account: { type: 'BBAN', number: '6000658159712', bank: 'HANDSESS' } })
  assert.deepEqual(JSON.parse(ours), JSON.parse(said.payloads[1]!))
  assert.equal(JSON.parse(usingQrCode({ kind: 'credit-note', payee: 'A', organisationNumber: '5', reference: '1', credits: '9', issuedOn: '2026-01-01', dueOn: '2026-01-31', amount: -1075n, account: { type: 'BG', number: '433-8778' } })).due, -10.75)
})
