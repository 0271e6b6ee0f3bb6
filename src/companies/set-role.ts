import type { KeyObject } from 'node:crypto'
import { holdValues, type Origin } from '../people/hold-values.ts'
import { lockPeople, selectPeople } from '../people/people.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { CountryCode } from '../values/country.ts'
import { parseEmail } from '../values/email.ts'
import { isFault } from '../values/fault.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { parsePhone } from '../values/phone.ts'
import type { Actor } from './company-change.ts'
import { lockCompany } from './companies.sql.ts'
import { lasts, type CompanyRole, type RoleWish } from './company-role.ts'
import { callWriteRole, selectRolePoints, selectRolesOf, updatePointRole, updateRolePointsEnded, updateRolePointsRevived } from './roles.sql.ts'
import { isOwnMail } from './work-address.ts'

export interface SetRole {
  personId: PersonId
  /** Left out: a new one, at `companyId`. */
  roleId?: string
  companyId?: string
  wish: RoleWish
  /** Where the address or number of the role comes from, as the person is told (H2). */
  origin: Origin
  /** They came just now, with this address as all that is known: it is not their own. */
  isNew?: boolean
}

/**
 * Puts a person in a role at a company, or says what has become of one. A role that has ended takes its addresses with it.
 * Throws `refused` (H1) where no ground of theirs needs to know where they work, or how they are reached there; `conflict`
 * for an address that is the person's own: it becomes no work address by our saying so. Returns the role's id, and which
 * fields were left out by H1.
 */
export async function setRole(tx: Tx, indexKey: KeyObject, { personId, roleId, companyId, wish, origin, isNew = false }: SetRole, by: Actor): Promise<{ roleId: string; refused: string[] }> {
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const before = roleId === undefined ? undefined : (await selectRolesOf(tx, personId)).find((one) => one.roleId === roleId)
  if (roleId !== undefined && !before) throw new Problem('not-found', { text: 'companies.role-unknown' })
  const company = await lockCompany(tx, before?.companyId ?? companyId!)
  if (!company || (!before && company.mergedInto !== null)) throw new Problem('not-found', { text: 'companies.unknown' })
  const { title, since, until } = wish
  if (since !== null && until !== null && until < since) throw new Problem('invalid', { text: 'companies.ends-before', field: 'until' })
  const role: CompanyRole = { personId, roleId: before?.roleId ?? newId(tx.now), companyId: company.companyId, title: title?.trim() || null, since, until }
  const refused = await callWriteRole(tx, role, by)
  if (refused.includes('company_name')) throw new Problem('refused', { text: 'companies.role-needs-ground', rule: 'H1' })
  const today = localDateIn(RETENTION_ZONE, tx.now)
  if (lasts(role, today)) {
    if (before && !lasts(before, today)) await updateRolePointsRevived(tx, personId, role.roleId)
    refused.push(...(await reachIn(tx, indexKey, role, wish, { country: company.country as CountryCode, origin, isNew })))
  } else await updateRolePointsEnded(tx, personId, role.roleId, ['email', 'phone', 'postal'])
  return { roleId: role.roleId, refused }
}

/** Writes where somebody is reached in a role; the fields that no ground of theirs needs. */
async function reachIn(tx: Tx, indexKey: KeyObject, { personId, roleId }: CompanyRole, { email, phone }: RoleWish, { country, origin, isNew }: { country: CountryCode; origin: Origin; isNew: boolean }): Promise<string[]> {
  const wanted = { ...(email !== undefined && { email: email && emailOf(email) }), ...(phone !== undefined && { phone: phone && phoneOf(phone, country) }) }
  const known = await selectContactPoints(tx, [personId])
  const inRole = await selectRolePoints(tx, [personId])
  const refused: string[] = []
  for (const kind of ['email', 'phone'] as const) {
    const point = wanted[kind]
    if (point === undefined) continue
    const had = known.filter((one) => one.kind === kind && inRole.some((each) => each.contactPointId === one.contactPointId && each.roleId === roleId))
    if (point && had.some((one) => one.canonical === point.canonical)) continue
    if (had.length > 0) await updateRolePointsEnded(tx, personId, roleId, [kind])
    if (!point) continue
    if (!isNew) await refuseOwn(tx, personId, kind, known.find((one) => one.kind === kind && one.canonical === point.canonical && !inRole.some((each) => each.contactPointId === one.contactPointId)))
    const held = isNew ? { refused: [] } : await holdValues(tx, indexKey, [{ personId, values: {}, contactPoints: [{ kind, ...point }], identifiers: [{ kind, canonical: point.canonical }] }], origin)
    refused.push(...held.refused.map((one) => one.fieldKey))
    await updatePointRole(tx, personId, kind, point.canonical, roleId)
  }
  return refused
}

/** What the person has as their own stays so: at it they are a consumer, and a yes is needed where one is. */
async function refuseOwn(tx: Tx, personId: PersonId, kind: 'email' | 'phone', own: { value: string } | undefined): Promise<void> {
  if (!own) return
  const [person] = await selectPeople(tx, [personId])
  if (person!.capacity !== 'role') throw new Problem('conflict', { text: 'companies.address-is-own', field: kind })
}

function emailOf(text: string): { value: string; canonical: string } {
  const found = parseEmail(text)
  if (isFault(found)) throw new Problem('invalid', { text: found.fault, field: 'email' })
  if (isOwnMail(found.canonical)) throw new Problem('invalid', { text: 'companies.own-mail', field: 'email' })
  return { value: found.stored, canonical: found.canonical }
}

function phoneOf(text: string, country: CountryCode): { value: string; canonical: string } {
  const found = parsePhone(text, country)
  if (isFault(found)) throw new Problem('invalid', { text: found.fault, field: 'phone', ...(found.parameters && { parameters: found.parameters }) })
  return { value: found.stored, canonical: found.e164 }
}
