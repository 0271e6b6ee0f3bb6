import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { documentMail } from '../../src/delivery/document-mail.ts'
import { settleMails } from '../../src/delivery/settle-mails.ts'
import type { DeliveriesBody } from '../../src/doors/api/deliveries-resource.ts'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import { CLAIM_MS } from '../../src/messages/recover-messages.ts'
import { FAULT_POINTS } from '../../src/messages/sending.ts'
import type { DyingSender } from '../dying-sender.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { mailSink } from '../mail-sink.ts'
import { sendAll, sendingTo } from '../post-office.ts'
import { customer } from '../register.ts'

/** Runs a sender in a process of its own; whether it was killed on its way. */
function runSender(given: DyingSender): Promise<boolean> {
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', 'dying-sender.ts'), JSON.stringify(given)], { stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.on('exit', (code, signal) => (signal === 'SIGKILL' ? resolve(true) : code === 0 ? resolve(false) : reject(new Error(`the sender ended with ${code}`))))
  })
}

/** Points before anything can have left the house: there a kill must cost nothing. */
const BEFORE = FAULT_POINTS.slice(0, FAULT_POINTS.indexOf('handing-over') + 1)

test('DU-04: killed at every point of the way, the sender of an invoice loses none; before the hand-over it goes exactly once, after it with the same Message-ID', { timeout: 300_000 }, async (t) => {
  const { database, house, browser } = await staffedHouse()
  const sink = await mailSink()
  const sending = { ...sendingTo(house.keeper, sink.url), documents: documentMail }
  const invoicing = {
    seller: { name: 'Provbolaget AB', vatNumber: 'SE556677889901', address: { country: 'SE' } }, currency: 'SEK', prefix: '', dueDays: 30, wholeUnits: false,
    accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'check-digit' },
  }
  assert.equal((await browser('PUT', '/api/v1/invoicing', invoicing)).status, 200)
  const { personId } = await customer(database, 'killed@example.org', { values: { given_name: 'Kim', customer_number: 'K-1' } })
  const tokenKey = house.keeper.keys.tokens.export().toString('hex')
  let [point, once] = [0, 0]
  for (let over = false; !over;) {
    point += 1
    sink.mails.length = 0
    const invoice = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Arbete', quantity: '1', price: '100' }] }))
    const path = `/api/v1/people/${personId}/invoices/${invoice.id}/deliveries`
    assert.equal((await browser('POST', path, {})).status, 201)
    over = !(await runSender({ connection: database.connection, now: database.now.toISOString(), smtpUrl: sink.url, tokenKey, dieAt: point }))
    // Pressed again by somebody who wonders, and another sender after the claim has run out.
    await browser('POST', path, {})
    database.now = new Date(database.now.getTime() + CLAIM_MS + 1_000)
    await sendAll(database, sending)
    while (await database.write(settleMails));
    const ids = sink.mails.map((mail) => /^Message-ID: (.*)$/m.exec(mail.source.toString())![1]!)
    const where = `point ${point} (${FAULT_POINTS[point - 1] ?? 'later'})`
    assert.ok(ids.length >= 1 && ids.length <= 2, `${where}: ${ids.length} mails`)
    assert.equal(new Set(ids).size, 1, where)
    if (point <= BEFORE.length) assert.equal(ids.length, 1, `exactly once: ${where}`)
    if (ids.length === 1) once += 1
    const { deliveries } = await bodyOf<DeliveriesBody>(browser('GET', path))
    assert.deepEqual(deliveries.map((one) => one.state), ['sent'], where)
  }
  t.diagnostic(`killed at ${point - 1} points; at ${once} of ${point} runs it arrived exactly once, at the others twice with one Message-ID`)
  assert.ok(point - 1 >= FAULT_POINTS.length, `all points were reached: ${point - 1}`)
})
