import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { newSecret, secretHash } from './secret.ts'
import { expireSignInLinks, insertSignInLink } from './staff.sql.ts'

/** How long a link lives unused, in minutes (OWASP ASVS 5.0, 6.5.5). */
export const SIGN_IN_LINK_MINUTES = 10
/** The link that a start prints is seen only by who runs the program, and reading on takes time: until it is used, the next start, or a day. */
export const START_LINK_MINUTES = 24 * 60
/** Where several copies run, the start of one leaves the links of the others alone, so they end sooner. */
export const COPY_LINK_MINUTES = 60

/**
 * Makes the console's link, that signs this colleague in once, ends the older ones unless told to leave them, and
 * returns the path to visit. What a colleague makes for another is `createInviteLink`.
 */
export async function createSignInLink(tx: Tx, staffId: StaffId, minutes = SIGN_IN_LINK_MINUTES, older: 'end' | 'leave' = 'end'): Promise<string> {
  const token = newSecret()
  if (older === 'end') await expireSignInLinks(tx, staffId)
  await insertSignInLink(tx, { tokenHash: secretHash(token), staffId, expiresAt: new Date(tx.now.getTime() + minutes * 60_000), madeBy: null })
  return `/sign-in/${token}`
}
