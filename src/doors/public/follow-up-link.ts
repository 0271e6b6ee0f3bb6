import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { linkMayMore } from '../../access/link.ts'
import { noByLink, type Pressed } from '../../access/said-by-link.ts'
import type { Choice } from '../../consent/choice.ts'
import { answerLead } from '../../leads/answer-lead.ts'
import { letLeadGo } from '../../leads/let-lead-go.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { FOLLOW_UP } from '../../purposes/follow-up.ts'
import { questionWording, wording } from '../../purposes/wording.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { FRONT_DOOR } from './front-door.ts'
import { readLink, type LinkReading } from './link-reading.ts'
import { sayNoByLink } from './say-no-by-link.ts'

const PAGE = `${CUSTOMER_PATHS.followUp}/:token`
/** What may be chosen beside a yes: never ticked for anybody. */
const NEWS = 'news'

/** Whoever became a lead says whether we may get in touch, or that what we hold shall go. Opening the page changes nothing; it names nobody. */
export function addFollowUpLink(door: Hono<ReaderEnv>, house: House): void {
  const readers = forReaders(house)

  door.get(PAGE, readers, async (c) => c.html(choicePage(await readLink(c, house, 'lead'), c.req.path)))

  door.post(PAGE, readers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reading = await readLink(c, house, 'lead')
    if (form.get('answer') === 'no') return sayNo(c, house, reading)
    if (form.get('answer') !== 'yes') throw new Problem('invalid', { text: 'customer.nothing-chosen' })
    return sayYes(c, house, reading, form.has(NEWS))
  })
}

async function sayYes(c: Context<ReaderEnv>, house: House, { token, link, reader, catalogue }: LinkReading, withNews: boolean): Promise<Response> {
  const news = withNews ? newsOf(catalogue.purposes) : undefined
  const more = news ? [newsChoice(link, news, reader)] : []
  const answered = await house.database.write(async (tx) => {
    const recording = await answerLead(tx, house.keeper, token, link, words(reader, 'yes'), more)
    if (recording) await mailWhatWasSaid(tx, { ...link, language: reader.language }, recording)
    return recording !== undefined
  })
  return answered ? c.html(donePage(reader, 'yes')) : c.html(overPage(reader), 410)
}

async function sayNo(c: Context<ReaderEnv>, house: House, { link, reader, catalogue }: LinkReading): Promise<Response> {
  const purpose = catalogue.purposes.find((one) => one.key === FOLLOW_UP) ?? null
  await sayNoByLink(house, link, [noByLink(link, { purpose, channel: null }, pressed(reader, 'no'))], reader.language)
  await house.database.write((tx) => letLeadGo(tx, house.keeper, link))
  return c.html(donePage(reader, 'no'))
}

/** The yes is to the very words beside the box, at the address that the link went to (rule L3). */
function newsChoice({ personId, contactPointId, mailingId }: LinkReading['link'], news: PublishedPurpose, reader: Reader): Choice {
  return {
    personId, kind: 'given', purpose: news.key, channel: 'email', contactPointId, frequency: null, surface: 'mail', language: reader.language,
    actor: { kind: 'person', id: personId }, wording: questionWording(news, reader.language), evidence: { kind: 'link', link: 'lead', mailing: mailingId },
  }
}

const newsOf = (purposes: readonly PublishedPurpose[]) => purposes.find((one) => one.key === NEWS && one.channels.includes('email') && one.texts.sv.question)
const words = (reader: Reader, key: string, parameters?: Record<string, string>) => t(reader.language, `leads.page.${key}`, parameters)
const pressed = (reader: Reader, key: string): Pressed => ({ language: reader.language, wording: wording(reader.language, `${words(reader, 'title', { company: reader.company })}\n${words(reader, key)}`) })

function choicePage({ reader, link, catalogue, now }: LinkReading, path: string): Html {
  const news = newsOf(catalogue.purposes)
  const mayYes = link.usedAt === null && linkMayMore(link, now)
  return customerPage(reader, {
    title: words(reader, 'title', { company: reader.company }), path,
    content: html`<p>${words(reader, 'lead', { company: reader.company })}</p>
${mayYes ? html`<div class="card" id="yes">${markedFormTo(reader, path, html`<input type="hidden" name="answer" value="yes"><p>${words(reader, 'yes-means')}</p>
${news ? html`<label class="pick"><input type="checkbox" name="${NEWS}" value="yes">${news.texts[reader.language].question}</label><p class="hint">${news.texts[reader.language].description} ${news.texts[reader.language].ifYes}</p>` : ''}
<p><button>${words(reader, 'yes')}</button></p>`)}</div>` : ''}
<div class="card" id="no">${markedFormTo(reader, path, html`<input type="hidden" name="answer" value="no"><p>${words(reader, 'no-means')}</p><p><button>${words(reader, 'no')}</button></p>`)}</div>
<p class="small">${words(reader, 'nothing')}</p>${goTo(CUSTOMER_PATHS.privacy, t(reader.language, 'record.notice.nav'))}`,
  })
}

function donePage(reader: Reader, said: 'yes' | 'no'): Html {
  return customerPage(reader, { title: words(reader, `${said}-done`), content: html`<p>${words(reader, `${said}-done-means`)}</p>${said === 'yes' ? goTo(FRONT_DOOR, say(reader, 'your-page')) : ''}` })
}

/** Used, too old, or overtaken: nothing happens, and it does not tell which. */
function overPage(reader: Reader): Html {
  return customerPage(reader, { title: words(reader, 'over'), content: html`<p>${words(reader, 'over-means')}</p>${goTo(FRONT_DOOR, say(reader, 'your-page'))}` })
}
