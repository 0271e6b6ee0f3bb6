import { html } from 'hono/html'
import { lives } from '../../people/ground.ts'
import type { FieldValue } from '../../people/values.sql.ts'
import type { PublishedField } from '../../purposes/catalogue.sql.ts'
import type { PersonView } from '../../rights/show-person.ts'
import { LANGUAGES } from '../../values/text.ts'
import { listOf, say } from '../customer-page.ts'
import type { Reader } from '../customer-reader.ts'
import type { Html } from '../page.ts'
import { inFieldOrder } from './field-order.ts'
import { purposeName, valueInWords } from './held-section.ts'

/** A field the person may fill in, with what it is used for. */
export interface OwnField {
  field: PublishedField
  value: FieldValue | undefined
  purposes: string[]
}

/** The fields the person may correct or add: those that they are asked for and a living ground needs (rule H1). */
export function ownFields(reader: Reader, view: PersonView, now: Date): OwnField[] {
  const living = new Set(view.grounds.filter((ground) => lives(ground, now)).map((ground) => ground.purpose))
  const blocked = new Set(view.values.filter((one) => one.block).map((one) => one.field.key))
  const held = new Set(view.values.map((one) => one.field.key))
  return inFieldOrder(view.catalogue.fields, (field) => field.key).flatMap((field): OwnField[] => {
    if (!held.has(field.key) && isBeside(field.key, held, view)) return []
    const purposes = view.catalogue.purposes.filter((purpose) => living.has(purpose.key) && purpose.fields.includes(field.key))
    if (!field.asked || purposes.length === 0 || blocked.has(field.key)) return []
    return [{ field, value: view.values.find((one) => one.field.key === field.key)?.value, purposes: purposes.map((purpose) => purposeName(reader, view, purpose.key)) }]
  })
}

/** A field that would only ask again for what is there, or does not concern a consumer. */
function isBeside(key: string, held: ReadonlySet<string>, view: PersonView): boolean {
  if (key === 'full_name') return held.has('given_name') || held.has('family_name')
  return (key === 'company_name' || key === 'title') && view.person.capacity === 'consumer'
}

export interface FieldProblem {
  field: string
  sentence: string
}

export function fieldInput(reader: Reader, { field, value, purposes }: OwnField, problem: FieldProblem | undefined): Html {
  const { name } = field.texts[reader.language]
  const mine = problem?.field === field.key ? problem.sentence : undefined
  return html`<label for="${field.key}">${name}</label><p class="hint" id="${field.key}-hint">${field.type === 'list' ? `${say(reader, 'details.list')} ` : ''}${say(reader, 'details.used-for', { purposes: listOf(reader, purposes) })}</p>
${mine ? html`<p class="note warn" role="alert" id="${field.key}-problem">${mine}</p>` : ''}${inputFor(reader, field, asTyped(value), mine !== undefined)}
`
}

function inputFor(reader: Reader, field: PublishedField, typed: string, faulty: boolean): Html {
  const common = html`id="${field.key}" name="${field.key}" aria-describedby="${field.key}-hint${faulty ? ` ${field.key}-problem` : ''}"${faulty ? html` aria-invalid="true"` : ''}`
  const options = optionsOf(field)
  if (options) {
    return html`<select ${common}><option value=""></option>${options.map((option) => html`<option value="${String(option)}"${String(option) === typed ? html` selected` : ''}>${valueInWords(reader, field.key, option, field.checks)}</option>`)}</select>`
  }
  if (field.type === 'number') return html`<input type="text" inputmode="decimal" ${common} value="${typed}" maxlength="30">`
  return field.type === 'date'
    ? html`<input type="date" ${common} value="${typed}">`
    : html`<input type="text" ${common} value="${typed}" maxlength="${String(field.checks.characters ?? 500)}"${AUTOCOMPLETE[field.key] ? html` autocomplete="${AUTOCOMPLETE[field.key]!}"` : ''}>`
}

/** What there is to choose from, where it is not to be typed. */
function optionsOf({ key, type, checks }: PublishedField): readonly (string | boolean)[] | undefined {
  if (key === 'language') return LANGUAGES
  if (key === 'delivery') return ['digital', 'paper']
  return type === 'yes-no' ? [true, false] : checks.options?.map((option) => option.key)
}

/** WCAG 1.3.5: inputs about the person say what they are. */
const AUTOCOMPLETE: Record<string, string> = {
  given_name: 'given-name', family_name: 'family-name', full_name: 'name', company_name: 'organization', title: 'organization-title', birth_date: 'bday',
  street: 'street-address', postal_code: 'postal-code', city: 'address-level2', region: 'address-level1', gender: 'sex',
}

function asTyped(value: FieldValue | undefined): string {
  return Array.isArray(value) ? (value as string[]).join(', ') : value === undefined ? '' : String(value)
}

/** What the form says that differs from what is held; an emptied field is to be removed. */
export function changesIn(fields: readonly OwnField[], form: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(fields.flatMap(({ field, value }): [string, unknown][] => {
    const typed = form.get(field.key)?.trim()
    if (typed === undefined || typed === asTyped(value)) return []
    if (typed === '') return [[field.key, null]]
    return [[field.key, field.type === 'list' ? typed.split(/[,;\n]/).map((item) => item.trim()).filter((item) => item !== '') : typed]]
  }))
}
