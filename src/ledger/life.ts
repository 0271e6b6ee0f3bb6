/** How long one sign of life of a copy counts. */
export const LIFE_MS = 6_000
/** A copy that has not been heard of for so long after that is dead; what it held is free. */
export const SILENCE_MS = 6_000
