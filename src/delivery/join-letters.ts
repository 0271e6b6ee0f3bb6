import { PDFDocument } from '@cantoo/pdf-lib'

/** Letters behind each other in one file, and how many sides each has with its blank back. */
export interface JoinedLetters {
  pdf: Buffer
  pages: number[]
}

const A4: [number, number] = [595.28, 841.89]

/** Puts documents of letters behind each other, each letter beginning on a front: one that would end on a front gets a blank back. */
export async function joinLetters(letters: readonly (readonly Buffer[])[], at: Date): Promise<JoinedLetters> {
  const all = await PDFDocument.create()
  all.setCreationDate(at)
  all.setModificationDate(at)
  const pages: number[] = []
  for (const documents of letters) {
    const before = all.getPageCount()
    for (const document of documents) {
      const source = await PDFDocument.load(document, { updateMetadata: false })
      for (const page of await all.copyPages(source, source.getPageIndices())) all.addPage(page)
    }
    if ((all.getPageCount() - before) % 2 === 1) all.addPage(A4)
    pages.push(all.getPageCount() - before)
  }
  return { pdf: Buffer.from(await all.save({ useObjectStreams: true })), pages }
}
