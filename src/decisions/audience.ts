import { CAPACITIES } from '../law/channel.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import { PROFILE_FIELDS, type FieldType } from '../purposes/field.ts'

export const OPERATORS = ['is', 'is-not', 'has', 'starts-with', 'contains', 'at-least', 'at-most', 'empty'] as const
export type Operator = (typeof OPERATORS)[number]

/** One filter of an audience or a list, as it is asked for: `{ field: 'city', op: 'is', value: 'Göteborg' }`. `empty` asks yes or no. */
export interface Condition {
  field: string
  op: Operator
  value: string | number | boolean
}

/** A field as a filter sees it. */
export interface FilterField {
  key: string
  type: FieldType
  sensitive: boolean
  /** The purpose asked for needs it; data is used for what it is held for (art. 5(1)(b)). */
  needed: boolean
}

/** What a filter may name: fields, and purposes that people are held for. */
export interface Filterable {
  fields: readonly FilterField[]
  purposes: readonly string[]
}

/** What an audience for this purpose may be narrowed by, and what it may not; with a scope, only purposes of it are known. */
export function filterableFor(purpose: string, catalogue: Catalogue, scope?: { purposes: readonly string[] }): Filterable {
  const needed = catalogue.purposes.find((one) => one.key === purpose)?.fields ?? []
  return {
    fields: catalogue.fields.map(({ key, type, sensitive }) => ({ key, type, sensitive, needed: needed.includes(key) })),
    purposes: scope?.purposes ?? catalogue.purposes.map((one) => one.key),
  }
}

/** A filter that has been checked, with the type its value is compared as. */
export interface CheckedCondition extends Condition {
  as: 'text' | 'list' | 'date' | 'number' | 'yes-no' | 'contact' | 'purpose'
}

/** Facts about the person that are no values: every purpose may be narrowed by them. `purpose` is one with a living ground. */
export const PERSON_ATTRIBUTES = ['country', 'capacity', 'purpose'] as const

const COMPARED_AS: Partial<Record<FieldType, CheckedCondition['as']>> = {
  text: 'text', choice: 'text', list: 'list', date: 'date', amount: 'number', number: 'number', 'yes-no': 'yes-no', email: 'contact', phone: 'contact', address: 'contact',
}

/** How values of a kind may be compared; the screen offers the same. */
export const OPERATORS_OF: Record<CheckedCondition['as'], readonly Operator[]> = {
  text: ['is', 'is-not', 'starts-with', 'contains', 'empty'],
  list: ['has', 'empty'],
  date: ['is', 'at-least', 'at-most', 'empty'],
  number: ['is', 'at-least', 'at-most', 'empty'],
  'yes-no': ['is', 'empty'],
  contact: ['is', 'starts-with', 'contains', 'empty'],
  purpose: ['is', 'is-not'],
}
/** Everybody has one. */
const NEVER_EMPTY: readonly string[] = ['capacity']

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/**
 * Checks the filters of an audience against the fields of the catalogue, and purposes asked for against those there are.
 * Throws, naming the filter as `where.0.field`, `invalid` for a field, operator or value that does not fit, `refused` with H1 or H6 for a field that may not be used so.
 */
export function checkConditions(conditions: readonly Condition[], filterable: Filterable): CheckedCondition[] {
  return conditions.map((condition, place) => checkCondition(condition, place, filterable))
}

/** One of them; `place` is where it stands among them. */
export function checkCondition(condition: Condition, place: number, { fields, purposes }: Filterable): CheckedCondition {
  const as = comparedAs(condition, fields, place)
  if (!OPERATORS_OF[as].includes(condition.op) || (condition.op === 'empty' && NEVER_EMPTY.includes(condition.field))) throw unfit('operator-unfit', condition, `where.${place}.op`)
  if (!fits(condition, as) || (as === 'purpose' && !purposes.includes(String(condition.value)))) throw unfit('value-unfit', condition, `where.${place}.value`)
  return { ...condition, as }
}

function comparedAs(condition: Condition, fields: readonly FilterField[], place: number): CheckedCondition['as'] {
  const at = `where.${place}.field`
  if (condition.field === 'purpose') return 'purpose'
  if ((PERSON_ATTRIBUTES as readonly string[]).includes(condition.field)) return 'text'
  const field = fields.find((one) => one.key === condition.field)
  if (!field) throw unfit('field-unknown', condition, at)
  if (field.sensitive) throw new Problem('refused', { rule: 'H6', text: 'decisions.filter.field-sensitive', parameters: { field: field.key }, field: at })
  if (!field.needed) throw new Problem('refused', { rule: 'H1', text: 'decisions.filter.field-not-needed', parameters: { field: field.key }, field: at })
  const as = COMPARED_AS[field.type]
  if (!as) throw unfit('field-not-filtered', condition, at)
  return as
}

function fits({ field, op, value }: Condition, as: CheckedCondition['as']): boolean {
  if (op === 'empty') return typeof value === 'boolean'
  if (field === 'capacity') return (CAPACITIES as readonly unknown[]).includes(value)
  if (as === 'number') return isWhole(field) ? Number.isSafeInteger(value) : Number.isFinite(value)
  if (as === 'yes-no') return typeof value === 'boolean'
  if (as === 'date') return typeof value === 'string' && ISO_DATE.test(value) && isDay(value)
  return typeof value === 'string' && value !== '' && !value.includes('\0')
}

/** Shipped amounts are kept in hundredths; a number of the company's own is any. */
function isWhole(field: string): boolean {
  return (PROFILE_FIELDS as readonly string[]).includes(field)
}

/** The calendar has the day: 31 February is none. */
function isDay(date: string): boolean {
  const moment = Date.parse(date)
  return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(date)
}

/** A filter that does not fit, in words. */
export function unfit(text: 'field-unknown' | 'field-not-filtered' | 'operator-unfit' | 'value-unfit', { field, op, value }: Condition, at: string): Problem {
  return new Problem('invalid', { text: `decisions.filter.${text}`, parameters: { field, op, value: String(value) }, field: at })
}
