import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { findStandingYes } from '../../access/find-standing-yes.ts'
import { linkMayMore } from '../../access/link.ts'
import { useLink } from '../../access/links.sql.ts'
import { noByLink, stopAskingByLink, yesByLink, type Pressed } from '../../access/said-by-link.ts'
import { sayYesByLink } from '../../access/say-yes-by-link.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { selectContactPoints } from '../../people/values.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { questionWording } from '../../purposes/wording.ts'
import { smallForm } from '../customer-failure.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import { customerPage, goTo, markedFormTo, say, sayingPage } from '../customer-page.ts'
import { forReaders, type Reader, type ReaderEnv } from '../customer-reader.ts'
import { frequencyChoice, wishedFrequency } from '../frequency-choice.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { FRONT_DOOR } from './front-door.ts'
import { readLink, type LinkReading } from './link-reading.ts'
import { noInWords, saidNoPage } from './choices-page.ts'
import { sayNoByLink } from './say-no-by-link.ts'

const QUESTION = `${CUSTOMER_PATHS.question}/:token`

/** The page behind an ask link: one question, answered once, proved by the address it went to. */
export function addQuestionLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(QUESTION, readers, async (c) => {
    const reading = await readLink(c, house, 'ask')
    const purpose = await openQuestion(house, reading)
    return purpose ? c.html(questionPage(reading.reader, c.req.path, purpose, undefined, (await house.database.read((tx) => findStandingYes(tx, reading.link, purpose.key))) !== undefined)) : c.html(closedPage(reading), 410)
  })

  door.post(QUESTION, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reading = await readLink(c, house, 'ask')
    const purpose = await openQuestion(house, reading)
    if (!purpose) return c.html(closedPage(reading), 410)
    const pressed = { language: reading.reader.language, wording: questionWording(purpose, reading.reader.language) }
    // The words were changed while the page stood open: a yes to others is none (rule L3).
    if (form.get('wording') !== pressed.wording.wordingId.toString('hex')) return c.html(questionPage(reading.reader, c.req.path, purpose, say(reading.reader, 'question.changed')), 409)
    switch (form.get('answer')) {
      case 'yes':
        return answerYes(c, house, reading, purpose, pressed, form.get('often') ?? '')
      case 'no':
        return answerNo(c, house, reading, pressed, purpose)
      case 'stop-asking':
        return answerNo(c, house, reading, pressed)
      default:
        throw new Problem('invalid', { text: 'customer.nothing-chosen' })
    }
  })
}

/** The purpose asked about while the question can be answered: not answered yet, not too old, the address still held. */
async function openQuestion(house: House, { link, catalogue, now }: LinkReading): Promise<PublishedPurpose | undefined> {
  const [key, another] = link.purposes
  if (another || link.usedAt || !linkMayMore(link, now)) return undefined
  const points = await house.database.read((tx) => selectContactPoints(tx, [link.personId]))
  if (!points.some((point) => point.contactPointId === link.contactPointId)) return undefined
  return catalogue.purposes.find((one) => one.key === key && one.texts.sv.question)
}

async function answerYes(c: Context<ReaderEnv>, house: House, { token, link, reader }: LinkReading, purpose: PublishedPurpose, pressed: Pressed, often: string): Promise<Response> {
  // A renewed yes keeps the wish for how often, unless another was chosen.
  const frequency = wishedFrequency(often) ?? (await house.database.read((tx) => findStandingYes(tx, link, purpose.key)))?.frequency ?? null
  const choice = yesByLink(link, purpose.key, frequency, pressed)
  const mailed = await house.database.write(async (tx) => {
    const recording = await sayYesByLink(tx, house.keeper, token, link, [choice])
    return recording && { receipt: await mailWhatWasSaid(tx, { ...link, language: reader.language }, recording) }
  })
  if (!mailed) return c.html(sayingPage(reader, 'question.closed', {}, goTo(FRONT_DOOR, say(reader, 'your-page'))), 410)
  const { ifYes = '', name } = purpose.texts[reader.language]
  return c.html(customerPage(reader, {
    title: say(reader, 'question.thanks'),
    content: html`<div class="note"><p>${say(reader, 'question.yes-recorded', { purpose: name, channel: link.channel })}</p><p>${ifYes}</p></div>
${mailed.receipt ? html`<p>${say(reader, 'question.receipt')}</p>` : ''}
<p>${say(reader, 'question.more')}</p>${goTo(FRONT_DOOR, say(reader, 'your-page'))}`,
  }))
}

/** A no to what was asked; without a purpose, "stop asking". The no comes first: should anything fail after it, it stands. */
async function answerNo(c: Context<ReaderEnv>, house: House, { token, link, reader }: LinkReading, pressed: Pressed, purpose?: PublishedPurpose): Promise<Response> {
  const choice = purpose ? noByLink(link, { purpose, channel: link.channel }, pressed) : stopAskingByLink(link, pressed)
  const { inFlight } = await sayNoByLink(house, link, [choice], reader.language)
  await house.database.write((tx) => useLink(tx, token))
  const what = purpose ? noInWords(reader, purpose.texts[reader.language].name, link.channel) : say(reader, 'stop-asking')
  return c.html(saidNoPage(reader, { what: [what], inFlight, stopAskingOnly: !purpose }))
}

/** The exact words that are kept with the answer, and answers of the same weight. */
export function questionPage(reader: Reader, path: string, purpose: PublishedPurpose, problem?: string, again = false): Html {
  const { name, description, question, ifYes, ifNo } = purpose.texts[reader.language]
  const wordingId = questionWording(purpose, reader.language).wordingId.toString('hex')
  return customerPage(reader, {
    title: name, path,
    content: html`${problem ? html`<p class="note warn" role="alert">${problem}</p>` : ''}<p>${description}</p>
<h2>${question}</h2>
<p id="if-yes"><b>${say(reader, 'question.yes')}:</b> ${ifYes}</p>
<p id="if-no"><b>${say(reader, 'question.no')}:</b> ${ifNo}</p>
<p class="small">${say(reader, 'question.reach')}</p>
${markedFormTo(reader, path, html`<input type="hidden" name="wording" value="${wordingId}">
${frequencyChoice(reader, 'often', null, again)}
<p><button name="answer" value="yes" id="yes" aria-describedby="if-yes">${say(reader, 'question.yes')}</button><button name="answer" value="no" id="no" aria-describedby="if-no">${say(reader, 'question.no')}</button></p>`)}
${markedFormTo(reader, path, html`<input type="hidden" name="wording" value="${wordingId}"><p id="stop-asking">${say(reader, 'link.stop-means')}</p><p><button class="plain" name="answer" value="stop-asking">${say(reader, 'stop-asking')}</button></p>`)}`,
  })
}

/** A question that can't be answered any more; how it was answered is told to the person only. */
function closedPage({ reader, link }: LinkReading): Html {
  return sayingPage(reader, link.usedAt ? 'question.used' : 'question.closed', {}, goTo(FRONT_DOOR, say(reader, 'your-page')))
}
