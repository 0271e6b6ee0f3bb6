import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type StaffId } from '../values/ids.ts'
import { isWithin, OWN_ROLE_PREFIX, type Rights, type Role } from './role.ts'
import { insertRoleVersion, lockRoles, selectRoles } from './roles.sql.ts'

export type RoleWish = Pick<Role, 'permissions' | 'purposes' | 'readable' | 'writable'> & { name: string }

/**
 * Makes an own role, or sets one anew; returns its key. Throws `invalid` for a purpose or field that is not in force or
 * written without being read, `forbidden` for more than the colleague has, `not-found`, and `conflict` for a starter role.
 */
export async function setRole(tx: Tx, wish: RoleWish, by: { staffId: StaffId } & Rights, key?: string): Promise<string> {
  await lockRoles(tx)
  const role: Role = { ...wish, permissions: [...new Set([...wish.permissions, 'own' as const])], key: key ?? `${OWN_ROLE_PREFIX}${newId(tx.now)}` }
  const before = key === undefined ? undefined : (await selectRoles(tx)).find((one) => one.key === key)
  if (key !== undefined && !before) throw new Problem('not-found', { text: 'staff.role-unknown' })
  if (before?.name === null) throw new Problem('conflict', { text: 'staff.role-is-starter' })
  const { purposes, fields } = await selectCatalogue(tx)
  refuseUnknown('purposes', role.purposes, purposes, before?.purposes)
  refuseUnknown('readable', role.readable, fields, before?.readable)
  refuseUnknown('writable', role.writable, fields, before?.writable)
  const unread = role.readable === null ? -1 : role.writable === null ? 0 : role.writable.findIndex((field) => !role.readable!.includes(field))
  if (unread >= 0) throw new Problem('invalid', { text: 'staff.role-writes-unread', field: role.writable === null ? 'writable' : `writable.${unread}` })
  for (const one of before ? [role, before] : [role]) if (!isWithin(one, by)) throw new Problem('forbidden', { text: 'staff.role-beyond-own' })
  await insertRoleVersion(tx, role, by.staffId)
  return role.key
}

/** What a role named before may stay in it when the catalogue has retired it. */
function refuseUnknown(member: string, named: readonly string[] | null, known: readonly { key: string }[], before: readonly string[] | null = []): void {
  const place = named?.findIndex((one) => !known.some(({ key }) => key === one) && !before?.includes(one)) ?? -1
  if (place >= 0) throw new Problem('invalid', { text: member === 'purposes' ? 'api.purpose-unknown' : 'people.value.field-unknown', field: `${member}.${place}` })
}
