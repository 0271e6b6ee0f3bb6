import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { newId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { addressTokenHash, addressWith, behindPlus, newAddressToken, type Taker } from './incoming-address.ts'
import { insertAddress, selectOpenAddresses } from './incoming.sql.ts'

/** `answerTo` of an address for finished invoices, `openAddress` of one for tickets. */
export interface WishedAddress { taker: Exclude<Taker, 'correspondence'>; name: string; answerTo?: string | undefined; openAddress?: string | undefined; language: Language }

/**
 * Makes an address at which mails are taken in, and answers it whole. One for finished invoices has a secret, which is shown
 * this once and stored as a hash; one for tickets is known to everybody, and the company's mail server hands its mail on to
 * the mailbox. Throws a Problem: `invalid` for an address that is none or leads back to the mailbox, `conflict` for one that is in use.
 */
export async function addAddress(tx: Tx, base: string, { answerTo, openAddress, ...wish }: WishedAddress, by: StaffId): Promise<{ addressId: string; address: string }> {
  const addressId = newId(tx.now)
  if (wish.taker === 'tickets') {
    const open = read(openAddress ?? '', 'openAddress')
    if (typeof behindPlus(base, open) === 'string') throw new Problem('invalid', { text: 'incoming.answer-to-itself', field: 'openAddress' })
    if ((await selectOpenAddresses(tx)).some((one) => one.openAddress === open)) throw new Problem('conflict', { text: 'incoming.open-in-use', field: 'openAddress' })
    await insertAddress(tx, { ...wish, addressId, answerTo: null, openAddress: open, tokenHash: null }, by)
    return { addressId, address: open }
  }
  const answers = read(answerTo ?? '', 'answerTo')
  if (behindPlus(base, answers) !== undefined) throw new Problem('invalid', { text: 'incoming.answer-to-itself', field: 'answerTo' })
  const token = newAddressToken()
  await insertAddress(tx, { ...wish, addressId, answerTo: answers, openAddress: null, tokenHash: addressTokenHash(token) }, by)
  return { addressId, address: addressWith(base, token) }
}

function read(text: string, field: 'answerTo' | 'openAddress'): string {
  const email = parseEmail(text)
  if (isFault(email)) throw new Problem('invalid', { text: 'incoming.answer-to', field })
  return field === 'openAddress' ? email.recipient.toLowerCase() : email.stored
}
