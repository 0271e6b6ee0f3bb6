/**
 * The purpose of getting in touch with somebody whose details came to us: on a card, from somebody who knows them. Only whom it
 * concerns is shown it among their choices; everybody else has never been followed up, and need not be asked whether they may be.
 */
export const FOLLOW_UP = 'follow-up'
