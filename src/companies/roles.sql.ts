import { sql } from 'kysely'
import { NAME_FIELDS } from '../people/name-of.ts'
import { noteChange } from '../people/note-change.ts'
import { showsOfEverybody, type Scope } from '../people/scope.ts'
import { fieldInScope, inScope } from '../people/scope.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { ContactPointId, PersonId } from '../values/ids.ts'
import type { Actor } from './company-change.ts'
import type { CompanyRole } from './company-role.ts'

const columns = sql`r.person_id as "personId", r.role_id as "roleId", r.company_id as "companyId", r.title, r.since, r.until`

/** Writes a role through the database's own check of grounds (H1); the fields it refused. */
export async function callWriteRole(tx: Tx, role: CompanyRole, by: Actor): Promise<string[]> {
  noteChange(tx, [role.personId])
  const { rows } = await sql<{ field: string }>`
    select field_key as field from write_company_role(${tx.now}, ${role.personId}, ${role.roleId}, ${role.companyId}, ${role.title}, ${role.since}, ${role.until}, ${by.kind}, ${by.id})`.execute(tx.db)
  return rows.map((row) => row.field)
}

export async function callRemoveRole(tx: Tx, personId: PersonId, roleId: string): Promise<void> {
  noteChange(tx, [personId])
  await sql`select remove_company_role(${personId}, ${roleId})`.execute(tx.db)
}

/** The roles of a person, those that last first. */
export async function selectRolesOf(tx: Tx, personId: PersonId): Promise<CompanyRole[]> {
  const { rows } = await sql<CompanyRole>`select ${columns} from company_role r where r.person_id = ${personId} order by r.until desc nulls first, r.since desc nulls last, r.role_id desc`.execute(tx.db)
  return rows
}

/** People in roles at a company, as somebody sees them: who is not in scope, or of whom it is not seen where they work, is not there and not counted. */
export interface RolesQuery {
  companyIds: readonly string[]
  scope: Scope | undefined
  search: string
  /** Those who are there now, or who were. */
  current: boolean
  today: LocalDate
}

/** A page in the order of names, or of ids for whoever does not see every name; beyond `after`. */
export async function selectRolesAt(tx: Tx, query: RolesQuery, after: { key: string; roleId: string } | undefined, limit: number): Promise<(CompanyRole & { key: string })[]> {
  const key = seesNames(query.scope) ? sql`coalesce(f.sort_key, '')` : sql`r.person_id::text`
  const { rows } = await sql<CompanyRole & { key: string }>`
    select ${columns}, ${key} as key from company_role r left join profile f on f.person_id = r.person_id
    where ${seen(query, tx.now)} and ${after ? sql`(${key}, r.role_id) > (${after.key}::text, ${after.roleId}::uuid)` : sql`true`}
    order by ${key}, r.role_id limit ${limit}`.execute(tx.db)
  return rows
}

export async function countRolesAt(tx: Tx, query: RolesQuery): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from company_role r left join profile f on f.person_id = r.person_id where ${seen(query, tx.now)}`.execute(tx.db)
  return rows[0]!.count
}

function seesNames(scope: Scope | undefined): boolean {
  return showsOfEverybody(scope, NAME_FIELDS)
}

const seen = ({ companyIds, scope, search, current, today }: RolesQuery, now: Date) => sql`
  r.company_id = any (${companyIds}::uuid[]) and ${current ? sql`(r.until is null or r.until >= ${today}::date)` : sql`r.until < ${today}::date`}
  and ${scope ? sql`${inScope(scope, sql`r.person_id`, now)} and ${fieldInScope(scope, 'company_name', sql`r.person_id`, now)}`
    : sql`not exists (select from value_block b where b.person_id = r.person_id and b.field_key = 'company_name')`}
  and ${search !== '' && seesNames(scope) ? sql`strpos(search_fold(f.display_name), search_fold(${search})) > 0` : sql`true`}`

/** A point where somebody is reached in a role. */
export interface RolePoint {
  personId: PersonId
  contactPointId: ContactPointId
  roleId: string
  kind: 'email' | 'phone' | 'postal'
  value: string
  verified: boolean
}

/** Where these people are reached in roles of theirs. */
export async function selectRolePoints(tx: Tx, personIds: readonly PersonId[]): Promise<RolePoint[]> {
  const { rows } = await sql<RolePoint>`
    select person_id as "personId", contact_point_id as "contactPointId", role_id as "roleId", kind, value, verified_at is not null as verified
    from contact_point where person_id = any (${personIds}::uuid[]) and role_id is not null and ended_at is null order by kind, since, contact_point_id`.execute(tx.db)
  return rows
}

/** From now on the person is reached there in this role. */
export async function updatePointRole(tx: Tx, personId: PersonId, kind: string, canonical: string, roleId: string): Promise<void> {
  noteChange(tx, [personId])
  await sql`update contact_point set role_id = ${roleId} where person_id = ${personId} and kind = ${kind} and canonical = ${canonical} and ended_at is null`.execute(tx.db)
}

/** Nobody is reached in this role any more. */
export async function updateRolePointsEnded(tx: Tx, personId: PersonId, roleId: string, kinds: readonly string[]): Promise<void> {
  noteChange(tx, [personId])
  await sql`update contact_point set ended_at = ${tx.now} where person_id = ${personId} and role_id = ${roleId} and kind = any (${kinds}::text[]) and ended_at is null`.execute(tx.db)
}

/** The role goes on: the person is reached again where they were when it ended. */
export async function updateRolePointsRevived(tx: Tx, personId: PersonId, roleId: string): Promise<void> {
  noteChange(tx, [personId])
  await sql`
    update contact_point set ended_at = null
    where person_id = ${personId} and role_id = ${roleId} and ended_at = (select max(c.ended_at) from contact_point c where c.person_id = ${personId} and c.role_id = ${roleId})`.execute(tx.db)
}

/** People with roles whose day has come and who are still reached there. */
export async function selectEndedRoles(tx: Tx, today: LocalDate, limit: number): Promise<Pick<CompanyRole, 'personId' | 'roleId'>[]> {
  const { rows } = await sql<Pick<CompanyRole, 'personId' | 'roleId'>>`
    select r.person_id as "personId", r.role_id as "roleId" from company_role r
    where r.until <= ${today}::date and exists (select from contact_point c where c.person_id = r.person_id and c.role_id = r.role_id and c.ended_at is null) limit ${limit}`.execute(tx.db)
  return rows
}
