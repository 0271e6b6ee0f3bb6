import { encodeQR } from 'qr'
import type { PrivacyBox, ScanCode } from '../invoices/invoice-pdf.ts'
import type { IssuedInvoice } from '../invoices/issued-invoice.ts'
import { openTaggedPdf, type Drawing, type Structure } from '../plumbing/tagged-pdf.ts'
import { showable } from '../values/latin-letters.ts'
import { moneyInWords } from '../values/money.ts'
import { t, type Language } from '../values/text.ts'
import { writtenNumber } from '../values/written.ts'
import { toPay, type ReminderDraft } from './reminder.ts'

const MARGIN = 50
const CODE = 78

export interface ReminderPage {
  language: Language
  invoice: IssuedInvoice
  reminder: ReminderDraft
  payCodes: readonly ScanCode[]
  privacy: PrivacyBox | undefined
  at: Date
}

/** The reminder as a tagged PDF: of what, what is left, by when and where to pay, and apart from it the privacy part of the invoice. */
export async function reminderPdf({ language, invoice, reminder, payCodes, privacy, at }: ReminderPage): Promise<Buffer> {
  const say = (key: string, parameters: Record<string, string> = {}) => t(language, `delivery.reminder.${key}`, parameters)
  const money = (amount: bigint) => `${moneyInWords(language, amount)} ${invoice.currency}`
  const title = say('title', { number: invoice.number })
  const { pdf, root, end } = openTaggedPdf({ title, author: invoice.seller.name, language, margin: MARGIN, at })
  const { buyer, seller } = invoice
  write(pdf, root, 'P', seller.name, 12, true)
  write(pdf, root, 'H1', title, 22, true)
  for (const line of [buyer.name, buyer.address.street, [buyer.address.postcode, buyer.address.city].filter(Boolean).join(' ')]) if (line) write(pdf, root, 'P', line, 10.5)
  pdf.moveDown(0.8)
  write(pdf, root, 'P', say('lead', { number: invoice.number, issued: invoice.issuedOn, due: invoice.dueOn }), 10.5)
  write(pdf, root, 'P', `${say('issued-on')}: ${reminder.issuedOn}`, 10.5)
  write(pdf, root, 'P', `${say('left')}: ${money(reminder.outstanding)}`, 10.5)
  if (reminder.feesBefore > 0n) write(pdf, root, 'P', `${say('fees-before')}: ${money(reminder.feesBefore)}`, 10.5)
  if (reminder.fee > 0n) write(pdf, root, 'P', `${say('fee')}: ${money(reminder.fee)}`, 10.5)
  write(pdf, root, 'P', `${say('to-pay')}: ${money(toPay(reminder))}`, 13, true)
  if (reminder.interest) write(pdf, root, 'P', say('interest', { amount: money(reminder.interest.amount), from: reminder.interest.from, to: reminder.issuedOn, rate: decimalOf(language, reminder.interest.rate) }), 10.5)
  write(pdf, root, 'P', `${say('pay-by')}: ${reminder.payBy}`, 13, true)
  pdf.moveDown(0.5)
  write(pdf, root, 'H2', t(language, 'invoices.pdf.how-to-pay'), 12, true)
  for (const account of invoice.accounts) write(pdf, root, 'P', `${t(language, `invoices.pdf.account.${account.type}`)}: ${account.number}${account.bank ? ` (${account.bank})` : ''}`, 10.5)
  write(pdf, root, 'P', `${t(language, 'invoices.pdf.reference')}: ${invoice.reference}`, 10.5)
  codes(pdf, root, payCodes)
  write(pdf, root, 'P', say('paid-already'), 10.5)
  write(pdf, root, 'P', say('disagree'), 10.5)
  if (privacy) {
    const section = pdf.struct('Sect')
    root.add(section)
    pdf.moveDown(0.8)
    write(pdf, section, 'H2', privacy.title, 12, true)
    for (const line of [privacy.text, privacy.typed, ...(privacy.typedCode ? [`${privacy.typedCode.label}: ${privacy.typedCode.code}`] : [])]) write(pdf, section, 'P', line, 10)
    codes(pdf, section, [privacy.code])
    section.end()
  }
  write(pdf, root, 'P', [seller.name, seller.address.street, [seller.address.postcode, seller.address.city].filter(Boolean).join(' '), seller.organisationNumber, seller.contact?.email, seller.contact?.phone].filter(Boolean).join(' · '), 8)
  return end()
}

const decimalOf = (language: Language, hundredths: number) => writtenNumber(language, (hundredths / 100).toFixed(2), 0, 2)

function write(pdf: Drawing, parent: Structure, type: string, text: string, size: number, strong = false): void {
  parent.add(pdf.struct(type, {}, () => void pdf.font(strong ? 'Helvetica-Bold' : 'Helvetica').fontSize(size).text(showable(text), MARGIN, pdf.y, { paragraphGap: 4 })))
}

/** Codes beside each other, with words for who cannot scan them. */
function codes(pdf: Drawing, parent: Structure, all: readonly ScanCode[]): void {
  if (all.length === 0) return
  if (pdf.y + CODE + 40 > pdf.page.height - MARGIN) pdf.addPage()
  const top = pdf.y
  for (const [place, code] of all.entries()) {
    const [modules, left] = [encodeQR(code.content, 'raw', { ecc: 'medium', border: 4 }), MARGIN + place * (CODE + 50)]
    const step = CODE / modules.length
    parent.add(pdf.struct('Figure', { alt: `${code.label}: ${code.content}` }, () => {
      for (const [y, row] of modules.entries()) for (const [x, dark] of row.entries()) if (dark) pdf.rect(left + x * step, top + y * step, step, step)
      pdf.fill('#000000')
      pdf.font('Helvetica').fontSize(8).text(showable(code.label), left, top + CODE + 2, { width: CODE, align: 'center' })
    }))
  }
  pdf.x = MARGIN
  pdf.y = top + CODE + 24
}
