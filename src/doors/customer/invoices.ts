import type { Hono } from 'hono'
import { keepSpokenFor } from '../../companies/keep-spoken-for.ts'
import { findDueQuestion } from '../../entrance/find-due-question.ts'
import { invoiceState } from '../../invoices/invoice-state.ts'
import { selectInvoicing, selectInvoicesOf, selectPayments } from '../../invoices/invoices.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import { isId, type PersonId } from '../../values/ids.ts'
import { PAGE_ZONE } from '../customer-page.ts'
import { askAboutInvoice } from '../../tickets/ask-about-invoice.ts'
import { selectLines, selectTicketsOfInvoice } from '../../tickets/tickets.sql.ts'
import { smallForm } from '../customer-failure.ts'
import { forReaders } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { invoicePage, invoicesPage, type Question } from './invoices-page.ts'

/** The person's own invoices: how each stands, how it is paid, what has been paid. */
export function addInvoices(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.invoices, ...customers, async (c) => {
    const { personId } = c.get('customer')
    const found = await house.database.read(async (tx) => ({ invoices: await keepSpokenFor(tx, personId, await selectInvoicesOf(tx, [personId])), today: localDateIn(PAGE_ZONE, tx.now) }))
    return c.html(invoicesPage(c.get('reader'), found.invoices.map((one) => ({ ...one, state: invoiceState(one, found.today) }))))
  })

  door.get(OWN.invoice(':invoice'), ...customers, async (c) => {
    const { personId } = c.get('customer')
    const shown = await house.database.read(async (tx) => {
      // Of the person's own: an id of anybody else's is as if it were none.
      const invoices = await keepSpokenFor(tx, personId, await selectInvoicesOf(tx, [personId]))
      const invoice = invoices.find((one) => one.invoiceId === c.req.param('invoice'))
      if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown' })
      return {
        invoice: { ...invoice, state: invoiceState(invoice, localDateIn(PAGE_ZONE, tx.now)) }, payments: await selectPayments(tx, personId, invoice.invoiceId), questions: await questionsOf(tx, personId, invoice.invoiceId),
        // Asked after payment, never before it or in its way (rule D7).
        due: invoice.companyId === null && invoiceState(invoice, localDateIn(PAGE_ZONE, tx.now)) === 'paid' ? await findDueQuestion(tx, personId, await selectCatalogue(tx)) : undefined,
        swish: (await selectInvoicing(tx))?.swish, credits: invoices.find((one) => one.invoiceId === invoice.credits), creditedBy: invoices.filter((one) => one.credits === invoice.invoiceId),
      }
    })
    return c.html(invoicePage(c.get('reader'), shown))
  })

  door.post(OWN.invoiceQuestions(':invoice'), ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const invoiceId = c.req.param('invoice') ?? ''
    if (!isId(invoiceId)) throw new Problem('not-found', { text: 'invoices.unknown' })
    await house.database.write((tx) => askAboutInvoice(tx, house.keeper, { personId: c.get('customer').personId, invoiceId, words: (form.get('words') ?? '').trim(), language: c.get('reader').language }))
    return c.redirect(OWN.invoice(invoiceId), 303)
  })
}

/** What was asked about it: each with its thread. */
async function questionsOf(tx: Tx, personId: PersonId, invoiceId: string): Promise<Question[]> {
  const tickets = await selectTicketsOfInvoice(tx, personId, invoiceId)
  const lines = Map.groupBy(await selectLines(tx, personId, tickets.map((one) => one.ticketId)), (line) => line.ticketId)
  return tickets.map((ticket) => ({ ticket, lines: (lines.get(ticket.ticketId) ?? []).filter(({ kind }) => kind === 'asked' || kind === 'answered') }))
}
