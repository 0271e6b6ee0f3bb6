import type { Hono } from 'hono'
import { html } from 'hono/html'
import { selectDocument } from '../../lifecycle/documents.sql.ts'
import { keptBy, type IssuedDocument } from '../../lifecycle/issued-document.ts'
import { Problem } from '../../plumbing/errors.ts'
import { localDateIn } from '../../values/calendar.ts'
import { isId } from '../../values/ids.ts'
import { dayOf, PAGE_ZONE, say } from '../customer-page.ts'
import { forReaders, type Reader } from '../customer-reader.ts'
import { documentHeaders } from '../document-headers.ts'
import type { House } from '../house.ts'
import type { Html } from '../page.ts'
import { forCustomers, OWN, type CustomerEnv } from './for-customers.ts'

/** What was issued to the person, as it was issued. */
export function addDocuments(door: Hono<CustomerEnv>, house: House): void {
  door.get(OWN.document(':id'), forReaders(house), forCustomers(house), async (c) => {
    const documentId = c.req.param('id') ?? ''
    const found = isId(documentId) ? await house.database.read((tx) => selectDocument(tx, c.get('customer').personId, documentId)) : undefined
    if (!found) throw new Problem('not-found', { text: 'lifecycle.document-unknown' })
    return c.body(new Uint8Array(found.content), 200, documentHeaders(found))
  })
}

/** What the law makes us keep of the person, until when; nothing where nothing was issued. */
export function documentsSection(reader: Reader, documents: readonly IssuedDocument[], now: Date): Html {
  if (documents.length === 0) return html``
  const today = localDateIn(PAGE_ZONE, now)
  const day = (date: string) => dayOf(reader, new Date(`${date}T12:00:00Z`))
  return html`<h2 id="documents">${say(reader, 'page.documents')}</h2>
<p>${say(reader, 'documents.lead')}</p>
<ul>${documents.map((one) => html`<li><a class="go" href="${OWN.document(one.documentId)}">${one.title}</a><br><span class="small">${day(one.issuedOn)}. ${say(reader, 'documents.kept', { day: day(one.keepUntil), law: keptBy(one, today) })}</span></li>
`)}</ul>`
}
