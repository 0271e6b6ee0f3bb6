import type { Channel } from '../law/channel.ts'
import type { ContactPointId } from '../values/ids.ts'
import type { Use } from './facts.ts'

/** What is asked of the gate: may this be done, for this purpose, through this channel? */
export interface Question {
  purpose: string
  channel: Channel
  use: Use
  /** Product group the message is about; the soft opt-in needs it (D4). */
  about?: string | null
  /** A certain contact point; otherwise the one the yes was given for, else the newest verified, else the newest held. */
  contactPointId?: ContactPointId | null
  /** The message has advertising in it, whatever the purpose says (D3). */
  carriesAdvertising?: boolean
  /** The question stands as a neutral part of a message or page the person gets anyway (D7). */
  withinServiceMessage?: boolean
  /** Asks a yes that stands to be said anew before it ends, and nobody else (D7). */
  renewal?: boolean
}

/** Months a person is left in peace after a no (D7); as long as the Digital Omnibus proposal of 19 November 2025 would have it. */
export const REST_AFTER_NO_MONTHS = 6

/** Nobody is asked to renew a yes earlier than so many months before it ends. */
export const RENEWAL_MONTHS = 6
/** Nobody is asked to renew within so many months of the last question; as long as that, so that an end is asked about once. */
export const REST_AFTER_QUESTION_MONTHS = RENEWAL_MONTHS
