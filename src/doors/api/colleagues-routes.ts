import { selectColleagues } from '../../staff/colleagues.sql.ts'
import { giveRoles as give } from '../../staff/give-roles.ts'
import { inviteAgain as again } from '../../staff/invite-again.ts'
import { inviteColleague as invite, type Invited } from '../../staff/invite-colleague.ts'
import { resetFactors as reset } from '../../staff/reset-factors.ts'
import type { StaffId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { giveRoles, inviteAgain, inviteColleague, listColleagues, resetFactors, type Invitation } from './colleagues-resource.ts'

export function addColleaguesRoutes(api: Api, { database, publicUrl }: House): void {
  const answer = ({ staffId, path, expiresAt }: Invited): Invitation => ({ id: staffId, link: `${publicUrl}${path}`, expiresAt: expiresAt.toISOString() })

  api.openapi(listColleagues, async (c) => {
    const { staffId: own } = signedIn(c.get('actor'))
    const colleagues = await database.read(selectColleagues)
    return c.json({
      colleagues: colleagues.map(({ staffId, name, email, roles, createdAt, endedAt, lastSeenAt, hasBeenHere }) => ({
        id: staffId, name, email, roles, since: createdAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
        lastSeenAt: lastSeenAt?.toISOString() ?? null, invited: !hasBeenHere, you: staffId === own,
      })),
    }, 200)
  })

  api.openapi(inviteColleague, async (c) => c.json(answer(await database.write((tx) => invite(tx, c.req.valid('json'), signedIn(c.get('actor'))))), 201))

  api.openapi(inviteAgain, async (c) => c.json(answer(await database.write((tx) => again(tx, c.req.valid('param').id as StaffId, signedIn(c.get('actor')).staffId))), 201))

  api.openapi(resetFactors, async (c) => c.json(answer(await database.write((tx) => reset(tx, c.req.valid('param').id as StaffId, signedIn(c.get('actor'))))), 201))

  api.openapi(giveRoles, async (c) => {
    const { roles } = c.req.valid('json')
    await database.write((tx) => give(tx, c.req.valid('param').id as StaffId, [...new Set(roles)], signedIn(c.get('actor'))))
    return c.json({ roles: [...new Set(roles)] }, 200)
  })
}
