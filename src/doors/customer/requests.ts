import type { Hono } from 'hono'
import { html } from 'hono/html'
import { selectTasksOf, type NamedTask } from '../../connections/tasks.sql.ts'
import { endOfDay } from '../../law/deadline.ts'
import { zoneOf } from '../../law/holidays.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { answerRequest } from '../../rights/answer-request.ts'
import { openRequest } from '../../rights/open-request.ts'
import { selectRecipientNotices, type RecipientNotice } from '../../rights/recipient-notices.sql.ts'
import { isOpen, REQUEST_KINDS, strictDay, type RequestKind, type RequestStep, type RightsRequest, type StepKind, type Wish } from '../../rights/request.ts'
import { selectRequest, selectRequestsOf, selectSteps } from '../../rights/requests.sql.ts'
import { t } from '../../values/text.ts'
import { wishInWords } from '../api/request-answer.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, dayOf, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { newsOfRequest } from '../request-news.ts'
import { complaint } from '../public/front-door.ts'
import { forCustomers, OWN, proofOf, type Customer, type CustomerEnv } from './for-customers.ts'

/** Longer than a letter is nothing that somebody writes in a field. */
const WORDS_MAX = 2_000

/** Steps that say something to the person; the rest is how the company works. */
const TOLD: readonly StepKind[] = [
  'received', 'proof-asked', 'proof-given', 'extended', 'told', 'corrected', 'restricted', 'lifted', 'objected', 'withdrawn-consent', 'recipient-told', 'recipient-answered',
  'file-made', 'erased', 'answered', 'refused', 'taken-back',
]

/** What the person asks by their rights: ask, follow it, see the days and the answer. */
export function addRequests(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.requests, ...customers, async (c) => c.html(await requestsPage(c.get('reader'), house, c.get('customer'))))

  door.post(OWN.requests, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const kind = REQUEST_KINDS.find((one) => one === form.get('kind'))
    const problem = kind ? wanting(kind, form) : 'mine.choose-kind'
    if (!kind || problem) return c.html(await requestsPage(reader, house, customer, t(reader.language, `requests.${problem!}`)), 400)
    const { personId } = customer
    const requestId = await house.database.write(async (tx) => {
      const id = await openRequest(tx, house.keeper, {
        personId, kind, how: 'page', by: { kind: 'person', id: personId }, language: reader.language, wish: wishIn(kind, form),
        proof: proofOf(customer),
      })
      await newsOfRequest(tx, personId, reader.language)
      return id
    })
    return c.redirect(OWN.request(requestId), 303)
  })

  door.get(OWN.request(':request'), ...customers, async (c) => {
    const { personId } = c.get('customer')
    const found = await house.database.read(async (tx) => {
      const request = await selectRequest(tx, personId, idIn(c.req.param('request')))
      if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
      return {
        request, now: tx.now, catalogue: await selectCatalogue(tx),
        steps: await selectSteps(tx, personId, [request.requestId]), notices: await selectRecipientNotices(tx, personId, [request.requestId]),
        tasks: (await selectTasksOf(tx, personId)).filter((one) => one.requestId === request.requestId),
      }
    })
    return c.html(requestPage(c.get('reader'), found))
  })

  door.post(OWN.requestEnd(':request'), ...customers, smallForm, async (c) => {
    await markedForm(c, house)
    const { personId } = c.get('customer')
    const requestId = idIn(c.req.param('request'))
    await house.database.write((tx) => answerRequest(tx, { personId, requestId, outcome: 'withdrawn', by: { kind: 'person', id: personId } }))
    return c.redirect(OWN.request(requestId), 303)
  })
}

function idIn(text: string | undefined): string {
  if (!text || !/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) throw new Problem('not-found', { text: 'rights.request.not-found' })
  return text
}

/** What is missing in what was filled in, as a key of the texts. */
function wanting(kind: RequestKind, form: URLSearchParams): string | undefined {
  const words = (form.get('words') ?? '').trim()
  if (words.length > WORDS_MAX) return 'mine.too-long'
  if ((kind === 'complaint' || kind === 'rectification') && words === '') return 'mine.say-what'
  if (kind === 'objection' && form.getAll('purpose').length === 0) return 'mine.objection-to-what'
  return undefined
}

const MARKETING = '*'

function wishIn(kind: RequestKind, form: URLSearchParams): Wish {
  const words = (form.get('words') ?? '').trim()
  const takesPurposes = kind === 'objection' || kind === 'restriction' || kind === 'withdrawal'
  const chosen = takesPurposes ? form.getAll('purpose') : []
  const purposes = chosen.filter((one) => one !== MARKETING)
  return { ...(words && { words }), ...(purposes.length > 0 && { purposes }), ...(kind === 'objection' && chosen.includes(MARKETING) && { marketing: true }) }
}

