import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Choice } from '../../consent/choice.ts'
import { kindOfNo } from '../../consent/kind-of-no.ts'
import { rehearseChoices } from '../../consent/rehearse-choices.ts'
import { decideFor, type PersonDecision } from '../../decisions/decide-for.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { questionWording } from '../../purposes/wording.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import { t } from '../../values/text.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import { frequencyChoice, wishedFrequency } from '../frequency-choice.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { channelName, choosable, mayRenew, questionsAbout, stateInWords, type Choosable } from './choices-section.ts'
import { consequences } from './consequences.ts'
import { forCustomers, OWN, proofOf, type Customer, type CustomerEnv } from './for-customers.ts'
import { saveChoices } from './save-choices.ts'
import { savedPage } from './saved-page.ts'

/** One purpose, chosen per channel: the page with the exact words, what would happen, and the saving. */
export function addChoose(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.choice(':purpose'), ...customers, async (c) => {
    const { purpose, choices, decisions, now } = await readChoices(c, house)
    return c.html(choosePage(c.get('reader'), purpose, choices, decisions, now))
  })

  door.post(OWN.rehearsal(':purpose'), ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reader = c.get('reader')
    const { purpose, choices, decisions, view, now } = await readChoices(c, house)
    const said = whatIsNew(reader, c.get('customer'), choices, form, now)
    if (said.length === 0) return c.html(choosePage(reader, purpose, choices, decisions, now, say(reader, 'choose.nothing-new')))
    const rehearsal = await house.database.read((tx) => rehearseChoices(tx, said))
    return c.html(customerPage(reader, {
      title: say(reader, 'choose.before'), signedIn: true,
      content: html`<ul>${linesOf(reader, purpose, said).map((line) => html`<li><b>${line}</b></li>`)}</ul>
<h2>${say(reader, 'choose.then')}</h2>
${rehearsal.refusals.map((refusal) => html`<p class="note warn">${t(reader.language, refusal.text)}</p>`)}
${said.some((choice) => choice.kind === 'given') ? html`<p>${purpose.texts[reader.language].ifYes}</p>` : ''}
${said.some((choice) => choice.kind !== 'given') ? html`<p>${purpose.texts[reader.language].ifNo}</p>${consequences(reader, view, [purpose], rehearsal, now)}` : ''}
${said.some((choice) => isToUnverified(choice, view)) ? html`<p class="note">${say(reader, 'choose.to-confirm')}</p>` : ''}
${markedFormTo(reader, OWN.choice(purpose.key), html`${[...form].filter(([name]) => name !== 'page').map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<p><button>${say(reader, 'choose.save')}</button></p>`)}
${goTo(OWN.choice(purpose.key), say(reader, 'choose.not-now'))}`,
    }))
  })

  door.post(OWN.choice(':purpose'), ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const { purpose, choices, decisions, view, now } = await readChoices(c, house)
    const said = whatIsNew(reader, customer, choices, form, now)
    if (said.length === 0) return c.html(choosePage(reader, purpose, choices, decisions, now, say(reader, 'choose.nothing-new')))
    if (form.get('wording') !== wordingId(reader, purpose)) return c.html(choosePage(reader, purpose, choices, decisions, now, say(reader, 'question.changed')), 409)
    const saved = await saveChoices(house, customer, reader.language, said)
    return c.html(savedPage(reader, view.catalogue, linesOf(reader, purpose, said), saved))
  })
}

async function readChoices(c: Context<CustomerEnv>, house: House) {
  const { personId } = c.get('customer')
  return house.database.read(async (tx) => {
    const view = await showPerson(tx, house.keeper.keys.identifierIndex, personId)
    const choices = choosable(view).filter((one) => one.purpose.key === c.req.param('purpose'))
    const [first] = choices
    if (!first) throw new Problem('not-found', { text: 'customer.choose.unknown' })
    return { view, choices, purpose: first.purpose, now: tx.now, decisions: await decideFor(tx, [personId], questionsAbout(choices, view, tx.now)) }
  })
}

