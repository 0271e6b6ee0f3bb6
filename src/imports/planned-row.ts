import type { PersonId } from '../values/ids.ts'
import type { Holder } from './known-person.ts'
import type { ImportRow } from './import-plan.ts'
import type { RowContactPoint } from './import-row.ts'
import type { Reason } from './import.ts'

/** A row on its way: what it says, whom it is about, what is already known of them and of others at the same address. */
export interface PlannedRow {
  row: ImportRow
  personId: PersonId
  /** Null for somebody new. */
  known: Holder | null
  /** Who else has, or had, the same address or number. */
  others: readonly Holder[]
  suspected: boolean
  /** Was forgotten once, and comes by a newer contract or an own act: for that alone, and the no to marketing stands (rule E4). */
  returns?: true
}

/** What a row leads to, and what of it is held back. */
export interface Planned<What> {
  what: What
  reasons: Reason[]
}

export const POINT_FIELD = { email: 'email', phone: 'phone', postal: 'postal_address' } as const

/** The addresses and numbers of a row without those that the person has given up. */
export function pointsToHold(one: Pick<PlannedRow, 'row' | 'known'>): RowContactPoint[] {
  const givenUp = one.known?.ended.filter((point) => point.kind !== 'postal') ?? []
  return one.row.contactPoints.filter((point) => !givenUp.some((each) => each.kind === point.kind && each.canonical === point.canonical))
}

/** True when somebody else at the same address or number has said no to it there. */
export function refusedByOthers(one: Pick<PlannedRow, 'others'>, purpose: string, channel: string): boolean {
  const kinds = SHARED_BY[channel] ?? []
  return one.others.some((other) => kinds.some((kind) => other.shares.has(kind)) && other.said.saidTo(purpose, channel) === 'no')
}

/** What people have in common through whom a channel could reach one of them by another's yes. */
const SHARED_BY: Record<string, readonly ('email' | 'mailbox' | 'phone')[]> = {
  email: ['email', 'mailbox'], sms: ['phone'], phone: ['phone'],
}
