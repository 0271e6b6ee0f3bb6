import type { Hono } from 'hono'
import { html } from 'hono/html'
import { selectCustomerIdentities, type CustomerIdentity } from '../../access/customer-identities.sql.ts'
import type { Choice } from '../../consent/choice.ts'
import { rehearseChoices, type ChoiceRehearsal } from '../../consent/rehearse-choices.ts'
import { decideFor, type PersonDecision } from '../../decisions/decide-for.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectAliases } from '../../people/record-aliases.sql.ts'
import { selectBlocks, type ValueBlock } from '../../people/values.sql.ts'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { wording } from '../../purposes/wording.ts'
import { maskSensitive } from '../../rights/mask-sensitive.ts'
import { findUndoableNoes, type UndoableNoes } from '../../rights/find-undoable-noes.ts'
import { showPerson, type PersonView } from '../../rights/show-person.ts'
import { t } from '../../values/text.ts'
import { customerPage, dayOf, goTo, listOf, markedFormTo, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { choicesSection, choosable, questionsAbout, type Choosable } from './choices-section.ts'
import { documentsSection } from './documents.ts'
import { consequences, fieldNames } from './consequences.ts'
import { forCustomers, OWN, proofOf, type Customer, type CustomerEnv } from './for-customers.ts'
import { stillRight } from './still-right.ts'
import { concludedSection, heldSection, purposeName } from './held-section.ts'
import { waysInPart } from './oidc-identities.ts'

/** Everything the page shows, read in one moment. */
interface OwnPage {
  view: PersonView
  choices: Choosable[]
  decisions: PersonDecision[]
  undoable: UndoableNoes
  blocks: ValueBlock[]
  /** What other records hold that were found to be of the same person. */
  others: { view: PersonView; blocks: ValueBlock[] }[]
  identities: CustomerIdentity[]
  /** What saying no to all marketing would lead to. */
  ifNoToAll: ChoiceRehearsal
  now: Date
}

/** The person's own page: what we hold, what we have concluded, what we may do. */
export function addOwnPage(door: Hono<CustomerEnv>, house: House): void {
  door.get(OWN.page, forReaders(house), forCustomers(house), async (c) => {
    const [reader, customer] = [c.get('reader'), c.get('customer')]
    const own = await house.database.read((tx) => readOwnPage(tx, house, customer, reader))
    return c.html(ownPage(reader, own, waysInPart(reader, house, customer, own.identities)))
  })
}

async function readOwnPage(tx: Tx, house: House, customer: Customer, reader: Reader): Promise<OwnPage> {
  const view = maskSensitive(await showPerson(tx, house.keeper.keys.identifierIndex, customer.personId, house.keeper.keyRoom))
  const choices = choosable(view)
  return {
    view, choices, now: tx.now,
    decisions: await decideFor(tx, [customer.personId], questionsAbout(choices, view, tx.now)),
    undoable: await findUndoableNoes(tx, customer.personId),
    blocks: await selectBlocks(tx, [customer.personId]),
    others: await readOthers(tx, house, customer),
    identities: await selectCustomerIdentities(tx, customer.personId),
    ifNoToAll: await rehearseChoices(tx, [noToAll(reader, customer)]),
  }
}

async function readOthers(tx: Tx, house: House, { personId }: Customer): Promise<OwnPage['others']> {
  const others: OwnPage['others'] = []
  for (const { otherPersonId } of await selectAliases(tx, [personId])) {
    const view = maskSensitive(await showPerson(tx, house.keeper.keys.identifierIndex, otherPersonId, house.keeper.keyRoom))
    others.push({ view, blocks: await selectBlocks(tx, [otherPersonId]) })
  }
  return others
}

/** No to all marketing, in every way, for every brand (rule D10), by the person. */
export function noToAll(reader: Reader, customer: Customer): Choice {
  return { ...spoken(reader, customer, say(reader, 'no-to-all')), kind: 'objected', purpose: null, channel: null, contactPointId: null, frequency: null }
}

/** What goes with everything a person says on their own page: they have proved to be the person. */
export function spoken(reader: Reader, customer: Customer, words: string) {
  return {
    personId: customer.personId, surface: 'web' as const, language: reader.language, actor: { kind: 'person' as const, id: customer.personId },
    wording: wording(reader.language, words), evidence: { kind: proofOf(customer).way },
  }
}

function ownPage(reader: Reader, own: OwnPage, waysIn: Html): Html {
  const { view, now } = own
  return customerPage(reader, {
    title: view.name === '' ? say(reader, 'your-page') : say(reader, 'page.title', { name: view.name }), path: OWN.page, signedIn: true,
    content: html`<p>${say(reader, 'page.lead', { company: reader.company })}</p>
<nav class="on" aria-label="${say(reader, 'page.on-this-page')}"><a href="#choices">${say(reader, 'page.choices')}</a><a href="#held">${say(reader, 'page.held')}</a><a href="#concluded">${say(reader, 'page.concluded')}</a></nav>
${doubtNote(reader, own)}
<h2 id="choices">${say(reader, 'page.choices')}</h2>
${noToAllPart(reader, own)}
${choicesSection(reader, own.choices, own.decisions)}
${askingPart(reader, view)}
<h2 id="held">${say(reader, 'page.held')}</h2>
${stillRight(reader, view, now)}
${heldSection(reader, view, own.blocks)}
${own.others.length > 0 ? html`<h3>${say(reader, 'page.other-records')}</h3><p class="small">${say(reader, 'page.other-records-what')}</p>
` : ''}${own.others.map((one) => heldSection(reader, one.view, one.blocks))}
<h2 id="concluded">${say(reader, 'page.concluded')}</h2>
${concludedSection(reader, view)}
${documentsSection(reader, view.documents, now)}
${waysIn}
<h2>${say(reader, 'page.more')}</h2>
${goTo(OWN.quotes, t(reader.language, 'quotes.own.title'))}${goTo(OWN.tickets, t(reader.language, 'tickets.own.title'))}${goTo(OWN.invoices, t(reader.language, 'payments.own.title'))}${goTo(OWN.requests, t(reader.language, 'requests.mine.title'))}${goTo(OWN.contact, say(reader, 'contact.title'))}${goTo(OWN.delivery, t(reader.language, 'delivery.own.title'))}${goTo(OWN.details, say(reader, 'nav.details'))}${goTo(OWN.history, say(reader, 'nav.history'))}${goTo(OWN.looks, t(reader.language, 'looks.own.title'))}${goTo(OWN.receipts, say(reader, 'nav.receipts'))}${goTo(OWN.copy, t(reader.language, 'copy.nav'))}${goTo(OWN.sessions, say(reader, 'sessions.title'))}${goTo(OWN.erasure, t(reader.language, 'erasure.own.nav'))}${goTo(CUSTOMER_PATHS.privacy, t(reader.language, 'record.notice.nav'))}`,
  })
}

function noToAllPart(reader: Reader, { view, ifNoToAll, now }: OwnPage): Html {
  const said = view.noToAllMarketing
  if (said?.state === 'withdrawn' || said?.state === 'objected') {
    return html`<p class="note">${say(reader, 'page.said-no-to-all', { day: dayOf(reader, said.since) })}</p>`
  }
  return html`${markedFormTo(reader, OWN.marketingObjection, html`<p><button>${say(reader, 'no-to-all')}</button></p>`)}
<details><summary>${say(reader, 'page.what-happens')}</summary>${consequences(reader, view, view.catalogue.purposes.filter((purpose) => purpose.kind === 'marketing'), ifNoToAll, now)}</details>`
}

function askingPart(reader: Reader, { standing }: PersonView): Html {
  const stopped = standing.stopAskingSince
  const line = stopped ? say(reader, 'page.stopped-asking', { day: dayOf(reader, stopped) }) : say(reader, 'link.stop-means')
  return html`<div class="card"><h3>${say(reader, 'page.asking')}</h3><p>${line}</p>
${markedFormTo(reader, OWN.asking, html`<input type="hidden" name="asking" value="${stopped ? 'allowed' : 'stop'}"><button class="plain">${say(reader, stopped ? 'page.allow-asking' : 'stop-asking')}</button>`)}</div>`
}

/** A no that came through a link and took something away: undone, or said for good (rule H3). */
function doubtNote(reader: Reader, { undoable, blocks, view }: OwnPage): Html {
  const { noes: [no], yeses } = undoable
  if (!no) return html``
  const names = [...new Set(yeses.map((yes) => purposeName(reader, view, yes.purpose)))]
  return html`<div class="note warn"><p>${say(reader, 'doubt.lead', { day: dayOf(reader, no.since), purposes: listOf(reader, names) })}</p>
${blocks.length > 0 ? html`<p>${say(reader, 'doubt.blocked', { fields: fieldNames(reader, view, blocks.map((one) => one.fieldKey)), day: dayOf(reader, blocks[0]!.deleteAfter) })}</p>` : ''}
${markedFormTo(reader, OWN.doubts, html`<button name="doubt" value="not-me">${say(reader, 'doubt.not-me')}</button><button class="plain" name="doubt" value="me">${say(reader, blocks.length > 0 ? 'doubt.me' : 'doubt.me-only')}</button>`)}</div>`
}
