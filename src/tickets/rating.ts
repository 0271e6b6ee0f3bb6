import { createHmac, type KeyObject } from 'node:crypto'

/** The purpose under which somebody is asked how it went: one of its own, which a person says no to without losing any answer. */
export const RATING_PURPOSE = 'surveys'
export const RATINGS = [1, 2, 3, 4, 5] as const
export type Rating = (typeof RATINGS)[number]
export const RATING_WORDS_LENGTH = 1_000

/** So long after it was solved somebody is asked: whoever has more to say has said it by then … */
export const ASKED_AFTER_HOURS = 24
/** … and later than this nobody remembers. */
export const ASKED_WITHIN_DAYS = 7
/** So long the answer may be given. */
export const ANSWERED_WITHIN_DAYS = 30

/** What stands in the link of the mail (256 bits, base64url): derived, so that only its hash is stored. */
export function ratingToken(key: KeyObject, ticketId: string): string {
  return createHmac('sha256', key).update(`ticket rating\0${ticketId}`).digest('base64url')
}

/** The score of a form or a link; undefined for what is none. */
export function readRating(text: string | null | undefined): Rating | undefined {
  return RATINGS.find((one) => String(one) === text)
}
