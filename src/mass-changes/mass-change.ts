import { NAME_FIELDS } from '../people/name-of.ts'
import type { FieldValue } from '../people/values.sql.ts'
import { CONTACT_FIELDS, type Field } from '../purposes/field.ts'
import { daysLater } from '../values/moment.ts'

/** How long a change of many people can be taken back. What was there before is kept so long, and no longer. */
export const UNDO_DAYS = 30
/** What was only tried is forgotten sooner. */
export const TRIED_DAYS = 7
/** That it was done stays in the list of jobs without the people. */
export const HISTORY_DAYS = 90

export const MASS_OPS = ['set', 'clear', 'add', 'remove'] as const
export type MassOp = (typeof MASS_OPS)[number]

export const MASS_STATES = ['rehearsing', 'rehearsed', 'waiting', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const
export type MassState = (typeof MASS_STATES)[number]

/** Who of us looks after somebody is changed like a field, and is none. */
export const OWNERSHIPS = ['owner', 'team'] as const
export type Ownership = (typeof OWNERSHIPS)[number]

/** What became of one person. A rule's number is why nothing did; `not-seen`: gone, or out of sight of whoever asked. */
export const MASS_OUTCOMES = ['changed', 'unchanged', 'H1', 'H2', 'H3', 'H6', 'not-seen'] as const
export type MassOutcome = (typeof MASS_OUTCOMES)[number]
/** What became of taking it back. `changed-since` is left alone. */
export const UNDO_OUTCOMES = ['restored', 'changed-since', 'H1', 'H2', 'H3', 'H6', 'not-seen'] as const
export type UndoOutcome = (typeof UNDO_OUTCOMES)[number]

export interface MassChange {
  massChangeId: string
  target: string
  op: MassOp
  value: FieldValue | null
  /** Where it comes from, in words that the person reads. */
  source: string
  collected: 'self' | 'other'
  state: MassState
  people: number
  createdAt: Date
  createdBy: string
  startedAt: Date | null
  finishedAt: Date | null
  undoneAt: Date | null
  undoneBy: string | null
  failure: string | null
}

/** Names and numbers tell who somebody is, addresses are proved one by one, and how one gets mail is one’s own choice. */
const EACH_THEIR_OWN: readonly string[] = [...NAME_FIELDS, ...CONTACT_FIELDS, 'customer_number', 'birth_date', 'street', 'postal_code', 'city', 'region', 'delivery']
const TYPES: readonly Field['type'][] = ['text', 'date', 'list', 'amount', 'choice']

/** Whether the same may be said of many people at once: not of what is each one’s own, sensitive, or concluded of them. */
export function isForMany({ key, type, sensitive, inferred }: Pick<Field, 'key' | 'type' | 'sensitive' | 'inferred'>): boolean {
  return TYPES.includes(type) && !sensitive && !inferred && !EACH_THEIR_OWN.includes(key)
}

export function isOwnership(target: string): target is Ownership {
  return (OWNERSHIPS as readonly string[]).includes(target)
}

/** What stands after the change where `before` stood; null is nothing. */
export function valueAfter({ op, value }: Pick<MassChange, 'op' | 'value'>, before: FieldValue | null): FieldValue | null {
  if (op === 'set') return value
  if (op === 'clear') return null
  const [had, named] = [Array.isArray(before) ? before as readonly string[] : [], value as readonly string[]]
  const left = op === 'add' ? [...had, ...named.filter((one) => !had.includes(one))] : had.filter((one) => !named.includes(one))
  return left.length > 0 ? left : null
}

/** Two values are the same; lists in any order. */
export function isSame(one: FieldValue | null, other: FieldValue | null): boolean {
  const plain = (value: FieldValue | null) => JSON.stringify(Array.isArray(value) ? value.toSorted() : value)
  return plain(one) === plain(other)
}

/** The moment from which it can be taken back no more; undefined where there is nothing to take back. */
export function undoableUntil({ state, startedAt }: Pick<MassChange, 'state' | 'startedAt'>): Date | undefined {
  return startedAt && (state === 'done' || state === 'cancelled' || state === 'failed') ? daysLater(startedAt, UNDO_DAYS) : undefined
}
