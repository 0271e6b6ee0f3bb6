import { Problem } from '../plumbing/errors.ts'
import { CONTACT_FIELDS, type Field } from '../purposes/field.ts'
import { parseDate } from '../values/calendar.ts'
import { isFault, type Fault } from '../values/fault.ts'
import { parseLanguage } from '../values/language-name.ts'
import { parseText } from '../values/name.ts'
import { numberOf, optionOf, textOf, yesNoOf, type ReadableField } from './own-value.ts'
import type { FieldValue } from './values.sql.ts'

const MAX_LIST_ITEMS = 200
const DELIVERIES: readonly string[] = ['digital', 'paper']

/** Reads what was sent or typed for a field as a value of its type. Throws `invalid` that names the field. */
export function parseFieldValue(field: ReadableField, input: unknown): FieldValue {
  // Contact points have a verification of their own and are not written as values.
  if ((CONTACT_FIELDS as readonly string[]).includes(field.key)) throw unfit(field, 'people.value.contact-point')
  const value = parse(field, input)
  if (isFault(value)) throw new Problem('invalid', { text: value.fault, field: field.key, ...(value.parameters ? { parameters: value.parameters } : {}) })
  return value
}

function parse(field: ReadableField, input: unknown): FieldValue | Fault {
  const { checks = {} } = field
  if (field.type === 'number') return numberOf(input, checks)
  if (field.type === 'yes-no') return yesNoOf(input)
  if (field.type === 'list') return listOf(field, input)
  if (field.type === 'amount') {
    if (typeof input === 'number' && Number.isSafeInteger(input)) return input
    throw unfit(field, 'people.value.not-whole')
  }
  if (typeof input !== 'string') throw unfit(field, 'people.value.not-text')
  if (field.type === 'date') return parseDate(input)
  if (field.key === 'language') return parseLanguage(input)
  if (field.key === 'delivery' && !DELIVERIES.includes(input)) throw unfit(field, 'people.value.delivery-unknown')
  return checks.options ? optionOf(input, checks) : textOf(input, checks)
}

function listOf(field: Pick<Field, 'key'>, input: unknown): string[] | Fault {
  if (!Array.isArray(input) || input.length > MAX_LIST_ITEMS || !input.every((item) => typeof item === 'string')) throw unfit(field, 'people.value.not-list')
  const items: string[] = []
  for (const item of input) {
    const text = parseText(item)
    if (isFault(text)) return text
    if (!items.includes(text)) items.push(text)
  }
  return items
}

function unfit(field: Pick<Field, 'key'>, text: string): Problem {
  return new Problem('invalid', { text, field: field.key })
}
