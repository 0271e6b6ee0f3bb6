import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { rightsOf, seenAs, type Role } from '../../staff/role.ts'
import { selectRoles, selectRolesOf } from '../../staff/roles.sql.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import { isIdle } from '../../staff/session.ts'
import { selectLivingSession } from '../../staff/sessions.sql.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import type { House } from '../house.ts'

/** Header of a request that looks through a role: it only narrows what the colleague may do. */
export const SEE_AS = 'See-As'
/** The same in the address of a page, which a browser opens without headers of ours. */
export const SEE_AS_IN_ADDRESS = 'see-as'

/**
 * The colleague whose session this is, or undefined. Session and roles are asked anew for each request: what has ended is
 * dead at once. `seeAs` is the key of a role to look through; throws `invalid` for one that is not there.
 */
export async function recogniseSession({ database, seenSessions }: House, secret: string, seeAs?: string): Promise<StaffActor & { kind: 'staff' } | undefined> {
  if (!looksLikeSecret(secret)) return undefined
  const found = await database.read(async (tx) => {
    const session = await selectLivingSession(tx, secretHash(secret))
    return session && { session, roles: await selectRolesOf(tx, session.staffId), seeAs: seeAs === undefined ? null : await roleNamed(tx, seeAs) }
  })
  const now = database.clock()
  if (!found || isIdle(seenSessions.lastSeen(found.session), now)) return undefined
  const { session: { staffId, name, sessionId, how, provedAt, expiresAt }, roles, seeAs: through } = found
  seenSessions.note(sessionId, now)
  const own = rightsOf(roles)
  return { kind: 'staff', staffId, name, sessionId, how, provedAt, sessionExpiresAt: expiresAt, roles, seeAs: through, ...(through ? seenAs(own, through) : own) }
}

async function roleNamed(tx: Tx, key: string): Promise<Role> {
  const role = (await selectRoles(tx)).find((one) => one.key === key)
  if (!role) throw new Problem('invalid', { text: 'staff.role-unknown', field: SEE_AS })
  return role
}
