import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Link } from '../../access/link.ts'
import { sealTicket } from '../../access/customer-session.ts'
import { findDueQuestion, type DueQuestion } from '../../entrance/find-due-question.ts'
import type { Channel } from '../../law/channel.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PublishedCatalogue, PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { questionWording } from '../../purposes/wording.ts'
import { t } from '../../values/text.ts'
import { invoiceCookie } from '../customer-cookie.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import type { Reader, ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { noInWords, noParts } from './choices-page.ts'
import { offered, pressedNo, recordNoes } from './pressed-no.ts'

/** What the link or the code of an invoice opens, by the hash it was found by. */
export interface InvoiceReading {
  link: Link
  codeHash: Buffer
  catalogue: PublishedCatalogue
  reader: Reader
}

/**
 * What stands behind the link and the code of an invoice: others may read it, so it names nobody and says of nothing whether it is
 * on (rule H3). It takes a no at once, puts one question where one is due (rule D7), and says how to go on.
 */
export async function invoiceChoices(house: House, reader: Reader, link: Link, catalogue: PublishedCatalogue, path: string, action = path): Promise<Html> {
  const due = await house.database.read((tx) => findDueQuestion(tx, link.personId, catalogue))
  return customerPage(reader, {
    title: say(reader, 'paper.title', { company: reader.company }), path,
    content: html`<p>${say(reader, 'paper.lead')}</p>
<h2>${say(reader, 'paper.see-title')}</h2><p>${say(reader, 'paper.see-lead')}</p>
${markedFormTo(reader, action, html`<p><button name="said" value="see">${say(reader, 'paper.see')}</button></p>`)}
${due ? questionPart(reader, action, due) : ''}
<h2>${say(reader, 'paper.no-title')}</h2><p>${say(reader, 'paper.no-lead')}</p>
${noParts(reader, action, offered(catalogue))}`,
  })
}

/** Takes what was pressed there. */
export async function answerOnInvoice(c: Context<ReaderEnv>, house: House, reading: InvoiceReading, form: URLSearchParams, back = c.req.path): Promise<Response> {
  const { reader, codeHash, catalogue, link } = reading
  if (form.get('said') === 'see') return goProve(c, house, codeHash)
  const on = html`<p>${say(reader, 'paper.done-undo')}</p>${goTo(back, say(reader, 'paper.back'))}`
  if (form.get('said') !== 'question') return pressedNo(c, house, { link, catalogue, on }, form)
  const purpose = offered(catalogue).find((one) => one.key === form.get('purpose'))
  const channel = purpose?.channels.find((one) => one === form.get('channel')) as Channel | undefined
  if (!purpose || !channel) throw new Problem('invalid', { text: 'customer.nothing-chosen' })
  // A yes is said where the person has shown who they are, with the whole question before them.
  if (form.get('answer') === 'yes') return goProve(c, house, codeHash, purpose)
  return recordNoes(c, house, { link, on }, [{ purpose, channel, words: noInWords(reader, purpose.texts[reader.language].name, channel), wording: questionWording(purpose, reader.language) }])
}

/** Remembers in this browser, and nowhere else, which code it holds. */
export function holdCode(c: Context<ReaderEnv>, house: House, codeHash: Buffer): void {
  invoiceCookie.write(c, house.publicUrl, sealTicket(house.keeper.keys.tokens, codeHash.toString('base64url'), house.database.clock(), 'invoice code'))
}

function goProve(c: Context<ReaderEnv>, house: House, codeHash: Buffer, wanted?: PublishedPurpose): Response {
  holdCode(c, house, codeHash)
  return c.redirect(CUSTOMER_PATHS.invoiceProof + (wanted ? `?for=${wanted.key}` : ''), 303)
}

/** Neutral, apart from the rest, with answers of the same weight. */
function questionPart(reader: Reader, path: string, { purpose, channel }: DueQuestion): Html {
  const { name, description, question, ifYes, ifNo } = purpose.texts[reader.language]
  return html`<h2>${question}</h2><p class="small">${name}, ${t(reader.language, `law.channel.${channel}`)}. ${description}</p>
<p id="if-yes"><b>${say(reader, 'question.yes')}:</b> ${ifYes} ${say(reader, 'paper.yes-proof')}</p>
<p id="if-no"><b>${say(reader, 'question.no')}:</b> ${ifNo}</p>
${markedFormTo(reader, path, html`<input type="hidden" name="said" value="question"><input type="hidden" name="purpose" value="${purpose.key}"><input type="hidden" name="channel" value="${channel}">
<p><button name="answer" value="yes" aria-describedby="if-yes">${say(reader, 'question.yes')}</button><button name="answer" value="no" aria-describedby="if-no">${say(reader, 'question.no')}</button></p>`)}`
}
