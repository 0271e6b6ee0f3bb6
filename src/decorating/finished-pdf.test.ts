import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFDict, PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import Pdf from 'pdfkit'
import { extractText, getDocumentProxy } from 'unpdf'
import { privacyPdf } from '../invoices/invoice-pdf.ts'
import { openTaggedPdf } from '../plumbing/tagged-pdf.ts'
import { addPageApart } from './add-page-apart.ts'
import { withPage } from './finished-pdf.ts'

const pdfOf = (text: string, options: PDFKit.PDFDocumentOptions = {}) => new Promise<Buffer>((done) => {
  const pdf = new Pdf(options)
  const parts: Buffer[] = []
  pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts)))
  pdf.text(text).addPage().text(`${text}, page 2`).end()
})
const textsOf = async (pdf: Uint8Array) => (await extractText(await getDocumentProxy(new Uint8Array(pdf)))).text
const INVOICE = await pdfOf('Faktura 1001 Att betala 1 250,00')
const OURS = await pdfOf('Din sida')
/** As programs write it that pack objects into streams (PDF 1.5). */
const PACKED = await (await PDFDocument.load(INVOICE)).save({ useObjectStreams: true })

test('the page comes after the others, and what was there stands in front of it byte for byte', async () => {
  for (const original of [INVOICE, PACKED]) {
    const done = await withPage(original, OURS)
    assert.ok('pdf' in done, JSON.stringify(done))
    assert.ok(Buffer.from(done.pdf).subarray(0, original.length).equals(original))
    assert.deepEqual(await textsOf(done.pdf), [...(await textsOf(original)), 'Din sida'])
    const again = await withPage(done.pdf, OURS)
    assert.ok('pdf' in again)
    assert.equal((await textsOf(again.pdf)).length, 4)
  }
})

test('what is signed is left alone; encrypted and broken files are named so', async () => {
  const signed = await PDFDocument.load(INVOICE)
  signed.context.register(signed.context.obj({ Type: PDFName.of('Sig'), ByteRange: [0, 10, 20, 10] }))
  const fault = async (bytes: Uint8Array) => ((await withPage(bytes, OURS)) as { fault?: string }).fault
  assert.equal(await fault(await signed.save()), 'signed')
  assert.equal(await fault(await signed.save({ useObjectStreams: false })), 'signed')
  for (const password of [{ userPassword: 'x' }, { ownerPassword: 'y' }]) assert.equal(await fault(await pdfOf('secret', password)), 'encrypted')
  for (const broken of [Buffer.alloc(0), Buffer.from('%PDF-1.7\n'), Buffer.from('<html>'), INVOICE.subarray(0, 400), Buffer.from('PK\u0003\u0004')]) assert.equal(await fault(broken), 'broken')
})

test('it is done in a process of its own, which is kept for the next and ended with a file that takes too much', async () => {
  assert.deepEqual(await addPageApart(INVOICE, OURS, { megabytes: 384, silenceMs: 1 }), { fault: 'too-heavy' })
  const done = await addPageApart(INVOICE, OURS)
  assert.ok('pdf' in done && done.pdf.subarray(0, INVOICE.length).equals(INVOICE))
  assert.deepEqual(await addPageApart(Buffer.from('no'), OURS), { fault: 'broken' })
  const many = await Promise.all(Array.from({ length: 5 }, () => addPageApart(INVOICE, OURS)))
  assert.ok(many.every((one) => 'pdf' in one))
})

interface Node { role?: string; lang?: string; alt?: string; type?: string; id?: string; children?: Node[] }
const contentOf = (node: Node): string[] => (node.type === 'content' ? [node.id!] : (node.children ?? []).flatMap(contentOf))
const rolesOf = (node: Node): string[] => [...(node.role ? [node.role] : []), ...(node.children ?? []).flatMap(rolesOf)]

