import { html } from 'hono/html'
import type { PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { customerPage, goTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { whatEnded } from './consequences.ts'
import { OWN } from './for-customers.ts'
import type { Saved } from './save-choices.ts'

/** What was saved, what came of it, and the proof. */
export function savedPage(reader: Reader, catalogue: PublishedCatalogue, lines: readonly string[], saved: Saved, hasReceipts = true): Html {
  return customerPage(reader, {
    title: say(reader, 'saved.title'), signedIn: true,
    content: html`<div class="note"><ul>${lines.map((line) => html`<li>${line}</li>`)}</ul><p>${say(reader, 'saved.now')}</p></div>
${saved.inFlight ? html`<p class="note warn">${say(reader, 'in-flight')}</p>` : ''}${whatEnded(reader, { catalogue }, saved)}
${saved.receipt ? html`<p>${say(reader, 'saved.receipt')}</p>` : ''}
${hasReceipts ? saved.seqs.map((seq) => goTo(OWN.receipt(seq), say(reader, 'saved.see-receipt', { number: seq }))) : ''}
${goTo(OWN.page, say(reader, 'back'))}`,
  })
}