async function requestsPage(reader: Reader, house: House, { personId }: Customer, problem?: string): Promise<Html> {
  const { requests, catalogue, tasks } = await house.database.read(async (tx) => ({ requests: await selectRequestsOf(tx, personId), catalogue: await selectCatalogue(tx), tasks: await selectTasksOf(tx, personId) }))
  const mine = (key: string) => t(reader.language, `requests.mine.${key}`)
  const purposes = catalogue.purposes.filter((one) => one.kind === 'marketing' || one.bases.some((line) => line.basis === 'consent' || line.basis === 'legitimate-interest'))
  return customerPage(reader, {
    title: mine('title'), path: OWN.requests, signedIn: true,
    content: html`<p>${mine('lead')}</p>
${requests.map((one) => requestCard(reader, one))}
${toldSystems(reader, tasks)}<h2>${mine('new')}</h2><p>${mine('free')}</p>${complaint(problem)}
${markedFormTo(reader, OWN.requests, html`<fieldset><legend>${mine('what')}</legend>
${REQUEST_KINDS.map((kind) => html`<label class="pick"><input type="radio" name="kind" value="${kind}" required>${t(reader.language, `requests.mine.kind.${kind}`)}</label>
`)}</fieldset>
<details><summary>${mine('which')}</summary>
<label class="pick"><input type="checkbox" name="purpose" value="${MARKETING}">${mine('all-marketing')}</label>
${purposes.map((one) => html`<label class="pick"><input type="checkbox" name="purpose" value="${one.key}">${one.texts[reader.language].name}</label>
`)}</details>
<label for="words">${mine('words')}</label><textarea id="words" name="words" rows="4" maxlength="${WORDS_MAX}"></textarea>
<p><button>${mine('send')}</button></p>`)}
${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

function requestCard(reader: Reader, one: RightsRequest): Html {
  return html`<div class="card"><h3><a href="${OWN.request(one.requestId)}">${t(reader.language, `requests.title.${one.kind}`)}</a></h3>
<p>${t(reader.language, 'requests.mine.received', { day: dayOf(reader, one.receivedAt) })} ${t(reader.language, `requests.state.${one.state}`)}. ${dueLine(reader, one)}</p></div>
`
}

/** Until when it is answered, or when it was. */
function dueLine(reader: Reader, one: RightsRequest): string {
  if (one.answeredAt) return t(reader.language, 'requests.mine.answered', { day: dayOf(reader, one.answeredAt) })
  return t(reader.language, 'requests.mine.due', { day: dayInWords(reader, strictDay(one)) })
}

function dayInWords(reader: Reader, day: string): string {
  return dayOf(reader, new Date(`${day}T12:00:00Z`))
}

/** Other systems that were told of something, and what each has answered (art. 19). */
function toldSystems(reader: Reader, tasks: readonly NamedTask[]): Html {
  if (tasks.length === 0) return html``
  const line = (one: NamedTask) => t(reader.language, 'requests.mine.system-line', {
    what: t(reader.language, `connections.act.${one.act}`), day: dayOf(reader, one.askedAt), system: one.systemName, state: t(reader.language, `connections.state.${one.state}`),
  })
  return html`<h2>${t(reader.language, 'requests.mine.systems')}</h2><ul>${tasks.map((one) => html`<li>${line(one)}${one.answeredAt ? html` (${dayOf(reader, one.answeredAt)})` : ''}${one.reason ? html`<br><span class="small">${t(reader.language, `connections.reason.${one.reason}`)}</span>` : ''}</li>`)}</ul>
`
}

interface Shown { request: RightsRequest; steps: readonly RequestStep[]; notices: readonly RecipientNotice[]; tasks: readonly NamedTask[]; catalogue: PublishedCatalogue; now: Date }

function requestPage(reader: Reader, { request, steps, notices, tasks, catalogue, now }: Shown): Html {
  const mine = (key: string, parameters?: Record<string, string>) => t(reader.language, `requests.mine.${key}`, parameters)
  const late = isOpen(request) && now >= endOfDay(strictDay(request), zoneOf(request.country))
  return customerPage(reader, {
    title: t(reader.language, `requests.title.${request.kind}`), path: OWN.request(request.requestId), signedIn: true,
    content: html`<p>${mine('received', { day: dayOf(reader, request.receivedAt) })} <b>${t(reader.language, `requests.state.${request.state}`)}</b>. ${dueLine(reader, request)}</p>
${late ? html`<p class="note warn">${mine('late', { email: reader.email })}</p>` : ''}
${request.extendedAt && isOpen(request) ? html`<p class="note">${mine('extended', { day: dayInWords(reader, request.latestOn) })} ${request.extendedReason}</p>` : ''}
${request.state === 'waiting-for-proof' ? html`<p class="note warn">${mine('proof', { email: reader.email })}${request.doubts.map((doubt) => html` ${t(reader.language, `requests.doubt.${doubt}`)}`)} ${mine('no-copy')}</p>` : ''}
${request.answer ? html`<h2>${mine('answer')}</h2>${request.answer.split('\n\n').map((part) => html`<p>${part}</p>`)}` : ''}
${request.kind === 'access' || request.kind === 'portability' ? goTo(OWN.copy, t(reader.language, 'copy.nav')) : ''}${request.kind === 'erasure' && isOpen(request) ? goTo(OWN.erasure, t(reader.language, 'erasure.own.nav')) : ''}
<h2>${mine('asked')}</h2><dl>${wishInWords(reader.language, request, catalogue).map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl><p>${t(reader.language, `requests.mine.then.${request.kind}`)}</p>
${notices.length > 0 ? html`<h2>${mine('recipients')}</h2><ul>${notices.map((one) => html`<li>${t(reader.language, `purposes.recipient.${one.recipient}`)}: ${t(reader.language, `requests.notice.${one.state}`)}${one.answeredAt ? html` (${dayOf(reader, one.answeredAt)})` : ''}</li>`)}</ul>` : ''}
${toldSystems(reader, tasks)}<h2>${mine('steps')}</h2><ul>${steps.filter((step) => TOLD.includes(step.kind)).map((step) => html`<li>${dayOf(reader, step.at)}: ${t(reader.language, `requests.step.${step.kind}`)}${step.kind === 'told' && step.words ? html`<br>${step.words}` : ''}</li>`)}</ul>
${isOpen(request) ? markedFormTo(reader, OWN.requestEnd(request.requestId), html`<button class="plain">${mine('take-back')}</button>`) : ''}
${goTo(OWN.requests, mine('title'))}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}
