import type { Condition } from '@api/decisions-resource.ts'
import type { Choice } from '../ui/field.tsx'

/** How a field is filtered. */
export type FieldKind = 'text' | 'choice' | 'list' | 'date' | 'amount' | 'yes-no' | 'contact' | 'one-of'

/** A field as a list offers it: for a column, a filter, an order. */
export interface ListField {
  key: string
  label: string
  kind: FieldKind
  /** What it can be, where that is known. */
  options?: readonly Choice[]
  column: boolean
  filter: boolean
  sorts: boolean
}

/** The same as the server knows (`OPERATORS_OF`); the first is what one begins with. */
export const OPERATORS: Record<FieldKind, readonly Condition['op'][]> = {
  text: ['is', 'is-not', 'starts-with', 'contains', 'empty'],
  choice: ['is', 'is-not', 'empty'],
  list: ['has', 'empty'],
  date: ['at-least', 'at-most', 'is', 'empty'],
  amount: ['at-least', 'at-most', 'is', 'empty'],
  'yes-no': ['is', 'empty'],
  contact: ['contains', 'starts-with', 'is', 'empty'],
  'one-of': ['is', 'is-not'],
}

/** A filter on this field before anything is chosen. */
export function newCondition(field: ListField): Condition {
  return { field: field.key, op: OPERATORS[field.kind][0]!, value: '' }
}

/** Whether there is enough of it to ask with. */
export function isWhole({ op, value }: Condition): boolean {
  return op === 'empty' ? typeof value === 'boolean' : value !== ''
}
