import { PDFDocument } from '@cantoo/pdf-lib'
import Pdf from 'pdfkit'
import { encodeQR } from 'qr'
import { withPage } from '../src/decorating/finished-pdf.ts'
import { withPrivacyPart } from '../src/decorating/finished-ubl.ts'
import { totalsOf } from '../src/invoices/invoice.ts'
import { invoicePage, privacyBox } from '../src/invoices/invoice-page.ts'
import { codePath, invoicePdf, privacyPdf } from '../src/invoices/invoice-pdf.ts'
import type { IssuedInvoice } from '../src/invoices/issued-invoice.ts'
import { ublInvoice } from '../src/invoices/ubl-invoice.ts'
import type { LocalDate } from '../src/values/calendar.ts'
import { alternate, atLeast, noLessThan, seconds, type Figure } from './measure.ts'

/** What an invoice may cost beside a page that says the same and is nothing else. */
const SHARE = 0.4
/** Of invoices of other systems so many a second and core. */
const DECORATED = 10
const ROUNDS = 7
const A_ROUND = 60
const AT = new Date('2026-03-02T09:00:00Z')

const HUNDRED = 100_000_000n
const line = (description: string, price: bigint, rate: number) => ({ description, unit: 'C62', quantity: 1_000_000n, unitPrice: price * HUNDRED / 100n, vat: { category: 'S' as const, rate } })

/** With two ways to pay by code, the privacy part and three lines: what a consumer gets each month. */
function invoiceOf(serial: number): IssuedInvoice {
  const day = (text: string) => text as LocalDate
  return {
    kind: 'invoice', number: String(serial), issuedOn: day('2026-03-02'), dueOn: day('2026-04-01'), currency: 'SEK', buyerReference: 'K-20481', reference: `${serial}7`, wholeUnits: false, terms: 'Betalas senast 2026-04-01.',
    seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' }, contact: { email: 'kund@example.org' } },
    buyer: { name: 'Tove Sandahl', address: { street: 'Björkvägen 3', postcode: '412 58', city: 'Göteborg', country: 'SE' } }, accounts: [{ type: 'bankgiro', number: '123-4567' }],
    lines: [line('Bredband 100/100, 1–31 mars 2026', 31_920n, 2500), line('Telefoni, 1–31 mars 2026', 7_900n, 2500), line('Tidning, 1–31 mars 2026', 9_900n, 600)],
    privacy: { id: 'TILLIT', note: 'Här ser du vad Provbolaget AB har om dig och varför, och bestämmer vad det får användas till.', description: 'Dina uppgifter hos oss', uri: `https://tillit.example.org/choices/${String(serial).padStart(43, 'a')}`, frontDoor: 'https://tillit.example.org/door' },
  }
}

const pageOf = (invoice: IssuedInvoice) => invoicePage(invoice, '1231231231', 'sv', AT)

/** PDF, codes and e-invoice of a frozen invoice, beside a bare page of pdfkit with the same text in the same places and the same codes as paths. */
export async function measureInvoices(): Promise<Figure[]> {
  const said = await textsOf(invoiceOf(1))
  let serial = 0
  const pace = (make: (invoice: IssuedInvoice) => Promise<unknown>) => async () => A_ROUND / await seconds(async () => { for (let one = 0; one < A_ROUND; one++) await make(invoiceOf(++serial)) })
  const { ours, bare } = await alternate(ROUNDS, {
    ours: pace(async (invoice) => [await invoicePdf(pageOf(invoice)), ublInvoice(invoice, totalsOf(invoice.lines, invoice))]),
    bare: pace((invoice) => barePage(said, invoice)),
  })
  return [
    atLeast(SHARE, { name: 'invoices: page, three codes and e-invoice', unit: 'invoices/s', people: 0, value: ours, against: bare.median, note: `${said.length} texts; the floor is pdfkit alone: the same texts at the same places in the same fonts, without tags, and the same three codes, encoded and drawn as the same paths` }),
    await decorating(),
  ]
}

/** The privacy part on a finished page and its e-invoice, on one core, beside a library that adds an empty page to the same file. */
async function decorating(): Promise<Figure> {
  const invoice = invoiceOf(1)
  const [pdf, ubl] = [await invoicePdf(pageOf({ ...invoice, privacy: undefined })), Buffer.from(ublInvoice({ ...invoice, privacy: undefined }, totalsOf(invoice.lines, invoice)))]
  const part = { ...invoice.privacy!, code: 'ABCDEFGHJKMNPQRS' }
  const pace = (act: () => Promise<unknown>) => async () => A_ROUND / await seconds(async () => { for (let one = 0; one < A_ROUND; one++) await act() })
  const { ours, bare } = await alternate(ROUNDS, {
    ours: pace(async () => {
      const sheet = await privacyPdf(privacyBox(part, 'sv'), { author: invoice.seller.name, language: 'sv', at: AT })
      const [page, eInvoice] = [await withPage(pdf, sheet), withPrivacyPart(ubl, part)]
      if ('fault' in page || 'fault' in eInvoice) throw new Error('an invoice was not decorated')
    }),
    bare: pace(async () => {
      const document = await PDFDocument.load(pdf)
      document.addPage()
      await document.save()
    }),
  })
  return noLessThan(DECORATED, { name: 'decorating: page drawn, added and tagged, e-invoice', unit: 'invoices/s', people: 0, value: ours, against: bare.median, note: 'on one core and without the database; the floor is @cantoo/pdf-lib: the same file loaded, an empty page added, all of it written anew' })
}

interface Said { text: string; font: string; size: number; x: number; y: number; options: PDFKit.Mixins.TextOptions | undefined }

/** Every text that the page of an invoice writes, with where and how: noted while it is drawn once. */
async function textsOf(invoice: IssuedInvoice): Promise<Said[]> {
  const said: Said[] = []
  const prototype = Pdf.prototype as unknown as { text(this: PDFKit.PDFDocument, ...given: unknown[]): unknown }
  const { text } = prototype
  prototype.text = function (...given) {
    const [words, x, y] = given as [string, number?, number?]
    const own = this as unknown as { _font: { name: string }; _fontSize: number }
    const options = given.find((one): one is PDFKit.Mixins.TextOptions => typeof one === 'object' && one !== null)
    said.push({ text: words, font: own._font.name, size: own._fontSize, x: x !== undefined && typeof x === 'number' ? x : this.x, y: y ?? this.y, options })
    return text.apply(this, given)
  }
  try {
    await invoicePdf(pageOf(invoice))
  } finally {
    prototype.text = text
  }
  return said
}

async function barePage(said: readonly Said[], invoice: IssuedInvoice): Promise<Buffer> {
  const pdf = new Pdf({ size: 'A4', margin: 50 })
  const parts: Buffer[] = []
  const bytes = new Promise<Buffer>((done) => pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts))))
  for (const { text, font, size, x, y, options } of said) pdf.font(font).fontSize(size).text(text, x, y, options)
  const { payCodes, privacy } = pageOf(invoice)
  for (const [place, { content }] of [...payCodes, privacy!.code].entries()) {
    const modules = encodeQR(content, 'raw', { ecc: 'medium', border: 4 })
    const step = 78 / modules.length
    pdf.save().translate(50 + place * 128, 500).scale(step).addContent(codePath(modules)).fill('#000000').restore()
  }
  pdf.end()
  return bytes
}
