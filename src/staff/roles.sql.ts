import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { StaffId } from '../values/ids.ts'
import { ADMINISTRATOR, knownPermissions, type Role } from './role.ts'
import { starterRole, STARTER_ROLES } from './starter-roles.ts'

interface OwnRow extends Omit<Role, 'permissions'> {
  permissions: string[]
}

const newest = sql`select distinct on (role_key) role_key, version, name, permissions, purposes, readable, writable from staff_role order by role_key, version desc`

const ownRole = ({ key, name, permissions, purposes, readable, writable }: OwnRow): Role => ({ key, name, permissions: knownPermissions(permissions), purposes, readable, writable })

/** The roles this colleague holds now. */
export async function selectRolesOf(tx: Tx, staffId: StaffId): Promise<Role[]> {
  const { rows } = await sql<Omit<OwnRow, 'name'> & { name: string | null }>`
    select o.role_key as key, r.name, r.permissions, r.purposes, r.readable, r.writable
    from staff_role_of o left join (${newest}) r on r.role_key = o.role_key
    where o.staff_id = ${staffId} and o.ended_at is null order by o.given_at, o.role_key`.execute(tx.db)
  return rows.flatMap((row) => starterRole(row.key) ?? (row.name === null ? [] : ownRole(row)))
}

/** All roles as they are now: the starters, then the company's own by name. */
export async function selectRoles(tx: Tx): Promise<Role[]> {
  const { rows } = await sql<OwnRow>`
    select role_key as key, name, permissions, purposes, readable, writable from (${newest}) r order by name, role_key`.execute(tx.db)
  return [...STARTER_ROLES, ...rows.map(ownRole)]
}

/** One more version of an own role; the ones before stay. */
export async function insertRoleVersion(tx: Tx, role: Role, by: StaffId): Promise<void> {
  await sql`
    insert into staff_role (role_key, version, name, permissions, purposes, readable, writable, set_at, set_by)
    values (${role.key}, (select coalesce(max(version), 0) + 1 from staff_role where role_key = ${role.key}), ${role.name}, ${role.permissions}::text[],
      ${role.purposes}::text[], ${role.readable}::text[], ${role.writable}::text[], ${tx.now}, ${by})`.execute(tx.db)
}

/** One that was ended at this very moment is held again. */
export async function insertRolesOf(tx: Tx, staffId: StaffId, roleKeys: readonly string[], by: StaffId | null): Promise<void> {
  await sql`
    insert into staff_role_of (staff_id, role_key, given_at, given_by)
    select distinct ${staffId}::uuid, key, ${tx.now}::timestamptz, ${by}::uuid from unnest(${roleKeys}::text[]) as k (key)
    on conflict (staff_id, role_key, given_at) do update set ended_at = null, ended_by = null`.execute(tx.db)
}

export async function updateRolesEnded(tx: Tx, staffId: StaffId, roleKeys: readonly string[], by: StaffId): Promise<void> {
  await sql`
    update staff_role_of set ended_at = ${tx.now}, ended_by = ${by}
    where staff_id = ${staffId} and role_key = any (${roleKeys}::text[]) and ended_at is null`.execute(tx.db)
}

/** Whoever changes who is administrator does so one at a time: two must not end each other. */
export async function lockRoles(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('tillit staff roles'))`.execute(tx.db)
}

/** Colleagues who are here and administrators, the longest-standing first. */
export async function selectAdministrators(tx: Tx): Promise<StaffId[]> {
  const { rows } = await sql<{ staffId: StaffId }>`
    select s.staff_id as "staffId" from staff s join staff_role_of o on o.staff_id = s.staff_id
    where s.ended_at is null and o.ended_at is null and o.role_key = ${ADMINISTRATOR} order by s.created_at, s.staff_id`.execute(tx.db)
  return rows.map((row) => row.staffId)
}

/** How many colleagues hold each role. */
export async function countHolders(tx: Tx): Promise<Map<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select o.role_key as key, count(*)::int as count from staff_role_of o join staff s on s.staff_id = o.staff_id
    where o.ended_at is null and s.ended_at is null group by o.role_key`.execute(tx.db)
  return new Map(rows.map((row) => [row.key, row.count]))
}
