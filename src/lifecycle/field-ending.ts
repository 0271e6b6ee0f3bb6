import { CONTACT_FIELDS } from '../purposes/field.ts'

export const FIELD_ENDING_STATES = ['waiting', 'running', 'done', 'failed', 'cancelled'] as const
export type FieldEndingState = (typeof FIELD_ENDING_STATES)[number]

/** What is held in a field is ended: because the field leaves the catalogue, or because fewer purposes need it. */
export interface FieldEnding {
  endingId: string
  field: string
  kind: 'removal' | 'narrowing'
  /** Why, in the words of whoever asked for it. */
  note: string
  state: FieldEndingState
  /** Until then a removal can be called off. */
  startsAt: Date
  people: { of: number | null; done: number }
  /** How many values are gone. */
  ended: number
  /** Text key of why it could not be done. */
  failure: string | null
  askedAt: Date
  askedBy: string
  finishedAt: Date | null
}

/** When a removal begins: at once, or in a day, so that there is a night to think about it. */
export const REMOVAL_STARTS = ['now', 'tomorrow'] as const
export type RemovalStart = (typeof REMOVAL_STARTS)[number]

/** What the program itself goes by: without these nobody could be told apart, reached, or written to in their language. */
const NEVER_REMOVED: readonly string[] = [...CONTACT_FIELDS, 'given_name', 'family_name', 'full_name', 'company_name', 'customer_number', 'language', 'delivery', 'identity_number', 'street', 'postal_code', 'city', 'region', 'birth_date']

export function canBeRemoved(field: string): boolean {
  return !NEVER_REMOVED.includes(field)
}
