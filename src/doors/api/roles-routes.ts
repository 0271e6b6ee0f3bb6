import { countHolders, selectRoles } from '../../staff/roles.sql.ts'
import type { Role } from '../../staff/role.ts'
import { setRole } from '../../staff/set-role.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'
import { changeRole, createRole, listRoles } from './roles-resource.ts'

export function addRolesRoutes(api: Api, { database }: House): void {
  api.openapi(listRoles, async (c) => {
    const language = readerLanguage(c)
    const { roles, holders } = await database.read(async (tx) => ({ roles: await selectRoles(tx), holders: await countHolders(tx) }))
    return c.json({
      roles: roles.map((role) => ({
        key: role.key, name: roleInWords(language, role), starter: role.name === null, permissions: [...role.permissions],
        purposes: copied(role.purposes), readable: copied(role.readable), writable: copied(role.writable), holders: holders.get(role.key) ?? 0,
      })),
    }, 200)
  })

  api.openapi(createRole, async (c) => {
    const key = await database.write((tx) => setRole(tx, c.req.valid('json'), signedIn(c.get('actor'))))
    return c.json({ key }, 201)
  })

  api.openapi(changeRole, async (c) => {
    const key = await database.write((tx) => setRole(tx, c.req.valid('json'), signedIn(c.get('actor')), c.req.valid('param').key))
    return c.json({ key }, 200)
  })
}

/** A starter is called in the reader's language, an own role as the company called it. */
export function roleInWords(language: Language, { key, name }: Pick<Role, 'key' | 'name'>): string {
  return name ?? t(language, `staff.role.${key}`)
}

function copied(list: readonly string[] | null): string[] | null {
  return list && [...list]
}
