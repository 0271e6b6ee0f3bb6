import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { offerAddress } from '../../access/offer-address.ts'
import { takeAddress } from '../../access/take-address.ts'
import { CODE_MINUTES, readCode } from '../../access/door-request.ts'
import { codeOf } from '../../messages/mail-secret.ts'
import { sendServiceMail } from '../../messages/send-service-mail.ts'
import type { Correction } from '../../people/correct-values.ts'
import { Problem } from '../../plumbing/errors.ts'
import { correctDetails } from '../../rights/correct-details.ts'
import { rejectConclusion } from '../../rights/reject-conclusion.ts'
import { showPerson } from '../../rights/show-person.ts'
import { tellOfCorrection } from '../../rights/tell-of-correction.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import { requestCookie } from '../customer-cookie.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, goTo, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { sentenceOf } from '../problem.ts'
import { askedBy, complaint } from '../public/front-door.ts'
import { fieldNames } from './consequences.ts'
import { changesIn, fieldInput, ownFields, type FieldProblem, type OwnField } from './details-form.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'

/** Where the person corrects what is held, tells more, and changes the address they are written to. */
export function addDetails(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const

  door.get(OWN.details, ...customers, async (c) => c.html(await detailsPage(c, house)))

  door.post(OWN.details, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reader = c.get('reader')
    const { fields, view } = await readFields(c, house)
    const changes = changesIn(fields, form)
    if (Object.keys(changes).length === 0) return c.html(await detailsPage(c, house, { general: say(reader, 'choose.nothing-new') }))
    try {
      const { changed, refused } = await correct(house, c.get('customer').personId, changes)
      return c.html(customerPage(reader, {
        title: say(reader, 'saved.title'), signedIn: true,
        content: html`${changed.length > 0 ? html`<p class="note">${say(reader, 'details.saved', { fields: fieldNames(reader, view, changed) })}</p>` : ''}
${refused.length > 0 ? html`<p class="note warn">${say(reader, 'details.refused', { fields: fieldNames(reader, view, refused.map((one) => one.fieldKey)) })}</p>` : ''}${goTo(OWN.page, say(reader, 'back'))}`,
      }))
    } catch (error) {
      if (!(error instanceof Problem) || !error.detail.field) throw error
      return c.html(await detailsPage(c, house, { field: { field: error.detail.field, sentence: sentenceOf(reader.language, error.detail) } }), 400)
    }
  })

  door.post(OWN.rejections, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    await house.database.write((tx) => rejectConclusion(tx, c.get('customer').personId, form.get('field') ?? '', form.get('item') ?? ''))
    return c.redirect(`${OWN.page}#concluded`, 303)
  })

  door.post(OWN.address, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reader = c.get('reader')
    const email = parseEmail(form.get('email') ?? '')
    if (isFault(email)) return c.html(await detailsPage(c, house, { email: t(reader.language, email.fault, email.parameters) }), 400)
    const { personId } = c.get('customer')
    const { tokens, identifierIndex } = house.keeper.keys
    const asked = await house.database.write(async (tx) => {
      const offered = await offerAddress(tx, { index: identifierIndex, token: tokens }, (requestId) => codeOf(tokens, requestId), personId, email, reader.language)
      await sendServiceMail(tx, [{ kind: 'code', personId, contactPointId: offered.contactPointId, language: reader.language, requestId: offered.requestId }])
      return offered
    })
    requestCookie.write(c, house.publicUrl, `${asked.requestId}.${asked.secret}`)
    return c.redirect(OWN.addressCode, 303)
  })

  door.get(OWN.addressCode, ...customers, (c) => c.html(addressCodePage(c.get('reader'))))

  door.post(OWN.addressCode, ...customers, smallForm, async (c) => {
    const form = await markedForm(c, house)
    const reader = c.get('reader')
    const [code, asked] = [readCode(form.get('code') ?? ''), askedBy(requestCookie.read(c, house.publicUrl))]
    if (asked && !code) return c.html(addressCodePage(reader, say(reader, 'door.code-form')), 400)
    const { tokens, identifierIndex } = house.keeper.keys
    const { personId } = c.get('customer')
    const outcome = asked && code ? await house.database.write(async (tx) => {
      const answer = await takeAddress(tx, { index: identifierIndex, token: tokens }, c.get('customer'), asked, code)
      if (answer.outcome === 'taken') await tellOfCorrection(tx, tokens, personId, ['email'])
      await sendServiceMail(tx, answer.replaced.map((contactPointId) => ({ kind: 'address-changed', personId, contactPointId, language: reader.language })))
      return answer.outcome
    }) : 'ended'
    if (outcome === 'wrong') return c.html(addressCodePage(reader, say(reader, 'door.code-wrong')), 422)
    if (outcome === 'taken') requestCookie.clear(c, house.publicUrl)
    return c.html(customerPage(reader, {
      title: say(reader, outcome === 'taken' ? 'address.done-title' : 'door.ended-title'), signedIn: true,
      content: html`<p>${outcome === 'taken' ? say(reader, 'address.done') : say(reader, 'door.ended', { minutes: CODE_MINUTES })}</p>${goTo(outcome === 'taken' ? OWN.page : OWN.details, say(reader, outcome === 'taken' ? 'back' : 'nav.details'))}`,
    }), outcome === 'taken' ? 200 : 410)
  })
}