/** Of each page the structure, and the text of each marked piece in the order of the page. */
async function structureOf(pdf: Uint8Array): Promise<{ tree: Node | null; texts: Map<string, string> }[]> {
  const document = await getDocumentProxy(new Uint8Array(pdf))
  return Promise.all(Array.from({ length: document.numPages }, async (_, place) => {
    const page = await document.getPage(place + 1)
    const texts = new Map<string, string>()
    const open: string[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items as { type?: string; id?: string; str?: string }[]) {
      if (item.type?.startsWith('beginMarkedContent')) open.push(item.id ?? '')
      else if (item.type === 'endMarkedContent') open.pop()
      else if (open.at(-1)) texts.set(open.at(-1)!, `${texts.get(open.at(-1)!) ?? ''}${item.str}`)
    }
    return { tree: (await page.getStructTree()) as Node | null, texts }
  }))
}

test('the added page says its language and is read out in its order, behind what the document itself says of its pages', async () => {
  const code = { label: 'Kod', content: 'https://kund.example/choices/abc' }
  const ours = await privacyPdf({ title: 'Dina uppgifter', text: 'Vi har uppgifter om dig.', code, typed: 'Eller skriv koden' }, { author: 'Provbolaget AB', language: 'sv', at: new Date('2026-11-22T10:00:00Z') })
  const tagged = async () => {
    const { pdf, root, end } = openTaggedPdf({ title: 'Invoice', author: 'Others', language: 'en', margin: 50, at: new Date('2026-11-22T10:00:00Z') })
    for (const words of ['Invoice 1001', 'To pay 1 250.00']) root.add(pdf.struct('P', {}, () => void pdf.text(words)))
    return end()
  }
  const one = await tagged()
  // As other programs lay a number tree out: in branches.
  const branched = await PDFDocument.load(one)
  const root = branched.catalog.lookup(PDFName.of('StructTreeRoot'), PDFDict)
  const leaf = root.lookup(PDFName.of('ParentTree'), PDFDict)
  root.set(PDFName.of('ParentTree'), branched.context.obj({ Kids: [branched.context.register(branched.context.obj({ Limits: [0, 0], Nums: leaf.get(PDFName.of('Nums'))! }))] }))
  const alone = (await structureOf(ours))[0]!
  for (const [what, original] of [['tagged', one], ['branched', await branched.save()], ['packed', await (await PDFDocument.load(one)).save({ useObjectStreams: true })], ['untagged', INVOICE]] as const) {
    const done = await withPage(original, ours)
    assert.ok('pdf' in done && Buffer.from(done.pdf).subarray(0, original.length).equals(original), what)
    const [before, pages] = [await structureOf(original), await structureOf(done.pdf)]
    const words = ({ tree: its, texts: own }: (typeof pages)[number]) => (its ? contentOf(its) : []).filter((id) => own.has(id)).map((id) => own.get(id))
    assert.deepEqual(pages.slice(0, -1).map(words), before.map(words), `${what}: its own pages`)
    const { tree, texts } = pages.at(-1)!
    const read = contentOf(tree!).filter((id) => texts.has(id))
    assert.deepEqual(read, [...texts.keys()].filter((id) => texts.get(id) !== ''), `${what}: order`)
    assert.deepEqual(words(pages.at(-1)!), words(alone), `${what}: words`)
    assert.ok(['H2', 'P', 'Sect', 'Figure'].every((role) => rolesOf(tree!).includes(role)), `${what}: ${rolesOf(tree!).join(' ')}`)
    assert.ok(JSON.stringify(tree).includes(`${code.label}: ${code.content}`), `${what}: words for its code`)
    const document = await getDocumentProxy(new Uint8Array(done.pdf))
    assert.equal(((await document.getMarkInfo()) as { Marked?: boolean } | null)?.Marked ?? false, what !== 'untagged')
    // A second one goes behind the first.
    const again = await withPage(done.pdf, ours)
    assert.ok('pdf' in again)
    assert.equal(contentOf((await structureOf(again.pdf)).at(-1)!.tree!).length, contentOf(tree!).length, `${what}: again`)
    const elements = (await PDFDocument.load(done.pdf)).context.enumerateIndirectObjects().flatMap(([, object]) => (object instanceof PDFDict && object.has(PDFName.of('Lang')) && object.has(PDFName.of('S')) ? [object.lookup(PDFName.of('Lang'), PDFString).decodeText()] : []))
    assert.ok(elements.includes('sv'), what)
  }
})
