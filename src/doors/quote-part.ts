import { html } from 'hono/html'
import { linesOf } from '../quotes/quote-lines.ts'
import { quoteName, regretOf, standingOf, type Quote } from '../quotes/quote.ts'
import { wording, type Wording } from '../purposes/wording.ts'
import { localDateIn } from '../values/calendar.ts'
import { decimalText } from '../values/decimal.ts'
import { moneyInWords } from '../values/money.ts'
import { t, type TextParameters } from '../values/text.ts'
import { dayOf, goTo, markedFormTo, PAGE_ZONE } from './customer-page.ts'
import type { Reader } from './customer-reader.ts'
import type { Html } from './page.ts'

/** A name is no letter. */
export const NAME_LENGTH = 100

const own = (reader: Pick<Reader, 'language'>, key: string, parameters?: TextParameters) => t(reader.language, `quotes.own.${key}`, parameters)

export function quoteTitle(reader: Reader, quote: Quote): string {
  return own(reader, 'name', { number: quoteName(quote) })
}

/** The exact words that a yes says yes to, as this reader reads them. */
export function yesWords(reader: Pick<Reader, 'language'>, quote: Quote): Wording {
  return wording(reader.language, own(reader, 'yes-words', { number: quoteName(quote), company: quote.content.seller.name, amount: money(reader, quote.payable, quote) }))
}

/** A quote from its first line to the answer to it; `path` is where the answer goes, `${path}/file` where the page lies. */
export function quotePart(reader: Reader, quote: Quote, { path, now, problem }: { path: string; now: Date; problem?: string | undefined }): Html {
  const standing = standingOf(quote, localDateIn(PAGE_ZONE, now))
  return html`${problem ? html`<p class="note warn" role="alert">${problem}</p>` : ''}<p class="note${standing === 'expired' || standing === 'replaced' ? ' warn' : ''}"><b>${standingInWords(reader, quote, now)}</b></p>
<p>${own(reader, 'to', { buyer: quote.content.buyer.name })}</p>
${linesPart(reader, quote)}
${quote.content.terms ? html`<h2>${own(reader, 'terms')}</h2>${quote.content.terms.split('\n').filter(Boolean).map((part) => html`<p>${part}</p>`)}` : ''}
${goTo(`${path}/file`, own(reader, 'pdf'))}
${quote.answer?.words ? html`<p>${own(reader, 'words', { words: quote.answer.words })}</p>` : ''}
${quote.content.consumer ? html`<p class="small">${t(reader.language, `quotes.regret.${regretOf(quote.content.seller.address.country)}`)}</p>` : ''}
${standing === 'open' ? answerPart(reader, quote, path) : ''}`
}

export function standingInWords(reader: Reader, quote: Quote, now: Date): string {
  const standing = standingOf(quote, localDateIn(PAGE_ZONE, now))
  const { answer, validUntil } = quote
  const day = dayOf(reader, new Date(`${standing === 'accepted' || standing === 'declined' ? answer!.on : validUntil}T12:00:00Z`))
  return own(reader, `state.${standing === 'accepted' && answer?.name ? 'accepted-as' : standing}`, { day, name: answer?.name ?? '' })
}

function linesPart(reader: Reader, quote: Quote): Html {
  const { lines, totals } = linesOf(quote)
  return html`<h2>${own(reader, 'what')}</h2>
<ul>${lines.map((line, place) => html`<li>${line.description}: ${money(reader, totals.lines[place]!, quote)}<br><span class="small">${t(reader.language, 'payments.own.line', { quantity: decimalText(line.quantity), price: decimalText(line.unitPrice) })}</span></li>
`)}</ul>
<dl><dt>${t(reader.language, 'payments.own.vat')}</dt><dd>${money(reader, totals.vat, quote)}</dd><dt>${own(reader, 'total')}</dt><dd>${money(reader, totals.payable, quote)}</dd></dl>`
}

/** Yes takes a name and says that it costs (directive 2011/83/EU art. 8(2)); no takes one press. */
function answerPart(reader: Reader, quote: Quote, path: string): Html {
  const { wordingId, text } = yesWords(reader, quote)
  return html`<h2>${own(reader, 'answer')}</h2>
${markedFormTo(reader, path, html`<input type="hidden" name="wording" value="${wordingId.toString('hex')}"><p id="yes-words">${text}</p>
<label for="name">${own(reader, 'name-field')}</label><input id="name" name="name" maxlength="${NAME_LENGTH}" autocomplete="name" aria-describedby="name-hint" required>
<p class="small" id="name-hint">${own(reader, 'name-hint')}</p>
<p><button name="answer" value="yes" aria-describedby="yes-words">${own(reader, 'yes')}</button></p>`)}
${markedFormTo(reader, path, html`<p>${own(reader, 'no-lead')}</p><p><button name="answer" value="no">${own(reader, 'no')}</button></p>`)}`
}

/** What the page says after an answer. */
export function answeredPart(reader: Reader, quote: Quote): Html {
  return html`<div class="note"><p>${own(reader, quote.state === 'accepted' ? 'accepted' : 'declined', { number: quoteName(quote) })}</p></div>`
}

function money(reader: Pick<Reader, 'language'>, amount: bigint, { currency }: Pick<Quote, 'currency'>): string {
  return `${moneyInWords(reader.language, amount)} ${currency}`
}
