import { encodeQR } from 'qr'
import { openTaggedPdf, type Drawing, type Structure } from '../plumbing/tagged-pdf.ts'
import { showable } from '../values/latin-letters.ts'
import { decimalText } from '../values/decimal.ts'
import { moneyInWords } from '../values/money.ts'
import { t, type Language } from '../values/text.ts'
import { writtenCountry, writtenNumber } from '../values/written.ts'
import type { InvoiceLine, InvoiceTotals } from './invoice.ts'
import type { IssuedInvoice, Party } from './issued-invoice.ts'

/** What every page that is drawn of these parts has. */
export const MARGIN = 50
export const SIZES = { title: 22, heading: 12, text: 9.5, note: 8, typed: 15 }
export const FONTS = { text: 'Helvetica', strong: 'Helvetica-Bold', typed: 'Courier-Bold' }
const RULE = '#777777'
/** Empty modules round a code, so that scanners find its edge (ISO/IEC 18004). */
const QUIET_ZONE = 4
const CODE_SIZE = 78

/** A code to scan: what it is for, in words, and what it says. */
export interface ScanCode {
  label: string
  content: string
}

/** What stands apart at the foot: the sentence about the customer's data, a code to their page, and how to get there without one. */
export interface PrivacyBox {
  title: string
  text: string
  code: ScanCode
  typed: string
  /** To be typed from paper: in letters of one width, large enough for old eyes. */
  typedCode?: { label: string; code: string }
}

export interface InvoicePage {
  language: Language
  invoice: IssuedInvoice
  totals: InvoiceTotals
  payCodes: readonly ScanCode[]
  privacy?: PrivacyBox
  at: Date
}

type Say = (key: string, parameters?: Record<string, string>) => string

/**
 * The invoice as a tagged PDF in black on white: language, title, headings, a table whose cells know their heads, codes with
 * words for who cannot scan them, all in reading order (PDF 32000-1, 14.8). Codes are drawn as one path each.
 */
export async function invoicePdf(page: InvoicePage): Promise<Buffer> {
  const { language, invoice } = page
  const say: Say = (key, parameters) => t(language, `invoices.pdf.${key}`, parameters)
  const title = say(invoice.kind, { number: invoice.number })
  const { pdf, root, end } = openTaggedPdf({ title, author: invoice.seller.name, language, margin: MARGIN, at: page.at })
  addHead(pdf, root, title, page, say)
  addLines(pdf, root, { language, lines: invoice.lines, totals: page.totals })
  const credit = invoice.kind === 'credit-note'
  addTotals(pdf, root, { language, totals: page.totals, due: { label: say(credit ? 'to-your-credit' : 'to-pay', { currency: invoice.currency }), amount: credit ? -page.totals.payable : page.totals.payable } })
  addPayment(pdf, root, page, say)
  if (page.privacy) addPrivacy(pdf, root, page.privacy)
  addSeller(pdf, root, { language, ...invoice })
  return end()
}

/** The privacy part as a page of its own, for an invoice that another system has drawn. */
export async function privacyPdf(box: PrivacyBox, { author, language, at }: { author: string; language: Language; at: Date }): Promise<Buffer> {
  const { pdf, root, end } = openTaggedPdf({ title: box.title, author, language, margin: MARGIN, at })
  write(pdf, root, 'P', author, { size: SIZES.heading, font: FONTS.strong })
  addPrivacy(pdf, root, box)
  return end()
}

function addHead(pdf: Drawing, root: Structure, title: string, { language, invoice }: InvoicePage, say: Say): void {
  const middle = pdf.page.width / 2
  write(pdf, root, 'P', invoice.seller.name, { size: SIZES.heading, font: FONTS.strong })
  write(pdf, root, 'H1', title, { size: SIZES.title, font: FONTS.strong, gap: 8 })
  const top = pdf.y
  const facts: [string, string][] = [
    [say('issued-on'), invoice.issuedOn], [say('due-on'), invoice.dueOn], [say('reference'), invoice.reference], [say('buyer-reference'), invoice.buyerReference],
    ...(invoice.buyer.organisationNumber ? [[say('organisation-number'), invoice.buyer.organisationNumber] as [string, string]] : []), ...(invoice.buyer.vatNumber ? [[say('vat-number'), invoice.buyer.vatNumber] as [string, string]] : []),
    ...(invoice.deliveredOn ? [[say('delivered-on'), invoice.deliveredOn] as [string, string]] : []),
    ...(invoice.credits ? [[say('credits'), `${invoice.credits.number} (${invoice.credits.issuedOn})`] as [string, string]] : []),
  ]
  for (const [term, text] of facts) write(pdf, root, 'P', `${term}: ${text}`, { size: SIZES.text, gap: 1 })
  const below = pdf.y
  pdf.y = top
  for (const line of [invoice.buyer.name, ...addressLines(invoice.buyer, invoice.seller, language)]) write(pdf, root, 'P', line, { size: SIZES.text + 1, gap: 1, x: middle })
  pdf.y = Math.max(below, pdf.y) + 16
  pdf.x = MARGIN
}

