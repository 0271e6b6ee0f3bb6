// long: one drawing, from the first word of the sheet to the last mark of the slip.
import { encodeQR } from 'qr'
import { openTaggedPdf, type Drawing, type Structure } from '../plumbing/tagged-pdf.ts'
import { showable } from '../values/latin-letters.ts'
import { groupedNumber } from '../values/letter-number.ts'
import { t, type Language } from '../values/text.ts'
import type { HeldLine } from './held-by-purpose.ts'
import { boxesOf, type SlipRow } from './slip.ts'
import { AFTER_BOX, MARK_SIZE, planSlip, type SlipLayout, type SlipPlan } from './slip-layout.ts'
import type { PrintedQuestion } from './slip-words.ts'

/** Plain large type: nothing on the sheet is smaller than 14 points. */
const SIZES = { title: 22, heading: 17, text: 14 }
const FONTS = { text: 'Helvetica', strong: 'Helvetica-Bold' }
const MARGIN = 50
const LINE_GAP = 2
/** From the line where one tears to the first corner marks. */
const TEAR_ROOM = 70
const BOX_LINE = 1.4

/** Everything that stands on a sheet. */
export interface Sheet {
  language: Language
  company: string
  /** Under the title. */
  to: string
  at: Date
  sentence: string
  held: readonly HeldLine[]
  questions: readonly PrintedQuestion[]
  /** How to reach the company, and how to complain. */
  reach: readonly string[]
  /** The short code to the person's page: a secret of theirs. */
  pageCode: string | null
  complain: string
  kept: string
  rows: readonly SlipRow[]
  /** What the code on the slip says. */
  code: string
  number: string
  /** Where the slip goes. */
  returnTo: string | null
}

/**
 * The sheet and its slip as a tagged PDF in black on white: language, title, headings and lists in reading order, boxes as
 * figures with words. Returns where the boxes are beside it: the same numbers that the boxes were drawn by.
 */
export async function sheetPdf(sheet: Sheet): Promise<{ pdf: Buffer; layout: SlipLayout; pages: number }> {
  const { language } = sheet
  const title = say(sheet, 'sheet.title', { company: sheet.company })
  const { pdf, root, end } = openTaggedPdf({ title, author: sheet.company, language, margin: MARGIN, at: sheet.at })
  write(pdf, root, 'H1', title, { size: SIZES.title, font: FONTS.strong, gap: 6 })
  write(pdf, root, 'P', sheet.to)
  write(pdf, root, 'P', say(sheet, 'sheet.number', { number: groupedNumber(sheet.number) }))
  write(pdf, root, 'P', say(sheet, 'sheet.apart'))
  addHeld(pdf, root, sheet)
  if (sheet.questions.length > 0) addQuestions(pdf, root, sheet)
  addRights(pdf, root, sheet)
  const layout = addSlip(pdf, root, sheet)
  const pages = pdf.bufferedPageRange().count
  return { pdf: await end(), layout, pages }
}

function addHeld(pdf: Drawing, root: Structure, sheet: Sheet): void {
  const section = open(pdf, root)
  heading(pdf, section, say(sheet, 'sheet.held'))
  write(pdf, section, 'P', sheet.sentence, { gap: 8 })
  if (sheet.held.length > 0) {
    const list = pdf.struct('L')
    section.add(list)
    for (const one of sheet.held) addHeldLine(pdf, list, sheet, one)
    list.end()
  }
  section.end()
}

function addHeldLine(pdf: Drawing, list: Structure, sheet: Sheet, one: HeldLine): void {
  keepTogether(pdf, 90)
  const [item, body] = [pdf.struct('LI'), pdf.struct('LBody')]
  list.add(item)
  item.add(body)
  write(pdf, body, 'P', one.name, { font: FONTS.strong, gap: 1 })
  const lines = [
    say(sheet, 'sheet.what', { fields: one.what }), say(sheet, 'sheet.from', { sources: one.from }), say(sheet, 'sheet.until', { until: one.until }),
    ...(one.recipients === null ? [] : [say(sheet, 'sheet.goes-to', { recipients: one.recipients })]),
  ]
  for (const line of lines) write(pdf, body, 'P', line, { gap: 1 })
  body.end()
  item.end()
  pdf.moveDown(0.5)
}

