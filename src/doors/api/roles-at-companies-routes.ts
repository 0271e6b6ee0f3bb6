import { lasts, type CompanyRole } from '../../companies/company-role.ts'
import { nameOwners } from '../../companies/name-owners.ts'
import { selectPersonOwner } from '../../companies/owners.sql.ts'
import { removeRole as remove } from '../../companies/remove-role.ts'
import { countRolesAt, selectRolePoints, selectRolesAt, selectRolesOf, type RolePoint } from '../../companies/roles.sql.ts'
import { selectCompanies, selectCompany, selectSame } from '../../companies/companies.sql.ts'
import { setOwner } from '../../companies/set-owner.ts'
import { setRole } from '../../companies/set-role.ts'
import { recordPeople } from '../../imports/record-people.ts'
import { showRows } from '../../lists/show-rows.ts'
import { CONTACT_FIELD } from '../../people/delivery.ts'
import { selectPeople } from '../../people/people.sql.ts'
import { selectFieldsInScope } from '../../people/scope.sql.ts'
import type { Scope } from '../../people/scope.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseStrangers, refuseUnwritable, scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import * as resource from './companies-resource.ts'
import { reference } from './company-answer.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { reasonInWords } from './import-answer.ts'
import { correctionOrigin } from './person-routes.ts'
import { readerLanguage } from './reader.ts'

/** Whether somebody works somewhere is what `company_name` says of a person; a role is that and its title. */
const SEEN = ['company_name', 'title', 'email', 'phone']

export function addRolesAtCompaniesRoutes(api: Api, house: House): void {
  const { database, keeper, looks } = house

  api.openapi(resource.listCompanyPeople, async (c) => {
    const { after, limit, search, former } = c.req.valid('query')
    const answer = await database.read(async (tx) => {
      const { id } = c.req.valid('param')
      if (!(await selectCompany(tx, id))) throw new Problem('not-found', { text: 'companies.unknown' })
      const scope = await scopeFor(tx, c.get('actor'))
      const today = localDateIn(RETENTION_ZONE, tx.now)
      const query = { companyIds: await selectSame(tx, id), scope, search: search.trim(), current: former === 'false', today }
      const found = await selectRolesAt(tx, query, placeIn(after), limit)
      const last = found.length === limit ? found.at(-1) : undefined
      return { people: await withNames(tx, scope, found, today), next: last ? cursorOf([last.key, last.roleId]) : null, total: await countRolesAt(tx, query) }
    })
    await looks.note({ actor: c.get('actor'), why: 'list', people: [...new Set(answer.people.map((one) => one.person.id))].map((personId) => ({ personId: personId as PersonId, fields: ['name', ...SEEN] })) })
    return c.json(answer, 200)
  })

  api.openapi(resource.addCompanyPerson, async (c) => {
    const { id } = c.req.valid('param')
    const { givenName, familyName, role, source, collected, purposes, ground } = c.req.valid('json')
    const actor = c.get('actor')
    const added = await database.write(async (tx) => {
      refuseOutOfScope(await scopeFor(tx, actor), purposes, (place) => `purposes.${place}`)
      refuseUnwritable(actor, ['given_name', 'family_name', ...writtenFields(role)])
      const company = await selectCompany(tx, id)
      if (!company) throw new Problem('not-found', { text: 'companies.unknown' })
      const contactPoints = (['email', 'phone'] as const).flatMap((kind) => (role[kind] ? [{ kind, value: role[kind] }] : []))
      const [recorded] = await recordPeople(tx, keeper, {
        // A human being is a consumer, but for what reaches them in a role.
        source, collected, purposes, ground, capacity: 'consumer',
        people: [{ values: { given_name: givenName, family_name: familyName }, contactPoints, country: company.country }],
      }, actorId(actor), 'by-hand')
      const { personId, outcome, reasons } = recorded!
      if (personId === null || outcome === 'held-back') throw new Problem('refused', { text: 'companies.person-held-back', parameters: { why: reasons.map((reason) => reasonInWords(readerLanguage(c), reason)).join(' ') }, rule: reasons.find((reason) => reason.rule)?.rule ?? 'H1' })
      const isNew = outcome === 'new'
      const { refused } = await setRole(tx, keeper.keys.identifierIndex, { personId, companyId: id, wish: dated(role), origin: correctionOrigin(actor), isNew }, { kind: actor.kind, id: actorId(actor) })
      return { personId, outcome, reasons, refused }
    })
    const language = readerLanguage(c)
    await looks.note({ actor, why: 'shown', people: [{ personId: added.personId, fields: ['name', ...SEEN] }] })
    return c.json({
      person: added.personId, outcome: added.outcome,
      held: [
        ...added.reasons.map((reason) => ({ field: reason.field, rule: reason.rule, sentence: reasonInWords(language, reason) })),
        ...heldBack(added.refused, language),
      ],
    }, 201)
  })

  addOnePersons(api, house)
}

