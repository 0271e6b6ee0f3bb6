import type { Actor } from '../ledger/entry.ts'
import type { RequestKind } from '../rights/request.ts'
import type { GroundId, PersonId, StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** How it reached us. */
export const TICKET_SOURCES = ['mail', 'form', 'phone', 'page', 'invoice'] as const
export type TicketSource = (typeof TICKET_SOURCES)[number]

/** `new`: nobody has answered or taken it; `waiting`: for the customer; `solved` opens again when the customer writes; `closed` does not. */
export const TICKET_STATES = ['new', 'open', 'waiting', 'solved', 'closed'] as const
export type TicketState = (typeof TICKET_STATES)[number]

/** Whether it is known whose it is, only what the address of a mail says, or not even that. */
export const TICKET_WHOS = ['known', 'proposed', 'unknown'] as const
export type TicketWho = (typeof TICKET_WHOS)[number]

/** The purpose that tickets are for: somebody asked us something (GDPR art. 6(1)(b)). */
export const SERVICE = 'service'
/** What the ground of a ticket says that it stands on; such a ground ends with the last ticket. */
export const TICKET_EVIDENCE = 'ticket'
export const CLOSED_WHY = 'ticket-closed'

export const SUBJECT_LENGTH = 200
/** Longer than a letter is nothing that somebody writes in a field. */
export const WORDS_LENGTH = 4_000
/** Of a mail as much is kept. */
export const MAIL_WORDS_LENGTH = 20_000
/** As many may wait at once of what somebody writes on their own page; more are a conversation, and belong on the phone. */
export const OPEN_AT_ONCE = 20
/** Days after which what is solved is closed, when the customer has written nothing more. */
export const CLOSED_AFTER_DAYS = 7
/** Minutes for which a colleague who looked at a ticket is shown to the others as having it open. */
export const READING_MINUTES = 2

/** A conversation with one person about one thing. */
export interface Ticket {
  /** Of a sender nobody knows: the id of the ticket. */
  personId: PersonId
  ticketId: string
  number: number
  subject: string
  source: TicketSource
  state: TicketState
  who: TicketWho
  groundId: GroundId | null
  language: Language
  assignee: StaffId | null
  teamId: string | null
  invoiceId: string | null
  /** Where replies by mail go, and nowhere else. */
  sender: string | null
  addressId: string | null
  begunAt: Date
  stateSince: Date
  /** The newest line that is no inner note. */
  lastLineId: string
  lastLineAt: Date
  firstDue: Date
  firstAnsweredAt: Date | null
  solveDue: Date
  solvedAt: Date | null
  closedAt: Date | null
  /** How the person found it, from 1 to 5. */
  rating?: number | null
  ratingWords?: string | null
}

export const LINE_KINDS = ['asked', 'answered', 'acknowledged', 'noted'] as const
export type LineKind = (typeof LINE_KINDS)[number]

/** Of what goes by mail: `stopped` by the gate, `refused` by the mail server. */
export const LINE_MAIL_STATES = ['waiting', 'sent', 'refused', 'stopped'] as const
export type LineMailState = (typeof LINE_MAIL_STATES)[number]

export interface TicketLine {
  lineId: string
  kind: LineKind
  at: Date
  by: Actor
  words: string
  language: Language
  /** The address it came from, where it is another than the ticket's. */
  sender: string | null
  files: readonly string[]
  messageId: string | null
  mailState: LineMailState | null
  /** Of the gate, where it stopped the mail. */
  rule: string | null
}

/** Something that was done with a ticket. */
export interface TicketChange {
  changeId: string
  kind: 'begun' | 'state' | 'assigned' | 'person' | 'subject' | 'request'
  state: TicketState | null
  was: TicketState | null
  assignee: StaffId | null
  teamId: string | null
  /** Whose request it was made, which, and what it asks. */
  requestPerson?: PersonId | null
  requestId?: string | null
  requestKind?: RequestKind | null
  notedAt: Date
  notedBy: Actor
}

type Timed = Pick<Ticket, 'state' | 'firstAnsweredAt' | 'firstDue' | 'solveDue'>

/** By when somebody here has to act: answer first, then solve; null while nobody has to. */
export function dueAt({ state, firstAnsweredAt, firstDue, solveDue }: Timed): Date | null {
  if (state !== 'new' && state !== 'open') return null
  return firstAnsweredAt === null && firstDue < solveDue ? firstDue : solveDue
}

/** What the customer's writing makes of a state; undefined: it is over, and begins a ticket of its own. */
export function stateAfterAsking(state: TicketState): TicketState | undefined {
  if (state === 'closed') return undefined
  return state === 'new' ? 'new' : 'open'
}

/** Whether a colleague may bring it from one state to the other; what was answered is never new again. */
export function mayBecome({ state, firstAnsweredAt }: Pick<Ticket, 'state' | 'firstAnsweredAt'>, next: TicketState): boolean {
  return next !== state && (next !== 'new' || firstAnsweredAt === null)
}
