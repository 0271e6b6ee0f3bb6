import { PERMISSIONS, type Permission } from './permission.ts'
import { covers, narrowed, UNLIMITED, type Reach } from './reach.ts'

/** What a kind of colleague may do, and how far. */
export interface Role extends Reach {
  readonly key: string
  /** Null for a starter role, whose name is a text of the program. */
  readonly name: string | null
  readonly permissions: readonly Permission[]
}

/** What somebody may do who holds some roles, or is looking through one of them. */
export interface Rights {
  readonly permissions: ReadonlySet<Permission>
  readonly reaches: readonly Reach[]
}

export const ADMINISTRATOR = 'administrator'

/** Own keys never look like a starter's, so a new starter meets none of them. */
export const OWN_ROLE_PREFIX = 'own-'

/** The union of what the roles allow; whoever has none keeps their own account. */
export function rightsOf(roles: readonly Role[]): Rights {
  return { permissions: new Set<Permission>(['own', ...roles.flatMap((role) => role.permissions)]), reaches: roles }
}

/** What is left of one's rights when looking through a role: never more than either. */
export function seenAs(rights: Rights, role: Role): Rights {
  const others = rightsOf([role])
  return {
    permissions: new Set([...rights.permissions].filter((one) => others.permissions.has(one))),
    reaches: rights.reaches.map((one) => narrowed(one, role)),
  }
}

/** True when a role holds nothing that these rights do not: nobody hands on what they have not got. */
export function isWithin(role: Role, rights: Rights): boolean {
  return role.permissions.every((one) => rights.permissions.has(one)) && covers(rights.reaches, role)
}

/** Permissions that were known when a row was written and are not any more are left out. */
export function knownPermissions(permissions: readonly string[]): Permission[] {
  return PERMISSIONS.filter((one) => permissions.includes(one))
}

export const EVERYTHING: Rights = { permissions: new Set(PERMISSIONS), reaches: [UNLIMITED] }
