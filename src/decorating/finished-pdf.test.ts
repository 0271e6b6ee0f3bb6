import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PDFDocument, PDFName } from '@cantoo/pdf-lib'
import Pdf from 'pdfkit'
import { extractText, getDocumentProxy } from 'unpdf'
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
