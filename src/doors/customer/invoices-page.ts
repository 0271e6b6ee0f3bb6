import { html } from 'hono/html'
import { encodeQR } from 'qr'
import { payCodes } from '../../invoices/invoice-page.ts'
import { balance, outstanding, type Balance, type InvoiceState } from '../../invoices/invoice-state.ts'
import { totalsOf } from '../../invoices/invoice.ts'
import type { DueQuestion } from '../../entrance/find-due-question.ts'
import type { Payment, StoredInvoice } from '../../invoices/invoices.sql.ts'
import { QUESTION_LENGTH } from '../../tickets/ask-about-invoice.ts'
import type { Ticket, TicketLine } from '../../tickets/ticket.ts'
import { decimalText } from '../../values/decimal.ts'
import { moneyInWords } from '../../values/money.ts'
import { t, type TextParameters } from '../../values/text.ts'
import { customerPage, dayOf, goTo, markedFormTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { dueQuestionPart } from './due-question.ts'
import { OWN } from './for-customers.ts'

type Standing = StoredInvoice & { state: InvoiceState }
const own = (reader: Reader, key: string, parameters?: TextParameters) => t(reader.language, `payments.own.${key}`, parameters)

/** What was invoiced, the newest first, each with how it stands. */
export function invoicesPage(reader: Reader, invoices: readonly Standing[]): Html {
  return customerPage(reader, {
    title: own(reader, 'title'), path: OWN.invoices, signedIn: true,
    content: html`<p>${own(reader, invoices.length === 0 ? 'none' : 'lead')}</p>
${invoices.map((one) => html`<div class="card"><h3><a class="go" href="${OWN.invoice(one.invoiceId)}">${nameOf(reader, one)}</a></h3>
<p><b>${standing(reader, one)}</b><br><span class="small">${own(reader, 'of', { day: day(reader, one.issuedOn) })}</span></p></div>
`)}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

/** What was asked about an invoice, and what was written since. */
export interface Question { ticket: Ticket; lines: readonly TicketLine[] }

export interface ShownInvoice {
  invoice: Standing
  payments: readonly Payment[]
  questions: readonly Question[]
  swish: string | undefined
  /** The invoice that a credit note takes off. */
  credits: StoredInvoice | undefined
  creditedBy: readonly StoredInvoice[]
  /** The one question that may stand below. */
  due?: DueQuestion | undefined
}

/** One of them: what is left to pay and how, what it is for, what has been paid. */
export function invoicePage(reader: Reader, { invoice, payments, questions, swish, credits, creditedBy, due }: ShownInvoice): Html {
  const { left, fee } = invoice.kind === 'invoice' ? balance(invoice) : { left: 0n, fee: 0n }
  return customerPage(reader, {
    title: nameOf(reader, invoice), path: OWN.invoice(invoice.invoiceId), signedIn: true,
    content: html`<p class="note${invoice.state === 'overdue' ? ' warn' : ''}"><b>${standing(reader, invoice)}</b></p>
${left < 0n ? html`<p class="note">${own(reader, 'overpaid', { amount: money(reader, -left, invoice) })}</p>` : ''}
${credits ? goTo(OWN.invoice(credits.invoiceId), own(reader, 'credits', { number: credits.number })) : ''}
${creditedBy.map((one) => goTo(OWN.invoice(one.invoiceId), own(reader, 'credited-by', { number: one.number, amount: money(reader, -one.payable, one) })))}
${goTo(OWN.document(invoice.documentId), own(reader, 'pdf'))}
${left + fee > 0n ? payPart(reader, invoice, { left, fee }, swish) : ''}
${linesPart(reader, invoice)}
${invoice.kind === 'invoice' ? paymentsPart(reader, invoice, payments) : ''}
${due ? dueQuestionPart(reader, due) : ''}
${questionsPart(reader, invoice, questions)}
${goTo(OWN.invoices, own(reader, 'title'))}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

/** Codes and figures for as much as is left, with the fees of reminders. */
function payPart(reader: Reader, { content, currency, reference }: Standing, { left, fee }: Balance, swish: string | undefined): Html {
  const codes = payCodes(content, { payable: left + fee, vat: totalsOf(content.lines, content).vat }, swish, reader.language)
  const figure = (label: string, value: string) => html`<dt>${label}</dt><dd class="figure">${value}</dd>`
  return html`<h2>${own(reader, 'pay')}</h2><p>${own(reader, 'pay-lead')}</p>
<dl>${content.accounts.map((one) => figure(own(reader, `account.${one.type}`), one.number))}${figure(own(reader, 'reference'), reference)}${figure(own(reader, 'amount'), money(reader, left + fee, { currency }))}</dl>
${fee > 0n ? html`<p>${own(reader, left > 0n ? 'fee-in-it' : 'fee-left', { fee: money(reader, fee, { currency }) })}</p>` : ''}
<div class="codes">${codes.map((code) => html`<figure>${picture(code.content, code.label)}<figcaption>${code.label}</figcaption></figure>`)}</div>`
}

/** A code as a drawing: dark on white on every screen, since cameras want it so. */
function picture(content: string, label: string): Html {
  const modules = encodeQR(content, 'raw', { ecc: 'medium', border: 4 })
  const dark = modules.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return html`<svg role="img" aria-label="${label}" viewBox="0 0 ${modules.length} ${modules.length}" shape-rendering="crispEdges"><rect width="100%" height="100%" fill="#fff"/><path fill="#000" d="${dark}"/></svg>`
}

function linesPart(reader: Reader, { content, currency }: Standing): Html {
  const totals = totalsOf(content.lines, content)
  const sign = content.kind === 'credit-note' ? -1n : 1n
  const amount = (value: bigint) => money(reader, sign * (value < 0n ? -value : value), { currency })
  return html`<h2>${own(reader, 'what')}</h2>
<ul>${content.lines.map((line, place) => html`<li>${line.description}: ${amount(totals.lines[place]!)}<br><span class="small">${own(reader, 'line', { quantity: decimalText(line.quantity), price: decimalText(line.unitPrice) })}</span></li>
`)}</ul>
<dl><dt>${own(reader, 'vat')}</dt><dd>${amount(totals.vat)}</dd><dt>${own(reader, 'total')}</dt><dd>${amount(totals.payable)}</dd></dl>`
}

function paymentsPart(reader: Reader, { currency }: Standing, payments: readonly Payment[]): Html {
  const line = (one: Payment) => html`<li>${day(reader, one.paidOn)}: ${money(reader, one.amount, { currency })} <span class="small">${own(reader, one.amount < 0n ? 'back-paid' : `how.${one.how}`)}</span></li>
`
  return html`<h2>${own(reader, 'payments')}</h2>${payments.length === 0 ? html`<p>${own(reader, 'payments-none')}</p>` : html`<ul>${payments.map(line)}</ul>`}`
}

/** What was asked and answered, and where one asks. */
function questionsPart(reader: Reader, { invoiceId }: Standing, questions: readonly Question[]): Html {
  const line = ({ kind, at, words }: TicketLine) => html`<p class="small">${own(reader, kind === 'asked' ? 'asked' : 'answered', { day: dayOf(reader, at) })}</p><p>${words}</p>
`
  const one = ({ ticket, lines }: Question) => html`<div class="card">${lines.map(line)}${ticket.firstAnsweredAt ? '' : html`<p class="small">${own(reader, 'waiting')}</p>`}${goTo(OWN.ticket(ticket.ticketId), t(reader.language, 'tickets.own.more'))}</div>
`
  return html`<h2>${own(reader, 'ask')}</h2><p>${own(reader, 'ask-lead')}</p>${questions.map(one)}
${markedFormTo(reader, OWN.invoiceQuestions(invoiceId), html`<label for="words">${own(reader, 'words')}</label><textarea id="words" name="words" rows="4" maxlength="${QUESTION_LENGTH}" required></textarea>
<p><button>${own(reader, 'send')}</button></p>`)}`
}

function nameOf(reader: Reader, { kind, number }: StoredInvoice): string {
  return own(reader, kind, { number })
}

function standing(reader: Reader, one: Standing): string {
  const amount = one.kind === 'credit-note' ? (one.payable < 0n ? -one.payable : one.payable) : outstanding(one)
  return own(reader, `state.${one.state}`, { amount: money(reader, amount, one), day: day(reader, one.dueOn) })
}

function money(reader: Reader, amount: bigint, { currency }: { currency: string }): string {
  return `${moneyInWords(reader.language, amount)} ${currency}`
}

function day(reader: Reader, date: string): string {
  return dayOf(reader, new Date(`${date}T12:00:00Z`))
}
