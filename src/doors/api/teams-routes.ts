import { endTeam } from '../../staff/end-team.ts'
import { selectColleagues } from '../../staff/colleagues.sql.ts'
import { setTeam } from '../../staff/set-team.ts'
import { selectTeams } from '../../staff/teams.sql.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { Tx } from '../../plumbing/database.ts'
import type { StaffId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import * as resource from './companies-resource.ts'

export function addTeamsRoutes(api: Api, { database }: House): void {
  api.openapi(resource.listTeams, async (c) => c.json(await database.read((tx) => teamsAnswer(tx, actorId(c.get('actor')))), 200))

  api.openapi(resource.createTeam, async (c) => {
    const me = actorId(c.get('actor'))
    return c.json(await database.write(async (tx) => {
      await setTeam(tx, wishOf(c.req.valid('json')), me as StaffId)
      return teamsAnswer(tx, me)
    }), 201)
  })

  api.openapi(resource.changeTeam, async (c) => {
    const me = actorId(c.get('actor'))
    return c.json(await database.write(async (tx) => {
      await setTeam(tx, wishOf(c.req.valid('json')), me as StaffId, c.req.valid('param').id)
      return teamsAnswer(tx, me)
    }), 200)
  })

  api.openapi(resource.endTeam, async (c) => c.json(await database.write(async (tx) => {
    await endTeam(tx, c.req.valid('param').id)
    return teamsAnswer(tx, actorId(c.get('actor')))
  }), 200))
}

function wishOf({ name, members }: { name: string; members: string[] }) {
  return { name, members: members as StaffId[] }
}

async function teamsAnswer(tx: Tx, me: string): Promise<resource.TeamsBody> {
  const colleagues = (await selectColleagues(tx)).filter((one) => one.endedAt === null).map((one) => ({ id: one.staffId as string, name: one.name }))
  const teams = await selectTeams(tx)
  return { teams: teams.map((one) => ({ id: one.teamId, name: one.name, members: colleagues.filter(({ id }) => one.members.includes(id)), mine: one.members.includes(me) })), colleagues, me }
}
