/**
 * Seconds to wait after the first, the second, … wrong password or code of a name: typing wrong costs nothing, guessing
 * more and more. From the tenth on an hour: ten tries and then twenty-four a day (NIST SP 800-63B-4 3.2.2). Passkeys and
 * links do not wait, so nobody is kept out by a stranger who guesses.
 */
export const TRY_WAITS: readonly number[] = [0, 0, 0, 2, 5, 15, 30, 60, 300, 3_600]
/** Tries are forgotten after so long without one. */
export const TRIES_KEPT_HOURS = 24
