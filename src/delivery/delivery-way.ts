import type { Participant } from '../values/participant.ts'
import type { FieldValue } from '../people/values.sql.ts'

/** How an invoice reaches somebody. `page` is the customer's own page: nothing is sent. */
export const DELIVERY_WAYS = ['email', 'peppol', 'letter', 'page'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]

/** Why this way: the person or a colleague chose it, the person wants paper or digital, or it is the first in the company's order that reaches them. */
export const WAY_REASONS = ['chosen', 'set', 'wish', 'order', 'stands-in', 'asked'] as const
export type WayReason = (typeof WAY_REASONS)[number]

/** How the company delivers. */
export interface DeliverySettings {
  /** The first of these that reaches somebody who has said nothing. */
  order: readonly DeliveryWay[]
  /** What happens when a mail was refused: a colleague looks, or a letter goes by itself. */
  fallback: 'ask' | 'letter'
  /** Where the window of the envelope is. */
  window: 'left' | 'right'
  /** Whether e-invoices go out in Peppol: into a folder, or fetched by an access point. */
  peppol: boolean
  /** Whether the company's terms have a fee for reminders (Swedish law asks for that). */
  reminderFeeAgreed: boolean
  /** Reminders say what statutory interest has come to; it is told and not asked for. */
  lateInterest: boolean
  /** Days that a reminder gives to pay. */
  reminderDays: number
}

/** Until somebody has said otherwise; Swedish envelopes have their window at the right, others at the left (DIN 5008, form B). */
export function standardSettings(country: string): DeliverySettings {
  return { order: ['peppol', 'email', 'letter', 'page'], fallback: 'ask', window: country === 'SE' ? 'right' : 'left', peppol: false, reminderFeeAgreed: false, lateInterest: false, reminderDays: 10 }
}

/** What is known of how somebody can be reached. */
export interface Reachable {
  /** A living address, proved or not: an invoice goes to where the customer said. */
  email: boolean
  postal: boolean
  /** The person can show at the front door who they are. */
  page: boolean
  participant: Participant | undefined
  /** The value `delivery`. */
  wish: FieldValue | undefined
  choice: { way: DeliveryWay | null; by: 'person' | 'staff' } | undefined
}

/** The ways that reach somebody. */
export function possibleWays(known: Reachable, { peppol }: Pick<DeliverySettings, 'peppol'>): DeliveryWay[] {
  const has: Record<DeliveryWay, boolean> = { email: known.email, peppol: peppol && known.participant !== undefined, letter: known.postal, page: known.page }
  return DELIVERY_WAYS.filter((way) => has[way])
}

/** Ways that fit the wish for paper or for digital. */
const FITS: Record<string, readonly DeliveryWay[]> = { paper: ['letter'], digital: ['peppol', 'email', 'page'] }

/** The way an invoice goes and why; undefined when nothing reaches the person. */
export function wayOf(known: Reachable, settings: DeliverySettings): { way: DeliveryWay; why: WayReason } | undefined {
  const possible = possibleWays(known, settings)
  if (known.choice?.way && possible.includes(known.choice.way)) return { way: known.choice.way, why: known.choice.by === 'person' ? 'chosen' : 'set' }
  const wished = settings.order.find((way) => possible.includes(way) && FITS[String(known.wish)]?.includes(way))
  if (wished) return { way: wished, why: 'wish' }
  const first = settings.order.find((way) => possible.includes(way)) ?? possible[0]
  return first && { way: first, why: 'order' }
}
