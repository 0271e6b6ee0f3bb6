import Pdf from 'pdfkit'
import { showable } from '../values/latin-letters.ts'
import type { Language } from '../values/text.ts'

export type Drawing = PDFKit.PDFDocument
export type Structure = ReturnType<Drawing['struct']>

export interface TaggedPdf {
  pdf: Drawing
  /** The root of the structure: what is added to it is read out in that order. */
  root: Structure
  /** Ends the document; resolves with its bytes. */
  end(): Promise<Buffer>
}

/** An empty A4 document that says its language and title and has a structure tree (PDF 32000-1, 14.8). */
export function openTaggedPdf({ title, author, language, margin, at }: { title: string; author: string; language: Language; margin: number; at: Date }): TaggedPdf {
  const pdf = new Pdf({
    size: 'A4', margin, bufferPages: true, tagged: true, lang: language, displayTitle: true, pdfVersion: '1.7',
    info: { Title: showable(title), Author: showable(author), CreationDate: at },
  })
  const parts: Buffer[] = []
  const bytes = new Promise<Buffer>((done, failed) => pdf.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(Buffer.concat(parts))).on('error', failed))
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const end = () => {
    root.end()
    pdf.end()
    return bytes
  }
  return { pdf, root, end }
}
