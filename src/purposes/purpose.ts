import type { Basis } from '../law/basis.ts'
import { CAPACITIES, type Capacity, type Channel } from '../law/channel.ts'
import { LAW_COUNTRIES, type KnownOrNot } from '../law/country.ts'
import { marketingRule } from '../law/marketing.ts'
import type { Language } from '../values/text.ts'

/**
 * What a purpose is to the person: `marketing` may always be refused; `service` is what a contract or a request asks for;
 * `claim` is what is owed; `legal` is what the law demands of us; `analysis` draws conclusions without a message.
 */
export const PURPOSE_KINDS = ['marketing', 'service', 'claim', 'legal', 'analysis'] as const
export type PurposeKind = (typeof PURPOSE_KINDS)[number]

export const PURPOSE_GROUPS = ['agreement', 'service', 'marketing', 'improvement', 'duty'] as const
export type PurposeGroup = (typeof PURPOSE_GROUPS)[number]

/**
 * From which event months are counted. `ground-end`: the end of the contract or whatever else stood for the purpose;
 * `consent-given` and `last-activity` end the use too, a no comes before them.
 */
export const RETENTION_EVENTS = [
  'ground-end', 'last-purchase', 'last-activity', 'fiscal-year-end', 'competition-end', 'consent-given', 'collected', 'case-closed', 'bookkeeping-floor',
] as const
export type RetentionEvent = (typeof RETENTION_EVENTS)[number]

/** How long after the event what rests on the purpose is held. `bookkeeping-floor`: as long as the seller's bookkeeping act says (H4). */
export interface Retention {
  from: RetentionEvent
  months: number
  /** So many days before the person's data ends they are told, and how it could stay. Left out: they are not. */
  warnDays?: number | undefined
}

export interface PurposeTexts {
  name: string
  /** What we use it for, in plain words. */
  description: string
  /** The neutral question; present where the person has a choice. */
  question?: string
  /** What happens on yes, and on no. */
  ifYes?: string
  ifNo?: string
}

/**
 * What a purpose rests on for one channel, country and capacity.
 * `soft-opt-in` reads "consent, or the country's soft opt-in when its evidence is complete" (D4).
 */
export interface BasisLine {
  channel: Channel
  country: KnownOrNot
  capacity: Capacity
  basis: Basis
}

export interface Purpose {
  key: string
  kind: PurposeKind
  group: PurposeGroup
  channels: Channel[]
  bases: BasisLine[]
  /** Keys of the fields it needs. */
  fields: string[]
  /** Whom the data goes to, as keys with texts under `purposes.recipient`; `none` is nobody outside. */
  recipients: string[]
  retention: Retention
  texts: Record<Language, PurposeTexts>
}

/** Every country as a basis line knows it. */
export const BASIS_COUNTRIES: readonly KnownOrNot[] = [...LAW_COUNTRIES, 'unknown']

/** The same basis on each channel, in every country and capacity. */
export function sameBasis(channels: readonly Channel[], basis: Basis): BasisLine[] {
  return forEvery(channels, () => basis)
}

/** What the law on a day (ISO 8601 date) lets direct marketing rest on, on each channel, in every country and capacity. */
export function marketingBases(channels: readonly Channel[], on: string): BasisLine[] {
  return forEvery(channels, (channel, country, capacity) => lawfulBasis(channel, country, capacity, on))
}

/** The weakest basis that is lawful for direct marketing there. */
export function lawfulBasis(channel: Channel, country: KnownOrNot, capacity: Capacity, on: string): Basis {
  const rule = marketingRule(country === 'unknown' ? null : country, channel, capacity, on)
  if (rule.need === 'opt-out') return 'legitimate-interest'
  return rule.softOptInMonths === undefined ? 'consent' : 'soft-opt-in'
}

function forEvery(channels: readonly Channel[], basis: (channel: Channel, country: KnownOrNot, capacity: Capacity) => Basis): BasisLine[] {
  return channels.flatMap((channel) =>
    BASIS_COUNTRIES.flatMap((country) => CAPACITIES.map((capacity) => ({ channel, country, capacity, basis: basis(channel, country, capacity) }))),
  )
}