/** Where each column ends or begins, from the left edge of the text. */
const COLUMNS = [{ at: 0, wide: 230 }, { at: 235, wide: 60 }, { at: 300, wide: 75 }, { at: 380, wide: 40 }, { at: 425, wide: 70 }] as const

/** The lines as a table whose cells know their heads. */
export function addLines(pdf: Drawing, root: Structure, { language, lines, totals }: { language: Language; lines: readonly InvoiceLine[]; totals: InvoiceTotals }): void {
  const say: Say = (key) => t(language, `invoices.pdf.${key}`)
  const table = pdf.struct('Table')
  root.add(table)
  const heads = [say('what'), say('how-much'), say('price'), say('vat'), say('amount')]
  addRow(pdf, table, 'TH', heads)
  for (const [place, line] of lines.entries()) {
    const quantity = writtenNumber(language, decimalText(line.quantity), 0, 6)
    const price = writtenNumber(language, decimalText(line.unitPrice), 2, 6)
    const vat = line.vat.category === 'O' ? '' : `${line.vat.rate / 100} %`
    addRow(pdf, table, 'TD', [line.description, `${quantity} ${t(language, `invoices.unit.${line.unit}`, { count: Number(decimalText(line.quantity)) })}`, price, vat, moneyInWords(language, totals.lines[place]!)])
  }
  table.end()
  pdf.moveDown(0.5)
}

function addRow(pdf: Drawing, table: Structure, cell: 'TH' | 'TD', texts: readonly string[]): void {
  const font = cell === 'TH' ? FONTS.strong : FONTS.text
  pdf.font(font).fontSize(SIZES.text)
  const tall = Math.max(...texts.map((text, place) => pdf.heightOfString(showable(text), { width: COLUMNS[place]!.wide })))
  if (pdf.y + tall > pdf.page.height - 2 * MARGIN) pdf.addPage()
  const top = pdf.y
  const row = pdf.struct('TR')
  table.add(row)
  for (const [place, text] of texts.entries()) {
    row.add(pdf.struct(cell, {}, () => {
      pdf.font(font).fontSize(SIZES.text).text(showable(text), MARGIN + COLUMNS[place]!.at, top, { width: COLUMNS[place]!.wide, align: place === 0 ? 'left' : 'right' })
    }))
  }
  row.end()
  pdf.x = MARGIN
  pdf.y = top + tall + 4
  ruled(pdf, pdf.y - 2)
  pdf.y += 2
}

/** The sums under the lines, and last what is asked for. */
export function addTotals(pdf: Drawing, root: Structure, { language, totals, due }: { language: Language; totals: InvoiceTotals; due: { label: string; amount: bigint } }): void {
  const say: Say = (key, parameters) => t(language, `invoices.pdf.${key}`, parameters)
  const amounts: [string, bigint, boolean][] = [
    [say('net'), totals.net, false],
    ...totals.shares.filter((share) => share.category !== 'O').map((share): [string, bigint, boolean] => [say('vat-of', { rate: String(share.rate / 100), net: moneyInWords(language, share.taxable) }), share.vat, false]),
    ...(totals.rounding === 0n ? [] : [[say('rounding'), totals.rounding, false] as [string, bigint, boolean]]),
    ...(totals.paidBefore === 0n ? [] : [[say('paid-before'), -totals.paidBefore, false] as [string, bigint, boolean]]),
    [due.label, due.amount, true],
  ]
  for (const [label, amount, strong] of amounts) {
    const top = pdf.y
    const font = strong ? FONTS.strong : FONTS.text
    const size = strong ? SIZES.heading : SIZES.text
    root.add(pdf.struct('P', {}, () => {
      pdf.font(font).fontSize(size).text(showable(label), MARGIN + 150, top, { width: 255, align: 'right' })
      pdf.text(showable(moneyInWords(language, amount)), MARGIN + 410, top, { width: 85, align: 'right' })
    }))
    pdf.x = MARGIN
    pdf.y = top + size + 5
  }
  for (const reason of new Set(totals.shares.flatMap((share) => share.exemption ?? []))) write(pdf, root, 'P', reason, { size: SIZES.note })
  pdf.moveDown(0.8)
}

function addPayment(pdf: Drawing, root: Structure, { invoice, payCodes }: InvoicePage, say: Say): void {
  if (invoice.kind === 'credit-note') return write(pdf, root, 'P', invoice.terms, { size: SIZES.text })
  keepTogether(pdf, CODE_SIZE + 80)
  write(pdf, root, 'H2', say('how-to-pay'), { size: SIZES.heading, font: FONTS.strong })
  for (const account of invoice.accounts) write(pdf, root, 'P', `${say(`account.${account.type}`)}: ${account.number}${account.bank ? ` (${account.bank})` : ''}`, { size: SIZES.text, gap: 1 })
  write(pdf, root, 'P', `${say('reference')}: ${invoice.reference}`, { size: SIZES.text, gap: 1 })
  write(pdf, root, 'P', invoice.terms, { size: SIZES.text })
  const top = pdf.y
  for (const [place, code] of payCodes.entries()) drawCode(pdf, root, code, MARGIN + place * (CODE_SIZE + 50), top)
  pdf.x = MARGIN
  pdf.y = top + (payCodes.length > 0 ? CODE_SIZE + 24 : 0)
}

