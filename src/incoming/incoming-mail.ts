/** How a mail came: fetched from the mailbox, from a mail server's pipe, from a relay by the API. */
export const MAIL_WAYS = ['mailbox', 'pipe', 'api'] as const
export type MailWay = (typeof MAIL_WAYS)[number]

/**
 * Why nobody took a mail: to the mailbox itself (`nobody`), to an address that there is not (`unknown-address`) or no more
 * (`revoked`), an answer of a machine (`automatic`), one that we sent ourselves (`loop`), too large (`too-large`), not to be
 * read (`unreadable`), from somebody who writes without end (`flood`); to a colleague, and not told whose it is (`whose`) or not to be kept (`no-ground`); or it was worked on and its answer was not taken (`answer-refused`), or it failed (`failed`).
 */
export const UNTAKEN_WHYS = ['nobody', 'unknown-address', 'revoked', 'automatic', 'loop', 'too-large', 'unreadable', 'flood', 'whose', 'no-ground', 'answer-refused', 'failed'] as const
export type UntakenWhy = (typeof UNTAKEN_WHYS)[number]

/** Larger mails are not taken in: invoices are not, and each is held in memory while it is worked on. */
export const MAIL_BYTES = 15 * 1024 * 1024
/** Days that a mail lies here which nobody took, or which could not be worked off. */
export const KEPT_DAYS = 7
/** Days for which it is remembered that a mail came; servers try again for five. */
export const MARK_DAYS = 30
/** Of a mail that nobody took as much is kept; the rest lies where it came from. */
export const KEPT_BYTES = 1024 * 1024
/** So many mails that nobody took are kept to be read; of those that come beside, only that they came. */
export const KEPT_MAILS = 2_000

/** After so many tries a mail waits for a colleague. */
export const MOST_TRIES = 12
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 3_600_000

/** How long to wait before the next try, after so many. */
export function waitAfter(tries: number): number {
  return Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, tries - 1))
}
