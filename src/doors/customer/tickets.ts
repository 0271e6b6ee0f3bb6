import type { Hono } from 'hono'
import { Problem } from '../../plumbing/errors.ts'
import { askOnPage } from '../../tickets/ask-on-page.ts'
import { selectLines, selectTicket, selectTicketsOf } from '../../tickets/tickets.sql.ts'
import { isId } from '../../values/ids.ts'
import { smallForm } from '../customer-failure.ts'
import { forReaders } from '../customer-reader.ts'
import type { House } from '../house.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { ticketPage, ticketsPage } from './tickets-page.ts'

/** What the person asks us, and our answers: what was written among colleagues stands in the copy of everything. */
export function addTickets(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.tickets, ...customers, async (c) =>
    c.html(ticketsPage(c.get('reader'), await house.database.read((tx) => selectTicketsOf(tx, c.get('customer').personId)))))

  door.post(OWN.tickets, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const ticket = await house.database.write((tx) => askOnPage(tx, house.keeper, { personId: c.get('customer').personId, subject: typed(form, 'subject'), words: typed(form, 'words'), language: c.get('reader').language }))
    return c.redirect(OWN.ticket(ticket.ticketId), 303)
  })

  door.get(OWN.ticket(':ticket'), ...customers, async (c) => {
    const { personId } = c.get('customer')
    const ticketId = idIn(c.req.param('ticket'))
    const shown = await house.database.read(async (tx) => ({ ticket: await selectTicket(tx, personId, ticketId), lines: await selectLines(tx, personId, [ticketId]) }))
    // Of the person's own: an id of anybody else's is as if it were none.
    if (!shown.ticket) throw new Problem('not-found', { text: 'tickets.unknown' })
    return c.html(ticketPage(c.get('reader'), shown.ticket, shown.lines))
  })

  door.post(OWN.ticketLines(':ticket'), ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const ticketId = idIn(c.req.param('ticket'))
    const ticket = await house.database.write((tx) => askOnPage(tx, house.keeper, { personId: c.get('customer').personId, ticketId, words: typed(form, 'words'), language: c.get('reader').language }))
    return c.redirect(OWN.ticket(ticket.ticketId), 303)
  })
}

const typed = (form: { get(name: string): string | null | undefined }, name: string) => (form.get(name) ?? '').trim()

function idIn(text: string | undefined): string {
  if (!isId(text ?? '')) throw new Problem('not-found', { text: 'tickets.unknown' })
  return text!
}