/** Apart from the rest, by a line and by words of its own (art. 7(2)). */
function addPrivacy(pdf: Drawing, root: Structure, { title, text, code, typed, typedCode }: PrivacyBox): void {
  keepTogether(pdf, CODE_SIZE + 50)
  const section = pdf.struct('Sect')
  root.add(section)
  ruled(pdf, pdf.y)
  pdf.y += 10
  const top = pdf.y
  const wide = pdf.page.width - 2 * MARGIN - CODE_SIZE - 60
  write(pdf, section, 'H2', title, { size: SIZES.heading, font: FONTS.strong, wide })
  write(pdf, section, 'P', text, { size: SIZES.text, wide })
  write(pdf, section, 'P', typed, { size: SIZES.text, wide })
  if (typedCode) writeTypedCode(pdf, section, typedCode)
  const below = pdf.y
  drawCode(pdf, section, code, pdf.page.width - MARGIN - CODE_SIZE, top)
  section.end()
  pdf.x = MARGIN
  pdf.y = Math.max(below, top + CODE_SIZE + 20)
}

function writeTypedCode(pdf: Drawing, parent: Structure, { label, code }: NonNullable<PrivacyBox['typedCode']>): void {
  parent.add(pdf.struct('P', {}, () => {
    pdf.font(FONTS.text).fontSize(SIZES.text).text(`${showable(label)}: `, MARGIN, pdf.y + 3, { continued: true, baseline: -SIZES.typed / 2 })
    pdf.font(FONTS.typed).fontSize(SIZES.typed).text(code, { paragraphGap: 4, baseline: -SIZES.typed / 2 })
  }))
}

/** Who sells, in one line at the end. */
export function addSeller(pdf: Drawing, root: Structure, { language, seller, buyer }: { language: Language; seller: Party; buyer: Party }): void {
  const say: Say = (key) => t(language, `invoices.pdf.${key}`)
  const facts = [
    seller.name, ...addressLines(seller, buyer, language), seller.organisationNumber && `${say('organisation-number')} ${seller.organisationNumber}`, seller.vatNumber && `${say('vat-number')} ${seller.vatNumber}`,
    seller.approvedForFTax && say('f-tax'), seller.inRegisterOfEnterprises && 'Foretaksregisteret', seller.contact?.email, seller.contact?.phone,
  ].filter((one): one is string => Boolean(one))
  keepTogether(pdf, 40)
  ruled(pdf, pdf.y)
  pdf.y += 6
  write(pdf, root, 'P', facts.join(' · '), { size: SIZES.note })
}

function drawCode(pdf: Drawing, parent: Structure, code: ScanCode, left: number, top: number): void {
  const modules = encodeQR(code.content, 'raw', { ecc: 'medium', border: QUIET_ZONE })
  const step = CODE_SIZE / modules.length
  parent.add(pdf.struct('Figure', { alt: `${code.label}: ${code.content}` }, () => {
    pdf.save().translate(left, top).scale(step).addContent(codePath(modules)).fill('#000000').restore()
    pdf.font(FONTS.text).fontSize(SIZES.note).text(showable(code.label), left, top + CODE_SIZE + 2, { width: CODE_SIZE, align: 'center' })
  }))
}

/** The dark modules as one path in whole numbers, those beside each other as one stroke: short to write, to pack and to draw. */
export function codePath(modules: readonly (readonly boolean[])[]): string {
  return modules.flatMap((row, y) => [...row.map((dark) => (dark ? '1' : '0')).join('').matchAll(/1+/g)].map((run) => `${run.index} ${y} ${run[0].length} 1 re`)).join('\n')
}

interface Style { size: number; font?: string; gap?: number; x?: number; wide?: number }

/** A piece of text that is read out as what it is. */
export function write(pdf: Drawing, parent: Structure, type: string, text: string, style: Style): void {
  parent.add(pdf.struct(type, {}, () => {
    pdf.font(style.font ?? FONTS.text).fontSize(style.size).text(showable(text), style.x ?? MARGIN, pdf.y, { paragraphGap: style.gap ?? 4, ...(style.wide && { width: style.wide }) })
  }))
}

/** A thin line that is no part of what is read out. */
function ruled(pdf: Drawing, at: number): void {
  pdf.markContent('Artifact', { type: 'Layout' })
  pdf.moveTo(MARGIN, at).lineTo(pdf.page.width - MARGIN, at).lineWidth(0.5).stroke(RULE)
  pdf.endMarkedContent()
}

function keepTogether(pdf: Drawing, tall: number): void {
  if (pdf.y + tall > pdf.page.height - MARGIN) pdf.addPage()
}

/** The country stands there where the letter crosses a border, as on an envelope. */
export function addressLines({ address }: Pick<Party, 'address'>, other: Pick<Party, 'address'>, language: Language): string[] {
  const country = address.country === other.address.country ? undefined : writtenCountry(language, address.country)
  return [address.street, address.more, [address.postcode, address.city].filter(Boolean).join(' '), country].filter((line): line is string => Boolean(line))
}
