import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { InvoiceBody } from '../../src/doors/api/invoices-resource.ts'
import type { InvoiceQuestionBody, OpenInvoiceQuestionBody } from '../../src/doors/api/questions-resource.ts'
import { bgMaxFile } from '../camt-file.ts'
import { letIn, textOf, Visitor } from '../customer-house.ts'
import { bodyOf, staffedHouse } from '../house.ts'
import { customer } from '../register.ts'

// The customer's own invoices: what is left to pay and how, what has come, and nobody else's.

const { database, house, app, browser, cookie } = await staffedHouse()
const INVOICING = {
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', address: { country: 'SE' } }, currency: 'SEK', swish: '1231231231',
  accounts: [{ type: 'bankgiro', number: '123-4567' }], reference: { kind: 'ocr', control: 'length-and-check-digit' },
}
assert.equal((await browser('PUT', '/api/v1/invoicing', INVOICING)).status, 200)

async function karin(email: string) {
  const { personId, email: point } = await customer(database, email, { values: { given_name: 'Karin', family_name: 'Ek' } })
  const invoice = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices`, { lines: [{ description: 'Fönsterputs', quantity: '2', price: '500' }] }))
  const ticket = await letIn(database, house, personId, point)
  const see = async (path: string) => {
    const answer = await app.request(path, { headers: { cookie: ticket, 'accept-language': 'sv' } })
    return { status: answer.status, html: await answer.text() }
  }
  const text = async (path: string) => textOf((await see(path)).html).replaceAll(/\s+/g, ' ')
  return { personId, invoice, see, text, visitor: new Visitor(app, ticket) }
}

test('Karin sees what she owes and by when, pays by account, reference or code, and sees what has come', async () => {
  const { personId, invoice, see, text } = await karin('karin@example.org')
  assert.match(await text('/me/invoices'), new RegExp(`Faktura ${invoice.number} 1 250,00 SEK att betala senast`))
  const { html } = await see(`/me/invoices/${invoice.id}`)
  const shown = textOf(html).replaceAll(/\s+/g, ' ')
  for (const said of ['123-4567', invoice.reference, '1 250,00 SEK', 'Fönsterputs', '250,00', 'Ingen betalning har kommit']) assert.ok(shown.includes(said), `${said} in ${shown}`)
  assert.equal(html.match(/<svg role="img"/g)!.length, 2, 'Swish and the bank’s code')
  assert.doesNotMatch(html, /<script|<img|style=/)
  assert.match(html, new RegExp(`href="/me/documents/${invoice.documentId}"`))
  await app.request('/api/v1/payment-files', { method: 'POST', body: new Uint8Array(bgMaxFile([{ reference: invoice.reference, amount: 50_000n, name: 'Karins syster' }])), headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' } })
  const later = await text(`/me/invoices/${invoice.id}`)
  for (const said of ['750,00 SEK kvar att betala', '500,00 SEK genom banken']) assert.ok(later.includes(said), `${said} in ${later}`)
  assert.ok(!later.includes('Karins syster'), 'who else paid is nobody’s business on this page')
  await browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/payments`, { paidOn: '2026-03-02', amount: '800', how: 'swish' })
  const paid = await see(`/me/invoices/${invoice.id}`)
  assert.match(textOf(paid.html), /Betald/)
  assert.match(textOf(paid.html).replaceAll(/\s+/g, ' '), /50,00 SEK för mycket/)
  assert.ok(!paid.html.includes('<svg'), 'nothing is left to pay')
})

test('a credit note and its invoice lead to each other, and what is credited is not to be paid', async () => {
  const { personId, invoice, see, text } = await karin('kredit@example.org')
  const note = await bodyOf<InvoiceBody>(browser('POST', `/api/v1/people/${personId}/invoices/${invoice.id}/credit`))
  assert.match(await text(`/me/invoices/${invoice.id}`), new RegExp(`du ska inte betala den.*Kreditfaktura ${note.number} drar av 1 250,00 SEK`))
  const page = await see(`/me/invoices/${note.id}`)
  assert.match(textOf(page.html), new RegExp(`Den drar av från faktura ${invoice.number}`))
  assert.ok(page.html.includes(`/me/invoices/${invoice.id}`) && !page.html.includes('<svg'))
})

test('Karin asks about an invoice; colleagues see it on the invoice and among what waits, answer once, and she reads it on her page', async () => {
  const { personId, invoice, text, visitor } = await karin('fraga@example.org')
  await visitor.get(`/me/invoices/${invoice.id}`, { 'accept-language': 'sv' })
  await visitor.press('Skicka frågan', { words: 'Varför två timmar?' }, { 'accept-language': 'sv' })
  assert.match(await text(`/me/invoices/${invoice.id}`), /Varför två timmar\? Vi har inte svarat än/)
  const open = async () => (await bodyOf<{ questions: OpenInvoiceQuestionBody[] }>(browser('GET', '/api/v1/invoice-questions'))).questions
  assert.deepEqual((await open()).map((one) => [one.person, one.invoice]), [[personId, invoice.id]])
  const path = `/api/v1/people/${personId}/invoices/${invoice.id}/questions`
  const { questions: [question] } = await bodyOf<{ questions: InvoiceQuestionBody[] }>(browser('GET', path))
  assert.equal(question!.words, 'Varför två timmar?')
  const answer = () => browser('POST', `${path}/${question!.id}/answers`, { answer: 'Åtta fönster på två våningar.' })
  assert.equal((await answer()).status, 200)
  assert.equal((await answer()).status, 409)
  assert.deepEqual(await open(), [])
  assert.match(await text(`/me/invoices/${invoice.id}`), /Åtta fönster på två våningar\./)
  const { invoice: strange } = await karin('frammande@example.org')
  assert.equal((await browser('POST', `/api/v1/people/${personId}/invoices/${strange.id}/questions/${question!.id}/answers`, { answer: 'x' })).status, 404)
})

test('nobody sees another’s invoice by its id, and nobody any without having come in', async () => {
  const [one, other] = [await karin('en@example.org'), await karin('annan@example.org')]
  for (const path of [`/me/invoices/${other.invoice.id}`, '/me/invoices/01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', '/me/invoices/x', `/me/documents/${other.invoice.documentId}`]) assert.equal((await one.see(path)).status, 404, path)
  assert.ok(!(await one.text('/me/invoices')).includes(`Faktura ${other.invoice.number}`))
  for (const path of ['/me/invoices', `/me/invoices/${one.invoice.id}`]) assert.equal((await app.request(path)).status, 303)
})
