import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { lawOf } from '../../erasure/certificate.ts'
import { erasePeople } from '../../erasure/erase-people.ts'
import { erasureToken } from '../../erasure/erasure-token.ts'
import { planErasure, type ErasurePlan, type Stay } from '../../erasure/plan-erasure.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { receiveRequest } from '../../rights/receive-request.ts'
import { customerUrl } from '../../messages/customer-paths.ts'
import { t } from '../../values/text.ts'
import { sessionCookie } from '../customer-cookie.ts'
import { smallForm } from '../customer-failure.ts'
import { customerPage, dayOf, goTo, listOf, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import { becauseInWords, fieldInWords, groupInWords, stateInWords, whatStays } from '../erasure-words.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { markedForm } from '../page-mark.ts'
import { forCustomers, OWN, proofOf, type CustomerEnv } from './for-customers.ts'

/** "Forget me": first what it would do, then the button. Only for whoever has proved to be the person (rule H3). */
export function addErasure(door: Hono<CustomerEnv>, house: House): void {
  const customers = [forReaders(house), forCustomers(house)] as const
  const days = house.settings.backupHorizonDays

  door.get(OWN.erasure, ...customers, async (c) => {
    const { plan, catalogue, now } = await house.database.read(async (tx) => (
      { plan: await planErasure(tx, c.get('customer').personId, days), catalogue: await selectCatalogue(tx), now: tx.now }))
    return c.html(planPage(c.get('reader'), plan, catalogue, now))
  })

  door.post(OWN.erasure, ...customers, smallForm, async (c) => {
    await markedForm(c, house)
    const reader = c.get('reader')
    const erased = await forget(c, house)
    if (!erased) {
      return c.html(customerPage(reader, {
        title: t(reader.language, 'erasure.own.more-proof-title'), signedIn: true,
        content: html`<p>${t(reader.language, 'erasure.own.more-proof', { email: reader.email })}</p>${goTo(OWN.page, say(reader, 'back'))}`,
      }))
    }
    if (erased.erasedAt) sessionCookie.clear(c, house.publicUrl)
    const link = customerUrl(house.publicUrl, 'erasures', erasureToken(house.keeper.keys.tokens, erased.erasureId))
    return c.html(customerPage(reader, {
      title: t(reader.language, `erasure.own.${erased.state !== 'partly' ? 'done' : erased.erasedAt ? 'elsewhere' : 'partly'}-title`),
      content: html`<p>${stateInWords(reader.language, erased, erased.state, erased.places)}</p>
<p class="note">${t(reader.language, 'erasure.own.keep-link', { link })}</p>
${goTo(link, t(reader.language, 'erasure.own.link'))}${goTo(`${link}/certificate`, t(reader.language, 'erasure.own.certificate'))}`,
    }))
  })
}

/** The request and its answer in one transaction; undefined where more has to be shown of who asks, and then nothing is destroyed. */
async function forget(c: Context<CustomerEnv>, house: House) {
  const { personId } = c.get('customer')
  const by = { kind: 'person' as const, id: personId }
  const { language } = c.get('reader')
  const requestId = await house.database.write((tx) => receiveRequest(tx, {
    personId, kind: 'erasure', how: 'page', by, language, wish: {}, proof: proofOf(c.get('customer')),
  }))
  try {
    const [erased] = await house.database.write((tx) => erasePeople(tx, house.keeper, [{ personId, why: 'asked', by, requestId, language }], house.settings.backupHorizonDays))
    return erased
  } catch (error) {
    if (error instanceof Problem && error.detail.rule === 'R3') return undefined
    throw error
  }
}

function planPage(reader: Reader, plan: ErasurePlan, catalogue: PublishedCatalogue, now: Date): Html {
  const text = (key: string, parameters?: Record<string, string>) => t(reader.language, `erasure.own.${key}`, parameters)
  const groups = (Object.entries(plan.goes) as [keyof typeof plan.goes, number][]).filter(([, count]) => count > 0)
  return customerPage(reader, {
    title: text('title'), path: OWN.erasure, signedIn: true,
    content: html`<p>${text('lead', { company: reader.company })}</p>
${plan.records > 1 ? html`<p>${text('records', { count: String(plan.records) })}</p>
` : ''}<h2>${text('goes')}</h2>
<ul>${groups.map(([group, count]) => html`<li>${groupInWords(reader.language, group)}: ${count}</li>
`)}</ul>
${plan.fields.go.length > 0 ? html`<p>${text('fields', { fields: listOf(reader, plan.fields.go.map((field) => fieldInWords(reader.language, catalogue, field))) })}</p>` : ''}
<h2>${text('stays')}</h2>
${plan.whole ? '' : html`<p class="note warn">${text('not-whole')}</p>`}
${plan.stays.length === 0 ? html`<p>${text('stays-nothing')}</p>` : html`<ul>${plan.stays.map((one) => stayLine(reader, one, catalogue, now))}</ul>`}
${plan.systems.length > 0 ? html`<h2>${text('systems')}</h2>
<p>${text('systems-told', { systems: listOf(reader, plan.systems) })}</p>` : ''}
<p>${text('backups', { day: dayOf(reader, plan.backupsGoneAt) })}</p>
<p>${text('no-way-back')}</p>
${markedFormTo(reader, OWN.erasure, html`<p><button>${text('button')}</button></p>`)}${goTo(OWN.page, say(reader, 'back'))}`,
  })
}

function stayLine(reader: Reader, stay: Stay, catalogue: PublishedCatalogue, now: Date): Html {
  const what = whatStays(reader.language, catalogue, stay)
  return html`<li>${what.length > 0 ? html`<b>${listOf(reader, what)}</b>${stay.because === 'bookkeeping' ? ` (${stay.count})` : ''}. ` : ''}${becauseInWords(reader.language, stay.because)}
${stay.until ? t(reader.language, 'erasure.own.until', { day: dayOf(reader, stay.until) }) : ''} <span class="small">${t(reader.language, 'erasure.own.law', { law: lawOf(`documents:${stay.country ?? ''}`, stay.because, now) })}</span></li>
`
}
