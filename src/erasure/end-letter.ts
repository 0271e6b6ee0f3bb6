import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import { daysLater } from '../values/moment.ts'
import { LETTER_DAYS } from './erasure.ts'
import { deleteLetter, updateLetterLater, type ErasureLetter } from './letters.sql.ts'

const AGAIN_AFTER_MS = 10 * 60_000

/** What follows from trying to hand over the last letter: it is tried again for some days, and then the address goes all the same. */
export async function endLetter(tx: Tx, letter: ErasureLetter, outcome: 'accepted' | 'later' | 'refused' | 'unknown' | 'no-server'): Promise<void> {
  const again = new Date(tx.now.getTime() + AGAIN_AFTER_MS * 2 ** Math.min(letter.tries, 6))
  if (outcome === 'later' && again < daysLater(letter.at, LETTER_DAYS)) return updateLetterLater(tx, letter, again)
  await deleteLetter(tx, letter, outcome === 'accepted')
  await markForScrub(tx, ['erasure_letter'])
}
