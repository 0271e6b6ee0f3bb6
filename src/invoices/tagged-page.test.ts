import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getDocumentProxy } from 'unpdf'
import type { LocalDate } from '../values/calendar.ts'
import { parseDecimal, type Decimal } from '../values/decimal.ts'
import { LANGUAGES, t as say, type Language } from '../values/text.ts'
import { invoicePage } from './invoice-page.ts'
import { invoicePdf } from './invoice-pdf.ts'
import type { IssuedInvoice } from './issued-invoice.ts'

// What a screen reader is given: language, structure and reading order of the page, read back by pdf.js.

const decimal = (text: string) => parseDecimal(text) as Decimal
const INVOICE: IssuedInvoice = {
  kind: 'invoice', number: '1001', issuedOn: '2026-11-22' as LocalDate, dueOn: '2026-12-22' as LocalDate, currency: 'SEK', wholeUnits: true, buyerReference: 'K-77', reference: '100145', terms: 'Betalas senast 2026-12-22.',
  seller: { name: 'Provbolaget AB', organisationNumber: '556677-8899', vatNumber: 'SE556677889901', approvedForFTax: true, address: { street: 'Storgatan 1', postcode: '111 22', city: 'Stockholm', country: 'SE' } },
  buyer: { name: 'Karin Ek', address: { street: 'Bygatan 3', postcode: '222 33', city: 'Lund', country: 'SE' } }, accounts: [{ type: 'bankgiro', number: '123-4567' }],
  lines: Array.from({ length: 40 }, (_, place) => ({ description: `Rad ${place + 1}`, quantity: decimal('2'), unit: 'HUR', unitPrice: decimal('100.5'), vat: { category: 'S' as const, rate: 2500 } })),
  privacy: { id: 'TILLIT', note: 'Vi har uppgifter om dig.', description: 'Dina uppgifter', uri: 'https://kund.example/choices/abc', frontDoor: 'https://kund.example/me', code: 'ABCDEFGHJKMNPQRS' },
}
const CREDIT: IssuedInvoice = { ...INVOICE, kind: 'credit-note', credits: { number: '1000', issuedOn: INVOICE.issuedOn }, lines: INVOICE.lines.slice(0, 2).map((line) => ({ ...line, quantity: -line.quantity })) }

interface Node { role?: string; alt?: string; type?: string; id?: string; children?: Node[] }
const nodesOf = (node: Node, role: string): Node[] => [...(node.role === role ? [node] : []), ...(node.children ?? []).flatMap((child) => nodesOf(child, role))]
const contentOf = (node: Node): string[] => (node.type === 'content' ? [node.id!] : (node.children ?? []).flatMap(contentOf))
const rolesOf = (node: Node): string[] => [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)]

/** Pages in order: the structure, and the text of each piece of marked content as it comes in the page. */
async function readBack(pdf: Buffer) {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  const pages = await Promise.all(Array.from({ length: document.numPages }, async (_, place) => {
    const page = await document.getPage(place + 1)
    const texts = new Map<string, string>()
    const open: string[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as { type?: string; id?: string; str?: string }[]) {
      if (item.type?.startsWith('beginMarkedContent')) open.push(item.id ?? '')
      else if (item.type === 'endMarkedContent') open.pop()
      else if (open.at(-1)) texts.set(open.at(-1)!, `${texts.get(open.at(-1)!) ?? ''}${item.str}`)
    }
    return { tree: (await page.getStructTree()) as Node, texts }
  }))
  const { info } = (await document.getMetadata()) as { info: { Language?: string; Title?: string } }
  return { marked: (await document.getMarkInfo()) as { Marked?: boolean } | null, info, pages }
}

const pageOf = (invoice: IssuedInvoice, language: Language) => invoicePage(invoice, '1231231231', language, new Date('2026-11-22T10:00:00Z'))

test('a page read back says its language and title, has its parts in reading order, heads over its table and words for its codes, in three languages', async (t) => {
  let pieces = 0
  for (const language of LANGUAGES) for (const invoice of [INVOICE, CREDIT]) {
    const name = `${language} ${invoice.kind}`
    const page = pageOf(invoice, language)
    const { marked, info, pages } = await readBack(await invoicePdf(page))
    assert.deepEqual([marked?.Marked, info.Language, info.Title], [true, language, say(language, `invoices.pdf.${invoice.kind}`, { number: '1001' })], name)
    assert.equal(pages.length, invoice.kind === 'invoice' ? 2 : 1, name)
    for (const { tree, texts } of pages) {
      const read = contentOf(tree)
      // What is not read out (rules, empty pieces) has no text; everything else is in the tree, once, in the order of the page.
      assert.deepEqual(read.filter((id) => texts.has(id)), [...texts.keys()].filter((id) => texts.get(id) !== ''), `${name}: order`)
      assert.equal(new Set(read).size, read.length, `${name}: twice`)
      pieces += read.length
    }
    const trees = pages.map(({ tree }) => tree)
    const texts = new Map(pages.flatMap((one) => [...one.texts]))
    const words = (node: Node) => contentOf(node).map((id) => texts.get(id) ?? '').join('').replaceAll(/\s+/g, ' ').trim()
    // A page's tree also names parts that stand on other pages.
    const all = (role: string) => trees.flatMap((tree) => nodesOf(tree, role)).filter((node) => contentOf(node).length > 0)
    assert.deepEqual(all('H1').map(words), [info.Title], name)
    assert.deepEqual(all('H2').map(words), [...(invoice.kind === 'invoice' ? [say(language, 'invoices.pdf.how-to-pay')] : []), say(language, 'invoices.pdf.privacy-title')], name)
    assert.deepEqual(all('TH').map(words), ['what', 'how-much', 'price', 'vat', 'amount'].map((key) => say(language, `invoices.pdf.${key}`)), `${name}: heads`)
    assert.equal(all('TH').length, 5, name)
    assert.deepEqual(all('TD').filter((_, place) => place % 5 === 0).map(words), invoice.lines.map((line) => line.description), `${name}: rows`)
    assert.ok(all('TR').slice(1).every((row) => nodesOf(row, 'TD').length === 5), name)
    assert.deepEqual(all('Figure').map(({ alt }) => alt), [...page.payCodes, page.privacy!.code].map(({ label, content }) => `${label}: ${content}`), `${name}: words for codes`)
    assert.deepEqual([...new Set(trees.flatMap(rolesOf))].filter((role) => !['Root', 'Document', 'P', 'H1', 'H2', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Sect'].includes(role)), [], name)
    const privacy = nodesOf(trees.at(-1)!, 'Sect')[0]!
    assert.ok(words(privacy).includes('Vi har uppgifter om dig.') && nodesOf(privacy, 'Figure').length === 1, `${name}: apart`)
  }
  t.diagnostic(`${pieces} pieces of ${LANGUAGES.length * 2} documents in reading order`)
})
