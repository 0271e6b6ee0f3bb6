/** How long an authenticator, or whoever sets one up, has to answer. */
export const CHALLENGE_MINUTES = 5
/** Somebody reads a secret from the screen and types a code: that takes longer. */
export const SET_UP_MINUTES = 15

/**
 * What a challenge is for, so that an answer to one cannot be used for another: enrolling a passkey, signing in with
 * one, proving once more who sits there, or setting up an authenticator.
 */
export type ChallengeKind = 'enrol' | 'sign-in' | 'prove' | 'authenticator'
