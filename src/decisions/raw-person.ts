import type { Capacity } from '../law/channel.ts'
import type { ContactPointId, GroundId, PersonId } from '../values/ids.ts'

/** A moment in milliseconds since 1970, with the fraction that the database keeps. */
export type Moment = number

/** What the tables hold about one person that a decision looks at, as it was read in one statement. */
export interface RawPerson {
  personId: PersonId
  /** The stored ordinal, never reused. */
  personNo: number
  createdAt: Moment
  country: string | null
  capacity: Capacity
  protectedIdentity: boolean
  /** Another record of the same human leads this one. */
  ledByAnother: boolean
  /** ISO 8601 dates. */
  deceasedAt: string | null
  birthDate: string | null
  delivery: string | null
  language: string | null
  lastNoAt: Moment | null
  lastAskedAt: Moment | null
  stopAskingSince: Moment | null
  /** Data came from elsewhere and the person has not been told (art. 14). */
  noticeDue: boolean
  standings: RawStanding[]
  /** Those that live or will. */
  grounds: RawGround[]
  /** Those that have not ended. */
  points: RawPoint[]
  restrictions: { purpose: string; fieldKey: string }[]
  /** Noes that could not get the lock and are not recorded yet. */
  stops: { purpose: string; channel: string }[]
  /** Fields blocked after an unproved no. */
  blockedFields: string[]
  /** The last message of each purpose and channel for which the person said how often. */
  lastSent: { purpose: string; channel: string; at: Moment }[]
  /** Places in the ledger of yeses that a guardian gave; looked up for those young enough. */
  guardianYeses: number[]
}

export interface RawStanding {
  purpose: string
  channel: string
  state: string
  seq: number
  contactPointId: ContactPointId | null
  frequency: string | null
  since: Moment
  /** When a yes ends by itself, through this channel. */
  until: Moment | null
  /** The no that the yes lifted: it stands again when the yes has ended. */
  lifted: string | null
}

export interface RawGround {
  groundId: GroundId
  purpose: string
  basis: string
  since: Moment
  until: Moment | null
  endedAt: Moment | null
  /** Of a sale; null for other grounds. */
  sale: RawSale | null
}

export interface RawSale {
  productGroups: string[]
  /** We, or one of our brands, sold. */
  byUs: boolean
  optOutOffered: boolean
  lastSaleAt: Moment | null
}

export interface RawPoint {
  contactPointId: ContactPointId
  kind: string
  since: Moment
  verifiedAt: Moment | null
  /** Of a role at a company: whoever is reached there is somebody in a role. */
  inRole: boolean
}