function addQuestions(pdf: Drawing, root: Structure, sheet: Sheet): void {
  const section = open(pdf, root)
  heading(pdf, section, say(sheet, 'sheet.questions'))
  write(pdf, section, 'P', say(sheet, 'sheet.questions-lead'), { gap: 8 })
  for (const { heading: name, lines } of sheet.questions) {
    keepTogether(pdf, 110)
    write(pdf, section, 'H3', name, { font: FONTS.strong, gap: 1 })
    for (const line of lines) write(pdf, section, 'P', line, { gap: 2 })
    pdf.moveDown(0.5)
  }
  section.end()
}

function addRights(pdf: Drawing, root: Structure, sheet: Sheet): void {
  const section = open(pdf, root)
  heading(pdf, section, say(sheet, 'sheet.rights'))
  write(pdf, section, 'P', say(sheet, 'sheet.rights-text'), { gap: 8 })
  heading(pdf, section, say(sheet, 'sheet.reach'))
  for (const line of [...sheet.reach, ...(sheet.pageCode === null ? [] : [sheet.pageCode]), sheet.complain, sheet.kept]) write(pdf, section, 'P', line)
  section.end()
}

/** Last, below a line to tear along, whole on one page. */
function addSlip(pdf: Drawing, root: Structure, sheet: Sheet): SlipLayout {
  // The library wants an edge; the slip has its own.
  const modules = encodeQR(sheet.code, 'raw', { ecc: 'medium', border: 1 }).slice(1, -1).map((row) => row.slice(1, -1))
  const width = pdf.page.width - 2 * MARGIN
  const draft = planSlip(width, [], modules.length)
  pdf.font(FONTS.text).fontSize(SIZES.text)
  const tall = (row: SlipRow) => pdf.heightOfString(showable(row.label), { width: draft.besideBoxes, lineGap: LINE_GAP })
  const plan = planSlip(width, sheet.rows.map((row) => ({ key: row.key, boxes: boxesOf(row), tall: tall(row) })), modules.length)
  const needed = TEAR_ROOM + plan.layout.height + MARK_SIZE
  if (pdf.y + needed > pdf.page.height - MARGIN) pdf.addPage()
  const section = open(pdf, root)
  const tearAt = Math.max(pdf.y + 10, pdf.page.height - MARGIN - needed)
  tearLine(pdf, tearAt, say(sheet, 'slip.tear'))
  const top = tearAt + TEAR_ROOM - 18
  drawMarks(pdf, plan.layout, top)
  drawHead(pdf, section, sheet, plan, modules, top)
  for (const [place, row] of sheet.rows.entries()) drawRow(pdf, section, sheet, plan, row, place, top)
  drawSignature(pdf, section, sheet, plan, top)
  section.end()
  return plan.layout
}

function drawHead(pdf: Drawing, section: Structure, sheet: Sheet, plan: SlipPlan, modules: boolean[][], top: number): void {
  const left = MARGIN + plan.left
  const wide = plan.besideCode
  pdf.y = top + 22
  write(pdf, section, 'H2', say(sheet, 'slip.title'), { size: SIZES.heading, font: FONTS.strong, x: left, wide })
  write(pdf, section, 'P', sheet.returnTo === null ? say(sheet, 'slip.how-nowhere') : say(sheet, 'slip.how', { address: sheet.returnTo }), { x: left, wide, gap: 3 })
  write(pdf, section, 'P', say(sheet, 'slip.number', { number: groupedNumber(sheet.number) }), { x: left, wide })
  const { code } = plan.layout
  const step = code.size / modules.length
  section.add(pdf.struct('Figure', { alt: say(sheet, 'slip.code') }, () => {
    for (const [y, row] of modules.entries()) for (const [x, dark] of row.entries()) if (dark) pdf.rect(MARGIN + code.x + x * step, top + code.y + y * step, step, step)
    pdf.fill('#000000')
  }))
  if (!sheet.rows.some((row) => row.kind === 'ask' || row.kind === 'on')) return
  for (const [key, at] of [['slip.yes', plan.yesAt], ['slip.no', plan.noAt]] as const) {
    if (key === 'slip.yes' && !sheet.rows.some((row) => row.kind === 'ask')) continue
    pdf.y = top + plan.headsAt
    write(pdf, section, 'P', say(sheet, key), { font: FONTS.strong, x: MARGIN + at - 8, wide: 50 })
  }
}

