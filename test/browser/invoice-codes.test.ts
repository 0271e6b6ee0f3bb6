import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { decodeQR } from 'qr/decode.js'
import { invoicePage } from '../../src/invoices/invoice-page.ts'
import { invoicePdf } from '../../src/invoices/invoice-pdf.ts'
import type { IssuedInvoice } from '../../src/invoices/issued-invoice.ts'
import type { LocalDate } from '../../src/values/calendar.ts'
import { parseDecimal, type Decimal } from '../../src/values/decimal.ts'
import type { Language } from '../../src/values/text.ts'
import { startChromium } from '../chromium.ts'
import { ROOT } from '../source-tree.ts'

// What a phone sees: the page of an invoice as pixels, by the reader of PDFs that browsers use, and the codes read back from them.

/** Dots per inch: a screen, a fax, a cheap printer and a good one; and paper that was scaled a little to fit. */
const SHEETS = [{ dpi: 150 }, { dpi: 200 }, { dpi: 300 }, { dpi: 291 }, { dpi: 203 }]
/** Half a code and its edge, in points, round the middle of the words under it. */
const REACH = 46

const decimal = (text: string) => parseDecimal(text) as Decimal
const SWEDISH: IssuedInvoice = {
  kind: 'invoice', number: '100001', issuedOn: '2026-11-22' as LocalDate, dueOn: '2026-12-22' as LocalDate, currency: 'SEK', wholeUnits: true, buyerReference: 'K-77', reference: '10000163', terms: 'Betalas senast 2026-12-22.',
  seller: { name: 'Björk & Söner Städ och Fönsterputs i Skåne AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, contact: { email: 'hej@example.org' } },
  buyer: { name: 'Karin Ek', address: { street: 'Bygatan 3', postcode: '222 33', city: 'Lund', country: 'SE' } }, accounts: [{ type: 'bankgiro', number: '123-4567' }],
  lines: [{ description: 'Fönsterputs', quantity: decimal('3'), unit: 'HUR', unitPrice: decimal('1234.56'), vat: { category: 'S', rate: 2500 } }],
  privacy: { id: 'TILLIT', note: 'Vi har uppgifter om dig. Se dem, och bestäm.', description: 'Dina uppgifter', uri: 'https://kund.bjork-och-soner.example/choices/Zm9yIHRoZSBzYWtlIG9mIGEgbG9uZyBjb2RlIGhlcmU', frontDoor: 'https://kund.bjork-och-soner.example/me', code: 'ABCDEFGHJKMNPQRS' },
}
const EURO: IssuedInvoice = { ...SWEDISH, currency: 'EUR', accounts: [{ type: 'iban', number: 'SE45 5000 0000 0583 9825 7466', bank: 'ESSESESS' }] }
const NORWEGIAN: IssuedInvoice = {
  ...SWEDISH, currency: 'NOK', wholeUnits: false, accounts: [{ type: 'account', number: '86011117947' }],
  seller: { name: 'Fjell AS', organisationNumber: '974 760 673', vatNumber: 'NO974760673MVA', inRegisterOfEnterprises: true, address: { street: 'Veien 1', postcode: '0150', city: 'Oslo', country: 'NO' } },
}
const PAGES: [string, IssuedInvoice, Language, string | undefined, number][] = [
  ['privacy, Swish and UsingQR', SWEDISH, 'sv', '1231231231', 3], ['privacy, UsingQR and EPC', EURO, 'en', undefined, 3], ['privacy and UsingQR in Norway', NORWEGIAN, 'nb', undefined, 2],
  ['privacy alone on a credit note', { ...SWEDISH, kind: 'credit-note', credits: { number: '1', issuedOn: SWEDISH.issuedOn }, lines: [{ ...SWEDISH.lines[0]!, quantity: -1_000_000n }] }, 'sv', '1231231231', 1],
]

let pdf: Buffer = Buffer.alloc(0)
const SCRIPT = `<!doctype html><script type=module>
import * as pdfjs from '/pdfjs.mjs'
const page = await (await pdfjs.getDocument({ url: '/page.pdf', useSystemFonts: true }).promise).getPage(1)
const text = (await page.getTextContent()).items
globalThis.cut = async (dpi, labels, reach) => {
  const viewport = page.getViewport({ scale: dpi / 72 })
  const canvas = document.createElement('canvas')
  Object.assign(canvas, { width: Math.round(viewport.width), height: Math.round(viewport.height) })
  const drawing = canvas.getContext('2d', { willReadFrequently: true })
  await page.render({ canvasContext: drawing, canvas, viewport, background: '#fff' }).promise
  return labels.map((label) => {
    const words = text.find((one) => one.str !== '' && label.startsWith(one.str) && one.height < 9)
    const [left, top] = viewport.convertToViewportPoint(words.transform[4] + words.width / 2 - reach, words.transform[5] + words.height + 2 * reach - 6)
    const side = Math.round(2 * reach * dpi / 72)
    const { width, height, data } = drawing.getImageData(Math.round(left), Math.round(top), side, side)
    let bytes = ''
    for (let at = 0; at < data.length; at += 4) bytes += String.fromCharCode(data[at])
    return { width, height, grey: btoa(bytes) }
  })
}
document.title = 'ready'
</script>`
const server = createServer((request, response) => {
  const [type, body] = request.url === '/pdfjs.mjs' ? ['text/javascript', readFileSync(join(ROOT, 'node_modules', 'unpdf', 'dist', 'pdfjs.mjs'))] : request.url === '/page.pdf' ? ['application/pdf', pdf] : ['text/html', SCRIPT]
  response.setHeader('content-type', type).end(body)
})
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
const browser = await startChromium()
after(async () => {
  await browser.close()
  server.close()
})

/** Grey as it was drawn, or black and white as a printer makes it. */
function pixels({ width, height, grey }: { width: number; height: number; grey: string }, blackAndWhite: boolean) {
  const data = new Uint8Array(width * height * 3)
  for (const [at, shade] of Buffer.from(grey, 'base64').entries()) data.fill(blackAndWhite ? (shade < 128 ? 0 : 255) : shade, at * 3, at * 3 + 3)
  return { width, height, data }
}

test('every code on an invoice is read back from the pixels of its page as exactly what it carries', async (t) => {
  const view = await (await browser.window()).newPage()
  let read = 0
  for (const [name, invoice, language, swish, count] of PAGES) {
    const page = invoicePage(invoice, swish, language, new Date('2026-11-22T10:00:00Z'))
    pdf = await invoicePdf(page)
    const codes = [...page.payCodes, ...(page.privacy ? [page.privacy.code] : [])]
    assert.equal(codes.length, count, name)
    await view.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    await view.waitForFunction("document.title === 'ready'")
    for (const { dpi } of SHEETS) {
      const cuts = (await view.evaluate(`cut(${dpi}, ${JSON.stringify(codes.map(({ label }) => label))}, ${REACH})`)) as Parameters<typeof pixels>[0][]
      for (const [place, { content, label }] of codes.entries()) for (const blackAndWhite of [false, true]) {
        assert.equal(decodeQR(pixels(cuts[place]!, blackAndWhite), { format: 'RGB', timeLimit: 5000, effort: 9 }), content, `${name}: ${label} at ${dpi} dots per inch${blackAndWhite ? ' in black and white' : ''}`)
        read++
      }
    }
  }
  t.diagnostic(`${read} codes read back from pixels, of ${PAGES.length} pages at ${SHEETS.map(({ dpi }) => dpi).join(', ')} dots per inch, grey and black and white`)
})
