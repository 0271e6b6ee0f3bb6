import { html } from 'hono/html'
import { OWN } from './for-customers.ts'
import type { Ground } from '../../people/ground.ts'
import { OWN_PAGE } from '../../people/hold-values.ts'
import type { Until } from '../../people/holding.ts'
import type { FieldValue, ValueBlock } from '../../people/values.sql.ts'
import type { FieldChecks } from '../../purposes/field.ts'
import type { HeldValue, PersonView } from '../../rights/show-person.ts'
import { valueInWords as inWords } from '../../rights/value-in-words.ts'
import { dayOf, listOf, markedFormTo, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { inFieldOrder } from './field-order.ts'

const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** One thing that is held, ready to be shown. */
interface Held extends Pick<HeldValue, 'grounds' | 'until' | 'provenance' | 'block'> {
  key: string
  label: string
  shown: string
  note?: string
}

/** What we hold, field by field, with what for, since when, from where and until when; what shares its answers stands together. */
export function heldSection(reader: Reader, view: PersonView, blocks: readonly ValueBlock[]): Html {
  const fieldName = (key: string) => view.catalogue.fields.find((field) => field.key === key)?.texts[reader.language].name ?? key
  const held: Held[] = [
    ...view.values.filter((one) => !isConcluded(one)).map((one) => ({ ...one, key: one.field.key, label: one.field.texts[reader.language].name, shown: valueInWords(reader, one.field.key, one.value, one.field.checks) })),
    ...view.contactPoints.map((point) => ({
      ...point, key: POINT_FIELD[point.kind], block: blocks.find((one) => one.fieldKey === POINT_FIELD[point.kind]), label: fieldName(POINT_FIELD[point.kind]), shown: point.value,
      ...(point.kind === 'email' && !point.verifiedAt ? { note: say(reader, 'held.unverified') } : {}),
    })),
  ]
  if (held.length === 0) return html`<p>${say(reader, 'held.nothing')}</p>`
  const groups = Map.groupBy(inFieldOrder(held, (one) => one.key), (one) => answersOf(reader, view, one).join('\n'))
  return html`${[...groups.values()].map((group) => heldGroup(reader, view, group))}`
}

function heldGroup(reader: Reader, view: PersonView, group: readonly Held[]): Html {
  return html`<div class="card"><dl>${group.map((one) => html`<dt>${one.label}</dt><dd>${one.shown}${one.note ? html` <span class="small">${one.note}</span>` : ''}</dd>`)}</dl>
${answersOf(reader, view, group[0]!).map((line) => html`<p class="small">${line}</p>`)}</div>
`
}

/** What for, whence, until when: the lines that things of one group share. */
function answersOf(reader: Reader, view: PersonView, one: Held): string[] {
  const names = [...new Set(one.grounds.map((ground) => ground.purpose))].map((key) => purposeName(reader, view, key))
  const blocked = one.block && say(reader, 'held.blocked', { day: dayOf(reader, one.block.deleteAfter) })
  return [
    names.length > 0 ? say(reader, 'held.for', { purposes: listOf(reader, names) }) : say(reader, 'held.for-nothing'),
    whence(reader, one.provenance),
    blocked ?? say(reader, 'held.until', { until: untilInWords(reader, view, one.until, one.grounds) }),
  ]
}

function whence(reader: Reader, provenance: HeldValue['provenance']): string {
  if (!provenance) return say(reader, 'held.from-unknown')
  const { collected, source, recordedBy, recordedAt } = provenance
  const from = source === OWN_PAGE ? say(reader, 'held.from-here') : say(reader, `held.from-${collected}`, { source })
  return `${from} ${say(reader, 'held.by', { who: recordedBy.kind, day: dayOf(reader, recordedAt) })}`
}

/** Until when something may be held, to the person; `grounds` are those that hold it, whose purposes say how long after the event. */
export function untilInWords(reader: Reader, view: Pick<PersonView, 'catalogue'>, until: Until, grounds: readonly Ground[]): string {
  if (until.kind === 'date') return say(reader, 'until.date', { day: dayOf(reader, until.at) })
  if (until.kind === 'ended') return say(reader, 'until.ended')
  const open = grounds.filter((ground) => !ground.holdUntil && !ground.endedAt)
  const holding = open.filter((ground) => ground.waitsFor === until.waitsFor).map((ground) => ground.purpose)
  const months = Math.max(0, ...view.catalogue.purposes.filter((purpose) => holding.includes(purpose.key)).map((purpose) => purpose.retention.months))
  // A hyphen cannot stand in the name of an ICU choice.
  return say(reader, 'until.event', { event: until.waitsFor.replaceAll('-', '_'), months })
}

export function purposeName(reader: Pick<Reader, 'language'>, view: Pick<PersonView, 'catalogue'>, key: string): string {
  return view.catalogue.purposes.find((purpose) => purpose.key === key)?.texts[reader.language].name ?? key
}

function isConcluded(one: HeldValue): boolean {
  return one.field.inferred || one.provenance?.collected === 'inferred'
}

/** What we have concluded: each can be rejected, and is then never concluded again (rule H2). */
export function concludedSection(reader: Reader, view: PersonView): Html {
  const concluded = view.values.filter(isConcluded)
  if (concluded.length === 0) return html`<p>${say(reader, 'concluded.nothing')}</p>`
  return html`<p>${say(reader, 'concluded.lead')}</p>
${concluded.map((one) => html`<div class="card"><h3>${one.field.texts[reader.language].name}</h3>
${(Array.isArray(one.value) ? (one.value as string[]) : [String(one.value)]).map((item) => rejectable(reader, one.field.key, item, Array.isArray(one.value) ? item : valueInWords(reader, one.field.key, one.value)))}
${answersOf(reader, view, { ...one, key: one.field.key, label: '', shown: '' }).map((line) => html`<p class="small">${line}</p>`)}</div>
`)}`
}

function rejectable(reader: Reader, field: string, item: string, shown: string | Html): Html {
  return markedFormTo(reader, OWN.rejections, html`<input type="hidden" name="field" value="${field}"><input type="hidden" name="item" value="${item}">
<p>${shown} <button class="plain" aria-label="${say(reader, 'concluded.reject')}: ${shown}">${say(reader, 'concluded.reject')}</button></p>`)
}

/** A value as a person reads it. */
export function valueInWords(reader: Reader, field: string, value: FieldValue, checks?: FieldChecks): string {
  return inWords(reader.language, field, value, checks)
}
