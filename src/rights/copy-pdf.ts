import { openTaggedPdf, type Drawing, type Structure } from '../plumbing/tagged-pdf.ts'
import { showable } from '../values/latin-letters.ts'
import { t } from '../values/text.ts'
import type { AccessCopy } from './access-copy.ts'
import type { CopyItem, CopySection } from './copy-sections.ts'

const MARGIN = 56
const SIZES = { title: 20, heading: 14, text: 10, note: 8.5 }
const FONTS = { text: 'Helvetica', strong: 'Helvetica-Bold' }

/**
 * The readable copy as a PDF: tagged in reading order, with its language, title and page numbers. The standard fonts know
 * the letters of western Europe; others are written in a simpler way, and the first page then says so.
 */
export async function copyPdf(copy: AccessCopy, title: string, lead: string, sections: readonly CopySection[]): Promise<Buffer> {
  const { language } = copy
  const said = [title, lead, ...sections.flatMap((part) => [part.title, part.lead, ...part.items.flatMap((item) => [item.term, item.text, ...item.notes])])]
  const simpler = said.some((one) => showable(one) !== one)
  const { pdf: document, root, end } = openTaggedPdf({ title, author: copy.controller.name, language, margin: MARGIN, at: copy.at })
  paragraph(document, root, 'H1', title, { size: SIZES.title, font: FONTS.strong })
  paragraph(document, root, 'P', lead, { size: SIZES.text })
  if (simpler) paragraph(document, root, 'P', t(language, 'copy.pdf.letters'), { size: SIZES.note })
  for (const part of sections) addSection(document, root, part)
  numberPages(document, language)
  return end()
}

function addSection(document: Drawing, root: Structure, part: CopySection): void {
  const sect = document.struct('Sect')
  root.add(sect)
  document.moveDown(0.8)
  paragraph(document, sect, 'H2', part.title, { size: SIZES.heading, font: FONTS.strong })
  if (part.lead !== '') paragraph(document, sect, 'P', part.lead, { size: SIZES.text })
  for (const item of part.items) addItem(document, sect, item)
  sect.end()
}

function addItem(document: Drawing, parent: Structure, item: CopyItem): void {
  const division = document.struct('Div')
  parent.add(division)
  paragraph(document, division, 'P', item.term, { size: SIZES.text, font: FONTS.strong, gap: 2 })
  if (item.text !== '') paragraph(document, division, 'P', item.text, { size: SIZES.text, gap: 1 })
  for (const note of item.notes) paragraph(document, division, 'P', note, { size: SIZES.note, gap: 1 })
  division.end()
  document.moveDown(0.4)
}

function paragraph(document: Drawing, parent: Structure, type: string, text: string, style: { size: number; font?: string; gap?: number }): void {
  parent.add(document.struct(type, {}, () => {
    document.font(style.font ?? FONTS.text).fontSize(style.size).text(showable(text), { lineGap: 1, paragraphGap: style.gap ?? 4 })
  }))
}

/** Page numbers are no part of what is read out. */
function numberPages(document: Drawing, language: AccessCopy['language']): void {
  const { count } = document.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    document.switchToPage(page)
    document.page.margins.bottom = 0
    document.markContent('Artifact', { type: 'Pagination' })
    document.font(FONTS.text).fontSize(SIZES.note).text(showable(t(language, 'copy.pdf.page', { page: page + 1, pages: count })), MARGIN, document.page.height - MARGIN / 2, { align: 'center', lineBreak: false, width: document.page.width - 2 * MARGIN })
    document.endMarkedContent()
  }
}
