import { CAPACITIES } from '../law/channel.ts'
import { Problem } from '../plumbing/errors.ts'
import type { FieldType } from '../purposes/field.ts'

export const OPERATORS = ['is', 'is-not', 'has', 'starts-with', 'at-least', 'at-most'] as const
export type Operator = (typeof OPERATORS)[number]

/** One filter of an audience, as it is asked for: `{ field: 'city', op: 'is', value: 'Göteborg' }`. */
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

/** A filter that has been checked, with the type its value is compared as. */
export interface CheckedCondition extends Condition {
  as: 'text' | 'list' | 'date' | 'number'
}

/** Facts about the person that are no values: every purpose may be narrowed by them. */
export const PERSON_ATTRIBUTES = ['country', 'capacity'] as const

const COMPARED_AS: Partial<Record<FieldType, CheckedCondition['as']>> = { text: 'text', choice: 'text', list: 'list', date: 'date', amount: 'number' }

const OPERATORS_OF: Record<CheckedCondition['as'], readonly Operator[]> = {
  text: ['is', 'is-not', 'starts-with'],
  list: ['has'],
  date: ['is', 'at-least', 'at-most'],
  number: ['is', 'at-least', 'at-most'],
}

const ISO_DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/**
 * Checks the filters of an audience against the fields of the catalogue.
 * Throws, naming the filter as `where.0.field`, `invalid` for a field, operator or value that does not fit, `refused` with H1 or H6 for a field that may not be used so.
 */
export function checkConditions(conditions: readonly Condition[], fields: readonly FilterField[]): CheckedCondition[] {
  const known = new Map(fields.map((field) => [field.key, field]))
  return conditions.map((condition, place) => {
    const as = comparedAs(condition, known, place)
    if (!OPERATORS_OF[as].includes(condition.op)) throw unfit('operator-unfit', condition, `where.${place}.op`)
    if (!fits(condition, as)) throw unfit('value-unfit', condition, `where.${place}.value`)
    return { ...condition, as }
  })
}

function comparedAs(condition: Condition, known: ReadonlyMap<string, FilterField>, place: number): CheckedCondition['as'] {
  const at = `where.${place}.field`
  if ((PERSON_ATTRIBUTES as readonly string[]).includes(condition.field)) return 'text'
  const field = known.get(condition.field)
  if (!field) throw unfit('field-unknown', condition, at)
  if (field.sensitive) throw new Problem('refused', { rule: 'H6', text: 'decisions.filter.field-sensitive', parameters: { field: field.key }, field: at })
  if (!field.needed) throw new Problem('refused', { rule: 'H1', text: 'decisions.filter.field-not-needed', parameters: { field: field.key }, field: at })
  const as = COMPARED_AS[field.type]
  if (!as) throw unfit('field-not-filtered', condition, at)
  return as
}

function fits({ field, value }: Condition, as: CheckedCondition['as']): boolean {
  if (field === 'capacity') return (CAPACITIES as readonly unknown[]).includes(value)
  if (as === 'number') return Number.isSafeInteger(value)
  if (as === 'date') return typeof value === 'string' && ISO_DATE.test(value) && isDay(value)
  return typeof value === 'string' && value !== '' && !value.includes('\0')
}

/** The calendar has the day: 31 February is none. */
function isDay(date: string): boolean {
  const moment = Date.parse(date)
  return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(date)
}

function unfit(text: string, { field, op, value }: Condition, at: string): Problem {
  return new Problem('invalid', { text: `decisions.filter.${text}`, parameters: { field, op, value: String(value) }, field: at })
}
