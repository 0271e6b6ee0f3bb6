import { html } from 'hono/html'
import type { PersonDecision } from '../../decisions/decide-for.ts'
import type { Question } from '../../decisions/question.ts'
import { RENEWAL_MONTHS } from '../../decisions/question.ts'
import type { Channel } from '../../law/channel.ts'
import type { ContactPoint } from '../../people/values.sql.ts'
import { lives } from '../../people/ground.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { monthsLater } from '../../values/moment.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import type { PersonView } from '../../rights/show-person.ts'
import { t } from '../../values/text.ts'
import { dayOf, listOf, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { OWN } from './for-customers.ts'

type Said = PersonView['choices'][number]['channels'][number]['choice']

/** One thing the person can choose: a purpose through a channel that reaches them. */
export interface Choosable {
  purpose: PublishedPurpose
  channel: Channel
  said: Said
  /** The address or number a yes would be for; null where the channel needs none. */
  point: ContactPoint | null
  /** When a yes ends by itself; null where it does not, or there is none. */
  until: Date | null
}

const POINT_OF: Partial<Record<Channel, ContactPoint['kind']>> = { email: 'email', sms: 'phone', phone: 'phone', letter: 'postal' }
/** Nothing can be pushed to anybody yet: there is no app. */
const NOT_OFFERED: readonly Channel[] = ['push', 'ads']

/** What the person can choose: every purpose they have a say in, through the channels that reach them. */
export function choosable(view: PersonView): Choosable[] {
  return view.choices.flatMap(({ purpose, channels }) => channels.flatMap(({ channel, choice, until }): Choosable[] => {
    const kind = POINT_OF[channel as Channel]
    const points = view.contactPoints.filter((point) => point.kind === kind)
    const point = points.find((one) => one.contactPointId === choice?.contactPointId) ?? points.findLast((one) => one.verifiedAt) ?? points.at(-1) ?? null
    if (NOT_OFFERED.includes(channel as Channel) || (kind && !point)) return []
    return [{ purpose, channel: channel as Channel, said: choice, point, until }]
  }))
}

/** Near its end a yes can be said anew on the page too, from so long before as one is asked by mail. */
export function mayRenew({ until }: Pick<Choosable, 'until'>, now: Date): boolean {
  return until !== null && until <= monthsLater(now, RENEWAL_MONTHS, RETENTION_ZONE)
}

/** What the gate is asked so that the page can say what really holds now. */
export function questionsAbout(choices: readonly Choosable[], view: PersonView, now: Date): Question[] {
  return choices.map(({ purpose, channel }) => {
    const sale = view.grounds.find((ground) => ground.purpose === purpose.key && ground.basis === 'soft-opt-in' && lives(ground, now))
    return { purpose: purpose.key, channel, use: channel === 'none' ? 'profile' : channel === 'web' ? 'show' : 'send', about: sale?.productGroups[0] ?? null }
  })
}

export function choicesSection(reader: Reader, choices: readonly Choosable[], decisions: readonly PersonDecision[]): Html {
  const groups = Map.groupBy(choices.map((choice, index) => ({ ...choice, decision: decisions[index]! })), (one) => one.purpose.key)
  const inOrder = [...groups.values()].toSorted((a, b) => place(a[0]!.purpose) - place(b[0]!.purpose))
  return html`${inOrder.map((group) => {
    const { name, description } = group[0]!.purpose.texts[reader.language]
    // Channels that stand alike are told together.
    const alike = Map.groupBy(group, (one) => String(stateInWords(reader, one, one.decision)))
    return html`<div class="card"><h3>${name}</h3><p class="small">${description}</p>
<ul>${[...alike.values()].map((some) => html`<li>${channelsOf(reader, some.map((one) => one.channel))}${stateInWords(reader, some[0]!, some[0]!.decision)}</li>`)}</ul>
<p><a class="go" href="${OWN.choice(group[0]!.purpose.key)}">${say(reader, 'choices.change', { purpose: name })}</a></p></div>
`
  })}`
}

/** Where the company sends something first, then what it only thinks about. */
function place(purpose: PublishedPurpose): number {
  const known = MARKETING_ORDER.indexOf(purpose.key)
  return purpose.group !== 'marketing' ? 200 : known >= 0 ? known : 100
}

const MARKETING_ORDER: readonly string[] = ['news', 'tips', 'events', 'competitions', 'surveys', 'phone-follow-up']

/** `E-mail and letter: `; nothing where there is no message at all. */
function channelsOf(reader: Reader, channels: readonly Channel[]): string {
  if (channels.length === 1 && channels[0] === 'none') return ''
  const names = listOf(reader, channels.map((channel) => t(reader.language, `law.channel.${channel}`)))
  return `${names.charAt(0).toUpperCase()}${names.slice(1)}: `
}

export function channelName(reader: Pick<Reader, 'language'>, channel: Channel): string {
  const name = t(reader.language, `law.channel.${channel}`)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Rules that only hold a yes back for a while. */
const WAITS_ITS_TURN = ['D1k', 'D1l']

/** What stands for a choice and, where that is something else, what really happens. */
export function stateInWords(reader: Reader, { said, channel, until }: Pick<Choosable, 'said' | 'channel' | 'until'>, decision: Pick<PersonDecision, 'allowed' | 'rule' | 'basis' | 'text' | 'parameters'>): Html {
  const since = said ? dayOf(reader, said.since) : ''
  switch (said?.state) {
    case 'given': {
      const often = said.frequency && channel !== 'web' && channel !== 'none' ? `, ${t(reader.language, `purposes.frequency.${said.frequency}`)}` : ''
      const held = decision.allowed || WAITS_ITS_TURN.includes(decision.rule) ? '' : html`. ${say(reader, 'choices.held-back')} ${t(reader.language, decision.text, decision.parameters)}`
      return html`<b>${say(reader, 'question.yes')}</b> ${say(reader, 'choices.since', { day: since })}${often}${until ? html`, ${say(reader, 'choices.holds-until', { day: dayOf(reader, until) })}` : ''}${held}`
    }
    case 'unconfirmed':
      return html`${say(reader, 'choices.unconfirmed')}`
    case 'withdrawn':
    case 'objected':
      return html`<b>${say(reader, 'question.no')}</b> ${say(reader, 'choices.since', { day: since })}${said.unproved ? html` (${say(reader, 'choices.by-link')})` : ''}`
    default:
      return decision.allowed ? html`${say(reader, 'choices.on', { basis: (decision.basis ?? 'none').replaceAll('-', '_') })}` : html`${say(reader, 'choices.unanswered')}`
  }
}
