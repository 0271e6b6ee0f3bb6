import { privacyBox } from '../invoices/invoice-page.ts'
import type { ScanCode } from '../invoices/invoice-pdf.ts'
import { lockInvoice, selectInvoice, selectInvoicing, type StoredInvoice } from '../invoices/invoices.sql.ts'
import { swishCode, usingQrCode } from '../invoices/payment-code.ts'
import { keepDocuments } from '../lifecycle/keep-documents.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import type { Actor } from './deliveries.sql.ts'
import { deliverInvoice } from './deliver-invoice.ts'
import { findReminders } from './find-reminders.ts'
import { readWays } from './read-ways.ts'
import { toPay, type ReminderDraft } from './reminder.ts'
import { reminderPdf } from './reminder-pdf.ts'
import { insertReminder, type Reminder } from './reminders.sql.ts'

/**
 * Reminds of an invoice: a document of its own that points to it, kept among what was issued, with the fee that law and
 * agreement allow; the invoice stays as it was. It goes the way the customer's invoices go. Throws `not-found`, and
 * `conflict` where nobody is to be reminded of it: paid, credited, not late, disputed, or still within the last reminder's time.
 */
export async function remindInvoice(tx: Tx, personId: PersonId, invoiceId: string, by: Actor): Promise<Reminder> {
  await lockInvoice(tx, personId, invoiceId)
  const invoice = await selectInvoice(tx, personId, invoiceId)
  if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown' })
  const [found] = await findReminders(tx, 1, [invoice])
  const { draft } = found!
  if (typeof draft === 'string') throw new Problem('conflict', { text: `delivery.not-reminded.${draft}` })
  const { language } = await readWays(tx, personId, invoice.companyId)
  const pdf = await reminderPdf({ language, invoice: invoice.content, reminder: draft, payCodes: await codesOf(tx, invoice, draft, language), privacy: invoice.content.privacy && privacyBox(invoice.content.privacy, language), at: tx.now })
  const [document] = await keepDocuments(tx, [{
    personId, kind: 'letter', number: `${invoice.number}-${draft.ordinal}`, title: t(language, 'delivery.reminder.title', { number: invoice.number }), issuedOn: draft.issuedOn, mediaType: 'application/pdf', content: pdf, filedBy: by,
  }])
  const reminder: Reminder = { ...draft, interest: draft.interest?.amount ?? 0n, personId, reminderId: newId(tx.now), invoiceId, documentId: document!.documentId, issuedAt: tx.now, issuedBy: by }
  await insertReminder(tx, reminder)
  await deliverInvoice(tx, { personId, invoiceId, reminderId: reminder.reminderId }, by)
  return reminder
}

/** Codes that pay what the reminder asks for, with the reference of the invoice. */
async function codesOf(tx: Tx, { content, currency, reference }: StoredInvoice, draft: ReminderDraft, language: Language): Promise<ScanCode[]> {
  const amount = toPay(draft)
  const swish = (await selectInvoicing(tx))?.swish
  const giro = content.accounts.find((account) => account.type !== 'iban') ?? content.accounts[0]
  const label = (key: string) => t(language, `invoices.pdf.code.${key}`)
  return [
    ...(swish && currency === 'SEK' ? [{ label: label('swish'), content: swishCode(swish, { amount, currency, reference }) }] : []),
    ...(giro ? [{ label: label('bank'), content: usingQrCode({
      kind: 'invoice', payee: content.seller.name, organisationNumber: content.seller.organisationNumber ?? '', reference, issuedOn: draft.issuedOn, dueOn: draft.payBy, amount, currency,
      account: { type: ({ bankgiro: 'BG', plusgiro: 'PG', iban: 'IBAN', account: 'BBAN' } as const)[giro.type], number: giro.number, ...(giro.bank && { bank: giro.bank }) },
    }) }] : []),
  ]
}
