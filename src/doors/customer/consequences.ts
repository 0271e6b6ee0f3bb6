import { html } from 'hono/html'
import type { ChoiceRehearsal } from '../../consent/rehearse-choices.ts'
import type { Recording } from '../../consent/record-choices.ts'
import { lives } from '../../people/ground.ts'
import type { PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import type { PersonView } from '../../rights/show-person.ts'
import { dayOf, listOf, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { inFieldOrder } from './field-order.ts'
import { purposeName, untilInWords } from './held-section.ts'

type WithCatalogue = Pick<PersonView, 'catalogue'>

/** What a choice would lead to, said before it is made: what is deleted now, what stays, for what and until when. */
export function consequences(reader: Reader, view: PersonView, purposes: readonly PublishedPurpose[], rehearsal: ChoiceRehearsal, now: Date): Html {
  const { ends } = rehearsal
  // What the purposes never needed is not touched either way, so it is not told.
  const stays = rehearsal.stays.filter((one) => purposes.some((purpose) => purpose.fields.includes(one.fieldKey)))
  const documents = view.grounds.find((ground) => ground.purpose === 'bookkeeping' && lives(ground, now))
  return html`<ul><li>${ends.length > 0 ? say(reader, 'consequence.ends', { fields: fieldNames(reader, view, ends.map((one) => one.fieldKey)) }) : say(reader, 'consequence.nothing-ends')}</li>
${[...Map.groupBy(stays, (one) => `${one.purposes.join()} ${one.until.kind === 'date' ? one.until.at.toISOString() : ''}`).values()].map((group) => html`<li>${staying(reader, view, group)}</li>
`)}${documents ? html`<li>${say(reader, 'consequence.documents', { until: documents.until ? say(reader, 'until.date', { day: dayOf(reader, documents.until) }) : say(reader, 'until.event', { event: 'obligation_end', months: 0 }) })}</li>` : ''}</ul>`
}

function staying(reader: Reader, view: PersonView, group: ChoiceRehearsal['stays']): string {
  const [{ purposes, until }] = group as [ChoiceRehearsal['stays'][number]]
  const fields = fieldNames(reader, view, group.map((one) => one.fieldKey))
  const grounds = view.grounds.filter((ground) => purposes.includes(ground.purpose))
  const told = { fields, until: untilInWords(reader, view, until, grounds) }
  return purposes.length > 0
    ? say(reader, 'consequence.stays', { ...told, purposes: listOf(reader, purposes.map((key) => purposeName(reader, view, key))) })
    : say(reader, 'consequence.stays-unused', told)
}

/** What a recorded choice did lead to. */
export function whatEnded(reader: Reader, view: WithCatalogue, recording: Pick<Recording, 'ended'> | undefined): Html {
  const fields = [...new Set((recording?.ended ?? []).map((one) => one.fieldKey))]
  return fields.length > 0 ? html`<p>${say(reader, 'consequence.ended', { fields: fieldNames(reader, view, fields) })}</p>` : html``
}

export function fieldNames(reader: Reader, view: WithCatalogue, keys: readonly string[]): string {
  return listOf(reader, inFieldOrder(keys, (key) => key).map((key) => view.catalogue.fields.find((field) => field.key === key)?.texts[reader.language].name ?? key))
}