/** What is corrected here travels (art. 19). */
async function correct({ database, keeper }: House, personId: PersonId, changes: Readonly<Record<string, unknown>>): Promise<Correction> {
  return database.write(async (tx) => {
    const correction = await correctDetails(tx, keeper.keys.identifierIndex, personId, changes)
    await tellOfCorrection(tx, keeper.keys.tokens, personId, correction.changed)
    return correction
  })
}

async function readFields(c: Context<CustomerEnv>, house: House) {
  return house.database.read(async (tx) => {
    const view = await showPerson(tx, house.keeper.keys.identifierIndex, c.get('customer').personId)
    return { view, fields: ownFields(c.get('reader'), view, tx.now) }
  })
}

async function detailsPage(c: Context<CustomerEnv>, house: House, problem: { field?: FieldProblem; email?: string; general?: string } = {}): Promise<Html> {
  const reader = c.get('reader')
  const { view, fields } = await readFields(c, house)
  const emails = view.contactPoints.filter((point) => point.kind === 'email' && point.verifiedAt).map((point) => point.value)
  const inputs = (some: readonly OwnField[]) => some.map((one) => fieldInput(reader, one, problem.field))
  const [held, more] = [fields.filter((one) => one.value !== undefined), fields.filter((one) => one.value === undefined)]
  return customerPage(reader, {
    title: say(reader, 'nav.details'), path: OWN.details, signedIn: true,
    content: html`${complaint(problem.general)}<p>${say(reader, 'details.lead')}</p>
${markedFormTo(reader, OWN.details, html`${inputs(held)}
${more.length > 0 ? html`<h2>${say(reader, 'details.more')}</h2><p>${say(reader, 'details.more-lead')}</p>${inputs(more)}` : ''}
<p><button>${say(reader, 'details.save')}</button></p>`)}
<h2>${say(reader, 'address.title')}</h2>
<p>${say(reader, 'address.now', { addresses: emails.join(', ') })} ${say(reader, 'address.lead')}</p>
${markedFormTo(reader, OWN.address, html`<label for="email">${say(reader, 'address.new')}</label>${complaint(problem.email)}<input id="email" name="email" type="email" autocomplete="email" maxlength="254" required>
<p><button>${say(reader, 'door.send-there')}</button></p>`)}
<h2>${say(reader, 'details.rest')}</h2><p>${say(reader, 'details.rest-lead', { email: reader.email })}</p>`,
  })
}

function addressCodePage(reader: Reader, problem?: string): Html {
  return customerPage(reader, {
    title: say(reader, 'door.code-title'), path: OWN.addressCode, signedIn: true,
    content: html`<p>${say(reader, 'address.code-lead')} ${say(reader, 'door.code-spam', { minutes: CODE_MINUTES })}</p>
${markedFormTo(reader, OWN.addressCode, html`<label for="code">${say(reader, 'door.code')}</label>
${complaint(problem)}<input class="code" id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="9" required>
<p><button>${say(reader, 'door.enter')}</button></p>`)}`,
  })
}