function addOnePersons(api: Api, { database, keeper, looks }: House): void {
  const note = (actor: StaffActor, personId: PersonId) => looks.note({ actor, why: 'shown', people: [{ personId, fields: SEEN }] })
  /** Does something with a person whom the actor sees, and answers with what they are at companies then. */
  const within = async (actor: StaffActor, id: string, act: (tx: Tx, personId: PersonId) => Promise<{ refused: string[] } | void>, language: Language): Promise<resource.WorkBody> => {
    const personId = id as PersonId
    const answer = await database.write(async (tx) => {
      const scope = await scopeFor(tx, actor)
      await refuseStrangers(tx, scope, [personId])
      const done = await act(tx, personId)
      return { ...(await workOf(tx, scope, personId)), held: heldBack(done?.refused ?? [], language) }
    })
    await note(actor, personId)
    return answer
  }

  api.openapi(resource.showWork, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      await refuseStrangers(tx, scope, [personId])
      return workOf(tx, scope, personId)
    })
    await note(c.get('actor'), personId)
    return c.json(answer, 200)
  })

  api.openapi(resource.startRole, async (c) => {
    const { company, ...wish } = c.req.valid('json')
    const actor = c.get('actor')
    refuseUnwritable(actor, writtenFields(wish))
    return c.json(await within(actor, c.req.valid('param').id, (tx, personId) => setRole(tx, keeper.keys.identifierIndex, { personId, companyId: company, wish: dated(wish), origin: correctionOrigin(actor) }, { kind: actor.kind, id: actorId(actor) }), readerLanguage(c)), 201)
  })

  api.openapi(resource.changeRole, async (c) => {
    const { id, role } = c.req.valid('param')
    const wish = c.req.valid('json')
    const actor = c.get('actor')
    refuseUnwritable(actor, writtenFields(wish))
    return c.json(await within(actor, id, (tx, personId) => setRole(tx, keeper.keys.identifierIndex, { personId, roleId: role, wish: dated(wish), origin: correctionOrigin(actor) }, { kind: actor.kind, id: actorId(actor) }), readerLanguage(c)), 200)
  })

  api.openapi(resource.removeRole, async (c) => {
    const { id, role } = c.req.valid('param')
    refuseUnwritable(c.get('actor'), ['company_name'])
    return c.json(await within(c.get('actor'), id, (tx, personId) => remove(tx, personId, role), readerLanguage(c)), 200)
  })

  api.openapi(resource.setPersonOwner, async (c) => {
    const wish = c.req.valid('json')
    return c.json(await within(c.get('actor'), c.req.valid('param').id, (tx, personId) => setOwner(tx, personId, wish, actorId(c.get('actor'))), readerLanguage(c)), 200)
  })
}

/** Fields that no ground of the person needs. */
function heldBack(fields: readonly string[], language: Language): resource.WorkBody['held'] {
  return fields.map((field) => ({ field, rule: 'H1', sentence: t(language, 'people.refused.H1') }))
}

async function workOf(tx: Tx, scope: Scope | undefined, personId: PersonId): Promise<resource.WorkBody> {
  if ((await selectPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const { owner, team } = await selectPersonOwner(tx, personId)
  const seen = scope && (await selectFieldsInScope(tx, scope, [personId])).get(personId)!
  const roles = seen && !seen.has('company_name') ? [] : await selectRolesOf(tx, personId)
  const companies = new Map((await selectCompanies(tx, roles.map((one) => one.companyId))).map((one) => [one.companyId, one]))
  const merged = new Map((await selectCompanies(tx, [...companies.values()].flatMap((one) => one.mergedInto ?? []))).map((one) => [one.companyId, one]))
  const names = await nameOwners(tx, [owner, team].filter((one) => one !== null))
  const points = await selectRolePoints(tx, [personId])
  return {
    owner: reference(owner, names.get(owner ?? '')), team: reference(team, names.get(team ?? '')),
    held: [],
    roles: roles.map((role) => {
      const company = companies.get(role.companyId)
      const stays = company?.mergedInto ? merged.get(company.mergedInto) : company
      return { ...roleAnswer(role, points, seen, today), company: { id: stays?.companyId ?? role.companyId, name: stays?.name ?? '' } }
    }),
  }
}

async function withNames(tx: Tx, scope: Scope | undefined, roles: readonly CompanyRole[], today: LocalDate): Promise<resource.CompanyPerson[]> {
  const people = [...new Set(roles.map((one) => one.personId))]
  const names = new Map((await showRows(tx, scope, people, [])).map((row) => [row.personId, row.name]))
  const seen = scope && await selectFieldsInScope(tx, scope, people)
  const points = await selectRolePoints(tx, people)
  return roles.map((role) => ({ ...roleAnswer(role, points, seen?.get(role.personId), today), person: { id: role.personId, name: names.get(role.personId) ?? '' } }))
}

/** A role as somebody sees it; `seen` undefined: all of it. */
function roleAnswer(role: CompanyRole, points: readonly RolePoint[], seen: ReadonlySet<string> | undefined, today: LocalDate): Omit<resource.RoleItem, 'company'> {
  const sees = (field: string) => seen === undefined || seen.has(field)
  return {
    id: role.roleId, title: sees('title') ? role.title : null, since: role.since, until: role.until, current: lasts(role, today),
    contactPoints: points.filter((one) => one.personId === role.personId && one.roleId === role.roleId && sees(CONTACT_FIELD[one.kind])).map(({ kind, value, verified }) => ({ kind, value, verified })),
  }
}

interface SaidRole { title: string | null; since: string | null; until: string | null; email?: string | null | undefined; phone?: string | null | undefined }

/** As the verbs take it: what is left out is left out. */
function dated({ title, since, until, email, phone }: SaidRole) {
  return { title, since: since as LocalDate | null, until: until as LocalDate | null, ...(email !== undefined && { email }), ...(phone !== undefined && { phone }) }
}

/** The fields of the person that a role writes. */
function writtenFields({ title, email, phone }: SaidRole): string[] {
  return ['company_name', ...(title === null ? [] : ['title']), ...(email === undefined ? [] : ['email']), ...(phone === undefined ? [] : ['phone'])]
}

function placeIn(after: string | undefined): { key: string; roleId: string } | undefined {
  if (after === undefined) return undefined
  const [placeKey, roleId] = cursorParts(after, 2)
  return { key: placeKey, roleId: cursorId(roleId) }
}
