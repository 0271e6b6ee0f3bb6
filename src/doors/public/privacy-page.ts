import type { Hono } from 'hono'
import { html } from 'hono/html'
import { CUSTOMER_PATHS } from '../../messages/customer-paths.ts'
import { privacyNotice, type NoticeSection } from '../../record/privacy-notice.ts'
import { readRecord } from '../../record/read-record.ts'
import { t } from '../../values/text.ts'
import { customerPage, dayOf } from '../customer-page.ts'
import { forReaders, type ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'

/** What everybody may read of how data is used (art. 13 and 14): made of what is in force, for whoever asks. */
export function addPrivacyPage(door: Hono<ReaderEnv>, house: House): void {
  door.get(CUSTOMER_PATHS.privacy, forReaders(house), async (c) => {
    const reader = c.get('reader')
    const source = await house.database.read((tx) => readRecord(tx, house.publicUrl))
    const sections = privacyNotice(source, reader.language)
    return c.html(customerPage(reader, {
      title: t(reader.language, 'record.notice.title', { company: reader.company }), path: CUSTOMER_PATHS.privacy,
      content: html`<p>${t(reader.language, 'record.notice.lead', { day: dayOf(reader, source.at) })}</p>
<nav class="on" aria-label="${t(reader.language, 'record.notice.on-this-page')}">${sections.map((one) => html`<a href="#${one.key}">${one.title}</a>`)}</nav>
${sections.map(sectionPart)}`,
    }))
  })
}

/** Parts of which one looks up what concerns oneself. */
const FOLDED = new Set(['purposes', 'kept'])

function sectionPart({ key, title, lead, items }: NoticeSection): Html {
  return html`<h2 id="${key}">${title}</h2>
<p>${lead}</p>
${FOLDED.has(key) ? items.map(({ term, lines }) => html`<details><summary>${term}</summary>${lines.map((line) => html`<p>${line}</p>`)}</details>`) : items.length === 0 ? '' : html`<dl>${items.map(({ term, lines }) => html`<dt>${term}</dt>${lines.map((line) => html`<dd>${line}</dd>`)}`)}</dl>`}`
}
