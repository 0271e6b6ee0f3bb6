import { html } from 'hono/html'
import type { Channel } from '../../law/channel.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import { wording, type Wording } from '../../purposes/wording.ts'
import { customerPage, markedFormTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'

/** Channels that bring something to the person; the others are one choice together. */
const MESSAGES: readonly Channel[] = ['email', 'sms', 'letter', 'phone', 'push']

/** One box on the page: no to a purpose, through one channel or in every way. */
export interface Box {
  purpose: PublishedPurpose
  channel: Channel | null
  /** Name of the box in the form. */
  value: string
  label: string
}

/** The boxes for a purpose. */
export function boxesOf(reader: Reader, purpose: PublishedPurpose): Box[] {
  const channels = purpose.channels.filter((channel) => MESSAGES.includes(channel))
  if (channels.length === 0) return [{ purpose, channel: null, value: `${purpose.key} *`, label: say(reader, 'link.no-any') }]
  return channels.map((channel) => ({ purpose, channel, value: `${purpose.key} ${channel}`, label: say(reader, 'link.no-by', { channel }) }))
}

/** The words that stand beside a box or on a button, kept with the no that is said by it (rule L3). */
export function boxWording(reader: Reader, box: Box): Wording {
  return wording(reader.language, `${box.purpose.texts[reader.language].name}\n${box.label}`)
}

/** What a link from a mail opens: the choices there are, for everybody the same, and never which of them are on (rule H3). */
export function choicesPage(reader: Reader, path: string, purposes: readonly PublishedPurpose[]): Html {
  return customerPage(reader, {
    title: say(reader, 'link.title', { company: reader.company }), path,
    content: html`<p>${say(reader, 'link.lead')}</p>
${noParts(reader, path, purposes)}
<h2>${say(reader, 'link.more')}</h2>
<p>${say(reader, 'link.more-means')}</p>
${markedFormTo(reader, path, html`<input type="hidden" name="said" value="code"><p><button class="plain">${say(reader, 'door.send')}</button></p>`)}`,
  })
}

/** The ways to say no, to everything or to some of it, and to being asked. */
export function noParts(reader: Reader, path: string, purposes: readonly PublishedPurpose[]): Html {
  return html`${markedFormTo(reader, path, html`<input type="hidden" name="said" value="all"><p><button>${say(reader, 'no-to-all')}</button></p>`)}
<p class="small">${say(reader, 'link.all-means', { company: reader.company })}</p>
<h2>${say(reader, 'link.some')}</h2>
${markedFormTo(reader, path, html`<input type="hidden" name="said" value="some">
${purposes.map((purpose) => html`<fieldset><legend>${purpose.texts[reader.language].name}</legend>
<p class="hint">${purpose.texts[reader.language].description}</p>
${boxesOf(reader, purpose).map((box) => html`<label class="pick"><input type="checkbox" name="no" value="${box.value}">${box.label}</label>
`)}</fieldset>
`)}<p><button>${say(reader, 'link.save')}</button></p>`)}
<h2 id="stop-asking">${say(reader, 'stop-asking')}</h2>
<p>${say(reader, 'link.stop-means')}</p>
${markedFormTo(reader, path, html`<input type="hidden" name="said" value="stop-asking"><p><button>${say(reader, 'stop-asking')}</button></p>`)}`
}

/** What a no through a link leads to. It says nothing of the person: whoever holds the link may read it. */
export function saidNoPage(reader: Reader, told: { what: readonly string[]; inFlight: boolean; stopAskingOnly?: boolean; on?: Html }): Html {
  return customerPage(reader, {
    title: say(reader, 'link.done-title'),
    content: html`<div class="note"><ul>${told.what.map((line) => html`<li>${line}</li>`)}</ul>
<p>${say(reader, told.stopAskingOnly ? 'link.done-asking' : 'link.done-now')}</p></div>
${told.inFlight ? html`<p class="note warn">${say(reader, 'in-flight')}</p>` : ''}
${told.stopAskingOnly ? '' : html`<p>${say(reader, 'link.done-kept')}</p>`}
${told.on ?? html`<p>${say(reader, 'link.done-undo')}</p>`}`,
  })
}

/** A no in words: `News: not by e-mail`. Null is all marketing, and all channels. */
export function noInWords(reader: Reader, purpose: string | null, channel: Channel | null): string {
  if (purpose === null) return channel ? say(reader, 'link.no-all-by', { channel }) : say(reader, 'no-to-all')
  return `${purpose}: ${channel ? say(reader, 'link.no-by', { channel }) : say(reader, 'link.no-any')}`
}
