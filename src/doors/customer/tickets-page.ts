import { html } from 'hono/html'
import { SUBJECT_LENGTH, WORDS_LENGTH, type Ticket, type TicketLine } from '../../tickets/ticket.ts'
import { t, type TextParameters } from '../../values/text.ts'
import { customerPage, dayOf, goTo, listOf, markedFormTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { OWN } from './for-customers.ts'

const own = (reader: Reader, key: string, parameters?: TextParameters) => t(reader.language, `tickets.own.${key}`, parameters)

/** What the person has asked, the newest first, and where one asks. */
export function ticketsPage(reader: Reader, tickets: readonly Ticket[]): Html {
  return customerPage(reader, {
    title: own(reader, 'title'), path: OWN.tickets, signedIn: true,
    content: html`<p>${own(reader, 'lead')}</p>
${tickets.length === 0 ? html`<p>${own(reader, 'none')}</p>` : ''}${tickets.map((one) => html`<div class="card"><h3><a class="go" href="${OWN.ticket(one.ticketId)}">${one.subject}</a></h3>
<p><b>${own(reader, `state.${one.state}`)}</b><br><span class="small">${own(reader, 'of', { number: String(one.number), day: dayOf(reader, one.lastLineAt) })}</span></p></div>
`)}<h2>${own(reader, 'new')}</h2>
${markedFormTo(reader, OWN.tickets, html`<label for="subject">${own(reader, 'about')}</label><input id="subject" name="subject" maxlength="${SUBJECT_LENGTH}" required>
${wordsField(reader)}`)}
${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

/** One of them: what was written, and where one writes more. */
export function ticketPage(reader: Reader, ticket: Ticket, lines: readonly TicketLine[]): Html {
  return customerPage(reader, {
    title: ticket.subject, path: OWN.ticket(ticket.ticketId), signedIn: true,
    content: html`<p class="note"><b>${own(reader, `state.${ticket.state}`)}</b></p>
${ticket.who === 'proposed' ? html`<p>${own(reader, 'proposed')}</p>` : ''}${ticket.sender ? html`<p class="small">${own(reader, 'by-mail', { address: ticket.sender })}</p>` : ''}
${lines.filter(({ kind }) => kind === 'asked' || kind === 'answered').map((one) => html`<div class="card"><p class="small">${own(reader, one.kind === 'asked' ? 'you' : 'we', { day: dayOf(reader, one.at) })}</p>
${one.words.split(/\n{2,}/).map((part) => html`<p>${part}</p>`)}${one.files.length > 0 ? html`<p class="small">${own(reader, 'files', { names: listOf(reader, one.files) })}</p>` : ''}</div>
`)}<h2>${own(reader, 'more')}</h2>${ticket.state === 'closed' ? html`<p>${own(reader, 'again')}</p>` : ''}
${markedFormTo(reader, OWN.ticketLines(ticket.ticketId), wordsField(reader))}
${goTo(OWN.tickets, own(reader, 'title'))}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

function wordsField(reader: Reader): Html {
  return html`<label for="words">${own(reader, 'words')}</label><textarea id="words" name="words" rows="5" maxlength="${WORDS_LENGTH}" required></textarea>
<p><button>${own(reader, 'send')}</button></p>`
}
