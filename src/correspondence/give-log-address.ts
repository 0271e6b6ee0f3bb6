import { addressTokenHash, addressWith, newAddressToken } from '../incoming/incoming-address.ts'
import { insertAddress, updateOwnAddressRevoked } from '../incoming/incoming.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type StaffId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'

/** Gives a colleague an address at which mails are kept with customers, and answers it whole: its secret is shown this once. The one they had ends. */
export async function giveLogAddress(tx: Tx, base: string, staffId: StaffId, language: Language): Promise<string> {
  await updateOwnAddressRevoked(tx, staffId)
  const token = newAddressToken()
  await insertAddress(tx, { addressId: newId(tx.now), tokenHash: addressTokenHash(token), taker: 'correspondence', name: '', answerTo: null, openAddress: null, language, staffId }, staffId)
  return addressWith(base, token)
}
