import { EncryptedPDFError, PDFDict, PDFDocument, PDFName, PDFStream } from '@cantoo/pdf-lib'
import { addStructure } from './added-structure.ts'

/** Why a finished PDF cannot be given a page. */
export type PdfFault = 'encrypted' | 'broken' | 'signed' | 'too-heavy'

/**
 * The PDF with the page of another one after its own, as an incremental update (PDF 32000-1, 7.5.6): what was there stays byte
 * for byte in front of what is added. A signed one is left alone, since whoever checks the signature would see that it changed.
 */
export async function withPage(original: Uint8Array, page: Uint8Array): Promise<{ pdf: Uint8Array } | { fault: PdfFault }> {
  const read = await readPdf(original)
  if ('fault' in read) return read
  if (isSigned(read.document)) return { fault: 'signed' }
  try {
    const ours = await PDFDocument.load(page)
    const [added] = await read.document.copyPages(ours, [0])
    read.document.addPage(added!)
    addStructure(read.document, added!, ours)
    const pdf = await read.document.save()
    return startsWith(pdf, original) ? { pdf } : { fault: 'broken' }
  } catch {
    return { fault: 'broken' }
  }
}

async function readPdf(original: Uint8Array): Promise<{ document: PDFDocument } | { fault: PdfFault }> {
  try {
    const document = await PDFDocument.load(original, { forIncrementalUpdate: true, updateMetadata: false, throwOnInvalidObject: true })
    return document.getPageCount() > 0 ? { document } : { fault: 'broken' }
  } catch (error) {
    return { fault: error instanceof EncryptedPDFError ? 'encrypted' : 'broken' }
  }
}

/** A signature says which bytes it covers (PDF 32000-1, 12.8.1). */
function isSigned(document: PDFDocument): boolean {
  return document.context.enumerateIndirectObjects().some(([, object]) => {
    const dictionary = object instanceof PDFStream ? object.dict : object
    return dictionary instanceof PDFDict && (dictionary.has(PDFName.of('ByteRange')) || dictionary.get(PDFName.of('Type')) === PDFName.of('Sig'))
  })
}

const startsWith = (bytes: Uint8Array, first: Uint8Array): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, first.length).equals(first)
