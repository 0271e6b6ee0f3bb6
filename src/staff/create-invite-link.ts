import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { newSecret, secretHash } from './secret.ts'
import { expireSignInLinks, insertSignInLink } from './staff.sql.ts'

/** It has to find its way to a colleague, and opens nothing but the page where a factor is enrolled (OWASP ASVS 5.0, 6.4.1). */
export const INVITE_LINK_HOURS = 24

/**
 * A link from one colleague to another, who is new or has lost every factor: it works once and lets them enrol a
 * factor, and no more until that is done (AU-04). Older links of theirs end; what they have enrolled stays as it is (AU-07).
 * Returns the path to visit and when it ends.
 */
export async function createInviteLink(tx: Tx, staffId: StaffId, madeBy: StaffId): Promise<{ path: string; expiresAt: Date }> {
  const token = newSecret()
  const expiresAt = new Date(tx.now.getTime() + INVITE_LINK_HOURS * 3_600_000)
  await expireSignInLinks(tx, staffId)
  await insertSignInLink(tx, { tokenHash: secretHash(token), staffId, expiresAt, madeBy })
  return { path: `/sign-in/${token}`, expiresAt }
}
