import type { MailingId, PersonId } from '../values/ids.ts'

/** Seconds that a colleague's own mail waits before it goes, so that it can be taken back. */
export const TAKE_BACK_SECONDS = 10
/** Why a mail that was taken back never went. */
export const TAKEN_BACK = 'taken-back'

/** A mail that one colleague writes to one person. */
export interface Individual {
  personId: PersonId
  mailingId: MailingId
  purpose: string
  /** Product group it is about (rule D4). */
  about: string | null
  subject: string
  words: string
  staffId: string
  /** Who it is from, and where answers go; null: to the company. */
  writer: string
  replyTo: string | null
}