function drawRow(pdf: Drawing, section: Structure, sheet: Sheet, plan: SlipPlan, row: SlipRow, place: number, top: number): void {
  const y = top + plan.rowsAt[place]!
  pdf.y = y + 1
  const own = plan.layout.boxes.filter((box) => box.row === row.key)
  const after = own[0]?.box === 'tick' ? AFTER_BOX : 0
  write(pdf, section, 'P', row.label, { x: MARGIN + plan.left + after, wide: after > 0 ? plan.layout.width - 2 * plan.left - after : plan.besideBoxes })
  for (const one of own) {
    const label = one.box === 'tick' ? row.label : `${row.label} – ${say(sheet, `slip.${one.box}`)}`
    section.add(pdf.struct('Figure', { alt: say(sheet, 'slip.box', { label }) }, () => {
      pdf.rect(MARGIN + one.x, top + one.y, one.size, one.size).lineWidth(BOX_LINE).stroke('#000000')
    }))
  }
}

function drawSignature(pdf: Drawing, section: Structure, sheet: Sheet, plan: SlipPlan, top: number): void {
  const y = top + plan.signAt
  const text = say(sheet, 'slip.sign')
  pdf.y = y
  write(pdf, section, 'P', text, { x: MARGIN + plan.left, wide: plan.layout.width - 2 * plan.left })
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(MARGIN + plan.left, y + 46).lineTo(MARGIN + plan.layout.width - plan.left, y + 46).lineWidth(0.8).stroke('#000000')
  pdf.endMarkedContent()
  pdf.y = top + plan.layout.height
}

/** Black squares at the corners, by which a picture of the slip is laid straight. */
function drawMarks(pdf: Drawing, { width, height }: SlipLayout, top: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  for (const [x, y] of [[0, 0], [width, 0], [width, height], [0, height]] as const) pdf.rect(MARGIN + x - MARK_SIZE / 2, top + y - MARK_SIZE / 2, MARK_SIZE, MARK_SIZE)
  pdf.fill('#000000')
  pdf.endMarkedContent()
}

/** No part of what is read out. */
function tearLine(pdf: Drawing, at: number, words: string): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(MARGIN / 2, at).lineTo(pdf.page.width - MARGIN / 2, at).dash(5, { space: 5 }).lineWidth(0.8).stroke('#000000').undash()
  pdf.font(FONTS.text).fontSize(SIZES.text).fillColor('#000000').text(showable(words), MARGIN, at + 6)
  pdf.endMarkedContent()
}

function open(pdf: Drawing, root: Structure): Structure {
  const section = pdf.struct('Sect')
  root.add(section)
  return section
}

function heading(pdf: Drawing, parent: Structure, text: string): void {
  keepTogether(pdf, 80)
  pdf.y += 8
  write(pdf, parent, 'H2', text, { size: SIZES.heading, font: FONTS.strong, gap: 5 })
}

interface Style { size?: number; font?: string; gap?: number; x?: number; wide?: number }

function write(pdf: Drawing, parent: Structure, type: string, text: string, style: Style = {}): void {
  parent.add(pdf.struct(type, {}, () => {
    pdf.font(style.font ?? FONTS.text).fontSize(style.size ?? SIZES.text).fillColor('#000000')
      .text(showable(text), style.x ?? MARGIN, pdf.y, { lineGap: LINE_GAP, paragraphGap: style.gap ?? 4, ...(style.wide && { width: style.wide }) })
  }))
}

function keepTogether(pdf: Drawing, tall: number): void {
  if (pdf.y + tall > pdf.page.height - MARGIN) pdf.addPage()
}

function say({ language }: Pick<Sheet, 'language'>, key: string, parameters?: Record<string, string>): string {
  return t(language, `slips.${key}`, parameters)
}
