import { selectCompanies } from '../companies/companies.sql.ts'
import { outstanding } from '../invoices/invoice-state.ts'
import { totalsOf } from '../invoices/invoice.ts'
import { selectInvoice, type StoredInvoice } from '../invoices/invoices.sql.ts'
import { ublInvoice } from '../invoices/ubl-invoice.ts'
import { selectDocument } from '../lifecycle/documents.sql.ts'
import type { Company } from '../messages/company.ts'
import { customerUrl } from '../messages/customer-paths.ts'
import { link, paragraph, text, type Block } from '../messages/mail-body.ts'
import { mail, type Attachment, type Mail } from '../messages/mail.ts'
import { smallPrint } from '../messages/mailing-mail.ts'
import type { Notice } from '../messages/notice.ts'
import type { DocumentMails } from '../messages/write-document.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import { moneyInWords } from '../values/money.ts'
import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { selectChoices } from './choices.sql.ts'
import { selectDelivery, type Delivery } from './deliveries.sql.ts'
import { toPay } from './reminder.ts'
import { selectReminder, type Reminder } from './reminders.sql.ts'

/**
 * The mail that an invoice, a credit note or a reminder goes with: number, amount, day and the link, nothing that is about
 * the person, nothing to buy (rule D3). Where to pay stands in the document alone. A reminder of what was paid meanwhile does not go.
 */
export async function documentMail(tx: Tx, { personId, mailingId, language }: Parameters<DocumentMails>[1], company: Company, notice: Notice | undefined): Promise<Mail | string> {
  const delivery = await selectDelivery(tx, personId, mailingId)
  const invoice = delivery && (await selectInvoice(tx, personId, delivery.invoiceId))
  const document = delivery && (await selectDocument(tx, personId, delivery.documentId))
  if (!delivery || !invoice || !document) return 'document-gone'
  const reminder = delivery.reminderId === null ? undefined : await selectReminder(tx, personId, delivery.reminderId)
  if (reminder && outstanding(invoice) <= 0n) return 'paid-meanwhile'
  const kind = reminder ? 'reminder' : invoice.kind
  const files: Attachment[] = [{ name: `${kind}-${fileNumber(invoice.number)}.pdf`, mediaType: 'application/pdf', content: document.content }]
  if (!reminder && (await wantsUbl(tx, delivery))) {
    files.push({ name: `${kind}-${fileNumber(invoice.number)}.xml`, mediaType: 'application/xml', content: Buffer.from(ublInvoice(invoice.content, totalsOf(invoice.content.lines, invoice.content))) })
  }
  // No header that says it answers something: nobody asked for it just now.
  const written = mail('invoice', language, t(language, `delivery.mail.${kind}.subject`, { number: invoice.number, company: company.controller.name }), [
    ...words(language, company, invoice, reminder), { type: 'line' }, ...privacy(invoice), ...smallPrint({ company, language, notice }),
  ])
  // A company's own address for invoices, where it has one; the gate was asked for whoever speaks for it.
  const elsewhere = invoice.companyId === null ? undefined : (await selectCompanies(tx, [invoice.companyId]))[0]?.invoiceEmail
  return { ...written, attachments: files, ...(elsewhere && { elsewhere }) }
}

function words(language: Language, company: Company, invoice: StoredInvoice, reminder: Reminder | undefined): Block[] {
  const say = (key: string, parameters: Record<string, string> = {}) => t(language, `delivery.mail.${key}`, parameters)
  const money = (amount: bigint) => `${moneyInWords(language, amount)} ${invoice.currency}`
  const day = (date: LocalDate) => writtenDay(language, new Date(`${date}T12:00:00Z`), 'UTC')
  const facts = reminder
    ? [say('left', { amount: money(reminder.outstanding) }), ...(reminder.feesBefore > 0n ? [say('fees-before', { amount: money(reminder.feesBefore) })] : []), ...(reminder.fee > 0n ? [say('fee', { amount: money(reminder.fee) })] : []), ...(toPay(reminder) > reminder.outstanding ? [say('in-all', { amount: money(toPay(reminder)) })] : []), say('pay-by', { day: day(reminder.payBy) })]
    : invoice.kind === 'invoice' ? [say('to-pay', { amount: money(invoice.payable) }), say('due', { day: day(invoice.dueOn) }), say('reference', { reference: invoice.reference })]
    : [say('to-credit', { amount: money(-invoice.payable) })]
  return [
    paragraph(say(`${reminder ? 'reminder' : invoice.kind}.lead`, { number: invoice.number, company: company.controller.name })),
    { type: 'list', items: facts.map((fact) => [text(fact)]) },
    paragraph(say(reminder || invoice.kind === 'invoice' ? 'attached-pay' : 'attached')),
    ...(reminder ? [paragraph(say('paid-already'))] : []),
    { type: 'button', label: t(language, 'messages.your-page'), href: customerUrl(company.publicUrl, 'frontDoor') },
  ]
}

/** The same sentence and link as on the document. */
function privacy({ content: { privacy: part } }: StoredInvoice): Block[] {
  return part ? [paragraph(`${part.note} `, link(part.uri, part.uri))] : []
}

async function wantsUbl(tx: Tx, { personId }: Delivery): Promise<boolean> {
  return (await selectChoices(tx, [personId]))[0]?.withUbl ?? false
}

const fileNumber = (number: string) => number.replaceAll(/[^\w-]/g, '')
