import type { Hono } from 'hono'
import { html } from 'hono/html'
import { letterPurposes } from '../../correspondence/letter.ts'
import { selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { RECEIPT_KINDS } from '../../consent/receipt.ts'
import { activityPurposes } from '../../activities/activity.ts'
import { notePurposes } from '../../notes/note.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectTimeline, type TimelineEvent } from '../../rights/timeline.sql.ts'
import { sumInWords } from '../../values/money.ts'
import { t } from '../../values/text.ts'
import { customerPage, dayOf, goTo, listOf, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'
import { purposeName } from './held-section.ts'

const EVENTS_A_PAGE = 30

/** What has happened: what was sent and why it was allowed, who recorded what, what the person has said. */
export function addHistory(door: Hono<CustomerEnv>, house: House): void {
  door.get(OWN.history, forReaders(house), forCustomers(house), async (c) => {
    const reader = c.get('reader')
    const before = placeIn(c.req.query('before'))
    const { events, catalogue } = await house.database.read(async (tx) => {
      const inForce = await selectCatalogue(tx)
      return { catalogue: inForce, events: await selectTimeline(tx, c.get('customer').personId, { limit: EVENTS_A_PAGE, notes: notePurposes(inForce), activities: activityPurposes(inForce), letters: letterPurposes(inForce), documents: true, deals: true, tickets: 'own', leads: true, ...(before ? { before } : {}) }) }
    })
    const last = events.length === EVENTS_A_PAGE ? events.at(-1) : undefined
    return c.html(customerPage(reader, {
      title: say(reader, 'nav.history'), path: OWN.history, signedIn: true,
      content: html`<p>${say(reader, 'history.lead')}</p>
${events.length === 0 ? html`<p>${say(reader, 'history.nothing')}</p>` : events.map((event) => eventCard(reader, event, catalogue))}
${last ? goTo(`${OWN.history}?before=${placeOf(last)}`, say(reader, 'history.older')) : ''}${goTo(OWN.page, say(reader, 'back'))}`,
    }))
  })
}

function placeOf(event: TimelineEvent): string {
  return Buffer.from(JSON.stringify([event.at.toISOString(), event.key])).toString('base64url')
}

function placeIn(text: string | undefined): { at: Date; key: string } | undefined {
  if (text === undefined) return undefined
  try {
    const [at, key] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string]
    const moment = new Date(at)
    if (typeof key === 'string' && !Number.isNaN(moment.getTime())) return { at: moment, key }
  } catch {
    // Falls through: whatever it was, it was not ours.
  }
  throw new Problem('invalid', { text: 'customer.history.place' })
}

/** Hyphens cannot stand in the name of an ICU choice. */
const choice = (text: string | null) => (text ?? 'none').replaceAll('-', '_')

function eventCard(reader: Reader, event: TimelineEvent, catalogue: PublishedCatalogue): Html {
  const receipt = event.type === 'entry' && event.seq !== null && (RECEIPT_KINDS as readonly string[]).includes(event.kind)
  return html`<div class="card"><h3>${headline(reader, event, catalogue)}</h3>
<p class="small"><time datetime="${event.at.toISOString()}">${dayOf(reader, event.at)}</time>. ${details(reader, event, catalogue)}</p>
${receipt ? goTo(OWN.receipt(event.seq!), say(reader, 'history.receipt')) : ''}</div>
`
}

function headline(reader: Reader, event: TimelineEvent, catalogue: PublishedCatalogue): string {
  const purpose = event.purpose === null || event.purpose === '*' ? say(reader, 'history.all-marketing') : purposeName(reader, { catalogue }, event.purpose)
  const channel = event.channel === null || event.channel === '*' ? '' : ` (${t(reader.language, `law.channel.${event.channel}`)})`
  switch (event.type) {
    case 'entry':
      if (event.voucher) return say(reader, 'history.voucher', { what: choice(event.voucher.what), number: event.voucher.number ?? '' })
      return say(reader, 'history.entry', { kind: choice(event.kind), what: event.kind === 'wished' ? t(reader.language, `consent.calls.${event.detail ?? 'any-time'}`) : purpose + channel })
    case 'use':
      return say(reader, 'history.use', { kind: event.kind, what: purpose + channel })
    case 'provenance':
      return say(reader, 'history.provenance', { kind: event.surface ?? 'self' })
    case 'ground':
      return say(reader, 'history.ground', { what: purpose })
    case 'code':
      return say(reader, 'history.code', { number: event.kind })
    case 'invoice':
    case 'credit-note':
      return say(reader, 'history.invoice', { what: choice(event.type), number: event.kind })
    case 'payment':
      return say(reader, 'history.payment', { number: event.kind })
    case 'deal':
      return say(reader, 'history.deal', { kind: choice(event.kind), what: event.detail ?? '' })
    case 'event':
      return say(reader, 'history.event', { what: event.kind })
    case 'ticket':
      return say(reader, 'history.ticket', { kind: choice(event.kind), what: event.detail ?? '' })
    case 'lead':
      return say(reader, 'history.met', { kind: choice(event.kind), what: event.detail ?? '' })
    case 'note':
      return say(reader, 'history.note', { what: purpose })
    case 'activity':
      return say(reader, 'history.activity', { kind: choice(event.kind), what: purpose })
    case 'letter':
      return say(reader, 'history.letter', { kind: event.kind, what: purpose })
  }
}

function details(reader: Reader, event: TimelineEvent, catalogue: PublishedCatalogue): string {
  const who = say(reader, 'history.who', { kind: choice(event.actorKind) })
  switch (event.type) {
    case 'entry':
      if (event.voucher) return say(reader, 'history.voucher-words', { way: event.voucher.way, words: event.voucher.words })
      return `${t(reader.language, 'customer.history.where', { surface: choice(event.surface) })} ${who}`
    case 'use':
      // Of a mail of a colleague the subject alone: they have the mail.
      return [event.detail === null ? '' : say(reader, 'history.subject', { subject: event.detail.split('\n')[0]! }), say(reader, 'history.allowed'), whyAllowed(reader, event)].filter(Boolean).join(' ')
    case 'provenance': {
      const fields = (event.detail ?? '').split(', ').map((key) => catalogue.fields.find((field) => field.key === key)?.texts[reader.language].name ?? key)
      return `${listOf(reader, fields)}. ${event.kind === 'person' ? '' : `${say(reader, 'history.source', { source: event.kind })} `}${who}`
    }
    case 'ground':
      return say(reader, 'history.ground-why', { why: choice(event.detail) })
    case 'code':
      return [event.detail === null ? '' : say(reader, 'history.code-why', { why: event.detail }), say(reader, 'history.code-next'), who].filter(Boolean).join(' ')
    case 'invoice':
    case 'credit-note':
    case 'payment':
      return sumInWords(reader.language, event.detail!)
    case 'deal':
    case 'ticket':
    case 'lead':
      return who
    case 'event':
      return [event.detail === null ? '' : `${event.detail}.`, say(reader, 'history.event-why', { purpose: event.purpose === null ? '' : purposeName(reader, { catalogue }, event.purpose) })].filter(Boolean).join(' ')
    case 'letter':
      return who
    case 'note':
    case 'activity':
      // Its words may name others: they come in the copy, looked through (art. 15(4)).
      return `${say(reader, 'history.note-words')} ${who}`
  }
}

/** Rules that allow, said to the person. */
const ALLOWING: readonly string[] = ['D3b', 'D4a', 'D4b', 'D4c', 'D7d', 'D7i']

function whyAllowed(reader: Reader, { rule, channel }: TimelineEvent): string {
  if (rule === null) return ''
  const sentence = ALLOWING.includes(rule) ? say(reader, `why.${rule}`) : t(reader.language, `decisions.${rule}`, { channel: channel ?? 'none' })
  return say(reader, 'history.rule', { sentence, rule })
}
