import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { newId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { addressTokenHash, addressWith, behindPlus, newAddressToken, type Taker } from './incoming-address.ts'
import { insertAddress } from './incoming.sql.ts'

/**
 * Makes an address at which mails are taken in, and answers it whole: its secret is shown this once, and stored as a hash.
 * Throws a Problem (invalid) for an address to answer to that is none, or that leads back to the mailbox.
 */
export async function addAddress(tx: Tx, base: string, wish: { taker: Taker; name: string; answerTo: string; language: Language }, by: StaffId): Promise<{ addressId: string; address: string }> {
  const answerTo = parseEmail(wish.answerTo)
  if (isFault(answerTo)) throw new Problem('invalid', { text: 'incoming.answer-to', field: 'answerTo' })
  if (behindPlus(base, answerTo.stored) !== undefined) throw new Problem('invalid', { text: 'incoming.answer-to-itself', field: 'answerTo' })
  const token = newAddressToken()
  const addressId = newId(tx.now)
  await insertAddress(tx, { ...wish, addressId, answerTo: answerTo.stored, tokenHash: addressTokenHash(token) }, by)
  return { addressId, address: addressWith(base, token) }
}