/** The answers that differ from what stands. An answer that is not given is none. */
function whatIsNew(reader: Reader, customer: Customer, choices: readonly Choosable[], form: URLSearchParams, now: Date): Choice[] {
  return choices.flatMap(({ purpose, channel, said, point, until }): Choice[] => {
    const answer = form.get(channel)
    const common = { personId: customer.personId, surface: 'web' as const, language: reader.language, actor: { kind: 'person' as const, id: customer.personId }, wording: questionWording(purpose, reader.language), evidence: { kind: proofOf(customer).way }, purpose: purpose.key, channel }
    // A yes that stands is said anew only where the person asks for that by itself: the box of a yes is ticked already.
    if (answer === 'again' && said && mayRenew({ until }, now)) return [{ ...common, kind: 'given', contactPointId: said.contactPointId, frequency: wishedFrequency(form.get(`${channel}-often`)) ?? said.frequency }]
    if (answer === 'yes') {
      const frequency = wishedFrequency(form.get(`${channel}-often`))
      const stands = (said?.state === 'given' || said?.state === 'unconfirmed') && said.contactPointId === (point?.contactPointId ?? null) && (frequency === null || (said.frequency ?? 'as-it-comes') === frequency)
      return stands ? [] : [{ ...common, kind: 'given', contactPointId: point?.contactPointId ?? null, frequency }]
    }
    const saysNo = said?.state === 'withdrawn' || said?.state === 'objected'
    return answer === 'no' && !(saysNo && !said.unproved) ? [{ ...common, kind: kindOfNo(purpose, channel), contactPointId: null, frequency: null }] : []
  })
}

function isToUnverified(choice: Choice, view: PersonView): boolean {
  return choice.kind === 'given' && choice.channel === 'email' && view.contactPoints.some((point) => point.contactPointId === choice.contactPointId && !point.verifiedAt)
}

function linesOf(reader: Reader, purpose: PublishedPurpose, said: readonly Choice[]): string[] {
  return said.map((choice) => {
    const often = choice.frequency ? t(reader.language, `purposes.frequency.${choice.frequency}`) : ''
    const line = say(reader, choice.kind === 'given' ? 'choices.yes-line' : 'choices.no-line', { purpose: purpose.texts[reader.language].name, channel: channelName(reader, choice.channel as Choosable['channel']) })
    return often === '' ? line : `${line}, ${often}`
  })
}

function wordingId(reader: Reader, purpose: PublishedPurpose): string {
  return questionWording(purpose, reader.language).wordingId.toString('hex')
}

function choosePage(reader: Reader, purpose: PublishedPurpose, choices: readonly Choosable[], decisions: readonly PersonDecision[], now: Date, problem?: string): Html {
  const { name, description, question, ifYes, ifNo } = purpose.texts[reader.language]
  return customerPage(reader, {
    title: name, path: OWN.choice(purpose.key), signedIn: true,
    content: html`${problem ? html`<p class="note warn" role="alert">${problem}</p>` : ''}<p>${description}</p>
${question ? html`<h2>${question}</h2><p><b>${say(reader, 'question.yes')}:</b> ${ifYes}</p><p><b>${say(reader, 'question.no')}:</b> ${ifNo}</p>` : html`<h2>${say(reader, 'choose.may-we')}</h2>`}
${markedFormTo(reader, OWN.rehearsal(purpose.key), html`<input type="hidden" name="wording" value="${wordingId(reader, purpose)}">
${choices.map((one, index) => channelChoice(reader, one, decisions[index]!, now))}<p><button>${say(reader, 'choose.see')}</button></p>`)}
${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

/** Yes and no of the same weight, neither chosen for the person who has not answered. */
function channelChoice(reader: Reader, one: Choosable, decision: PersonDecision, now: Date): Html {
  const { channel, said, point } = one
  const yes = said?.state === 'given' || said?.state === 'unconfirmed'
  const no = said?.state === 'withdrawn' || said?.state === 'objected'
  return html`<fieldset class="card"><legend>${channelName(reader, channel)}${point ? html` <span class="small">${point.value}</span>` : ''}</legend>
<p class="small">${say(reader, 'choose.now')} ${stateInWords(reader, one, decision)}</p>
<label class="pick"><input type="radio" name="${channel}" value="yes"${yes ? html` checked` : ''}>${say(reader, 'question.yes')}</label>
${mayRenew(one, now) ? html`<label class="pick"><input type="radio" name="${channel}" value="again">${say(reader, 'choose.again')}</label>
` : ''}<label class="pick"><input type="radio" name="${channel}" value="no"${no ? html` checked` : ''}>${say(reader, 'question.no')}</label>
${channel === 'web' || channel === 'none' ? '' : frequencyChoice(reader, `${channel}-often`, said?.frequency ?? null)}</fieldset>
`
}
