import { createRoute, z } from '@hono/zod-openapi'
import { COMPANY_FORMS, SOLE_TRADER } from '../../companies/company.ts'
import { COMPANY_CHANGE_KINDS } from '../../companies/company-change.ts'
import { COMPANY_RELATION_KINDS } from '../../companies/company-relation.ts'
import { collected, country, day, id, idPath, json, jsonBody, key, moment, next, PAGE_LIMIT_MAX, pageQuery, personReference, problems, staffOnly } from './contract.ts'
import { audienceWhere } from './decisions-resource.ts'
import { listCount } from './lists-resource.ts'
import { heldReason, newPeople } from './people-resource.ts'

const text = (most: number) => z.string().trim().max(most)
/** Left empty is none. */
const emptied = (most: number) => text(most).nullable().transform((typed) => typed || null)
const optional = (most: number) => emptied(most).default(null)
const tags = z.array(text(60)).max(30)
const participant = z.strictObject({ scheme: z.string().regex(/^\d{4}$/), id: text(50).min(1) })
const named = z.object({ id, name: z.string() })

export const companyWish = z
  .strictObject({
    name: text(200).min(1), country,
    form: z.enum([...COMPANY_FORMS, SOLE_TRADER]).nullable().default(null).openapi({ description: 'Form of business. Left out where the number proves it (Sweden). A sole trader is refused: that is a person (rule H6).' }),
    number: optional(40).openapi({ description: 'Organisation number, in any writing: checked in Sweden, Norway, Denmark and Finland, and unique in its country.' }),
    email: optional(254).openapi({ description: 'A general one, such as info@; somebody’s own belongs to that person.' }), phone: optional(60), website: optional(300),
    street: optional(200), postalCode: optional(20), city: optional(100),
    participant: participant.nullable().default(null).openapi({ description: 'Where it takes e-invoices; left out it follows from the number where that can be.' }),
    vatNumber: optional(20), invoiceEmail: optional(254).openapi({ description: 'Where its invoices go by mail.' }), invoiceReference: optional(100).openapi({ description: 'What it wants to find an invoice by; left out, the name of whoever speaks for it.' }),
    tags: tags.default([]), owner: id.nullable().default(null).openapi({ description: 'The colleague who looks after it.' }), team: id.nullable().default(null),
  })
  .openapi('CompanyWish', { example: { name: 'Norrbro Fastigheter AB', country: 'SE', number: '556677-8899', city: 'Sundsvall', tags: ['customer'] } })
export type CompanyWishBody = z.input<typeof companyWish>

export const companyItem = z
  .object({
    id, name: z.string(), country, form: z.enum(COMPANY_FORMS), number: z.string().nullable(), writtenNumber: z.string().nullable().openapi({ description: 'As its country writes it.' }),
    email: z.string().nullable(), phone: z.string().nullable(), website: z.string().nullable(), street: z.string().nullable(), postalCode: z.string().nullable(), city: z.string().nullable(),
    participant: z.object({ scheme: z.string(), id: z.string() }).nullable(), eInvoice: z.object({ scheme: z.string(), id: z.string() }).nullable().openapi({ description: 'Said, or by its number.' }),
    vatNumber: z.string().nullable(), invoiceEmail: z.string().nullable(), invoiceReference: z.string().nullable(),
    tags: z.array(z.string()), owner: named.nullable(), team: named.nullable(), version: z.int(), createdAt: moment, changedAt: moment,
  })
  .openapi('Company')
export type CompanyItem = z.infer<typeof companyItem>

const change = z.object({
  version: z.int(), kind: z.enum(COMPANY_CHANGE_KINDS), at: moment, by: z.string(), other: named.nullable(),
  fields: z.array(z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
})

export const company = companyItem
  .extend({
    mergedInto: named.nullable().openapi({ description: 'The company that this one turned out to be.' }),
    same: z.array(named).openapi({ description: 'Companies that turned out to be this one.' }),
    relations: z.array(z.object({ id, kind: z.enum(COMPANY_RELATION_KINDS), direction: z.enum(['of', 'for']).openapi({ description: '`of`: this company is that of the other; `for`: the other is that of this one.' }), company: named })),
    changes: z.array(change).openapi({ description: 'What was done to it, the newest first; at most fifty.' }),
    canUndo: z.boolean().openapi({ description: 'The last of it can be taken back.' }),
  })
  .openapi('CompanyDetail')
export type CompanyBody = z.infer<typeof company>

const version = z.int().min(1).openapi({ description: 'The one that was looked at: refused when it was changed since.' })
const listWish = {
  where: audienceWhere.default([]).openapi({ description: 'By name, number, city, postal_code, email, country, form, tags, owner, team, created_at; owner and team also `me`.' }),
  search: text(200).default('').openapi({ description: 'Words of a name, town, number or tag.' }),
}

export const companyListQuestion = z
  .strictObject({
    ...listWish,
    sort: z.strictObject({ by: key, direction: z.enum(['up', 'down']) }).default({ by: 'name', direction: 'up' }),
    after: z.string().max(2000).optional(), before: z.string().max(2000).optional(), at: z.number().min(0).max(1).optional().openapi({ description: 'About so far into the list, 0 to 1.' }),
    limit: z.int().min(1).max(PAGE_LIMIT_MAX).default(100),
  })
  .openapi('CompanyListQuestion')
export type CompanyListQuestion = z.input<typeof companyListQuestion>

export const companyPage = z.object({ rows: z.array(companyItem), previous: z.string().nullable(), next: z.string().nullable() }).openapi('CompanyPage')
export type CompanyPage = z.infer<typeof companyPage>

const tag = ['Companies']

export const listCompanies = createRoute({
  method: 'post', path: '/lists/companies', tags: tag, security: staffOnly, summary: 'One page of a list of companies: filters and order as asked for.',
  request: { body: jsonBody(companyListQuestion) }, responses: { 200: json(companyPage, 'The page.'), ...problems },
})

export const countCompanies = createRoute({
  method: 'post', path: '/lists/companies/counts', tags: tag, security: staffOnly, summary: 'How many companies are in a list.',
  request: { body: jsonBody(z.strictObject(listWish)) }, responses: { 200: json(listCount, 'The number.'), ...problems },
})

export const companiesFile = createRoute({
  method: 'get', path: '/companies/file', tags: tag, security: staffOnly, summary: 'Companies as a spreadsheet file (CSV): those of a list, in its order. No person stands in it.',
  request: { query: z.strictObject({ where: z.string().max(4000).optional().openapi({ description: 'Filters, as JSON.' }), search: text(200).optional(), sort: z.string().max(40).optional(), direction: z.enum(['up', 'down']).optional() }) },
  responses: { 200: { description: 'The file.', content: { 'text/csv': { schema: z.string() } } }, ...problems },
})

export const createCompany = createRoute({
  method: 'post', path: '/companies', tags: tag, security: staffOnly, summary: 'Add a company.',
  request: { body: jsonBody(companyWish) }, responses: { 201: json(company, 'It is there.'), ...problems },
})

export const showCompany = createRoute({
  method: 'get', path: '/companies/{id}', tags: tag, security: staffOnly, summary: 'A company, how it hangs together with others, and what was done to it.',
  request: { params: idPath }, responses: { 200: json(company, 'The company.'), ...problems },
})

export const changeCompany = createRoute({
  method: 'put', path: '/companies/{id}', tags: tag, security: staffOnly, summary: 'Change a company as a whole.',
  request: { params: idPath, body: jsonBody(companyWish.extend({ version })) }, responses: { 200: json(company, 'As it is now.'), ...problems },
})

export const removeCompany = createRoute({
  method: 'delete', path: '/companies/{id}', tags: tag, security: staffOnly, summary: 'Remove a company on which nothing hangs. It can be had back for thirty days.',
  request: { params: idPath, query: z.strictObject({ version: z.coerce.number().int().min(1) }) }, responses: { 204: { description: 'It is gone.' }, ...problems },
})

export const undoCompanyChange = createRoute({
  method: 'post', path: '/companies/{id}/undos', tags: tag, security: staffOnly, summary: 'Take back the last thing that was done to a company, within thirty days.',
  request: { params: idPath, body: jsonBody(z.strictObject({ version })) }, responses: { 200: json(z.object({ company: company.nullable() }), 'As it is now; null where it was just added.'), ...problems },
})

export const mergeCompanies = createRoute({
  method: 'post', path: '/companies/{id}/merges', tags: tag, security: staffOnly, summary: 'Another company turned out to be this one. Two with different numbers are two companies.',
  request: { params: idPath, body: jsonBody(z.strictObject({ other: id, version })) }, responses: { 200: json(company, 'The one that stays.'), ...problems },
})

export const relateCompanies = createRoute({
  method: 'post', path: '/companies/{id}/relations', tags: tag, security: staffOnly, summary: 'Say what the company is of another: subsidiary, department or customer.',
  request: { params: idPath, body: jsonBody(z.strictObject({ kind: z.enum(COMPANY_RELATION_KINDS), other: id })) }, responses: { 201: json(company, 'The company.'), ...problems },
})

export const endCompanyRelation = createRoute({
  method: 'delete', path: '/companies/{id}/relations/{relation}', tags: tag, security: staffOnly, summary: 'A relation is over.',
  request: { params: z.object({ id, relation: id }) }, responses: { 200: json(company, 'The company.'), ...problems },
})

export const roleWish = z
  .strictObject({
    title: optional(100), since: day.nullable().default(null), until: day.nullable().default(null).openapi({ description: 'The day it ends: from then on nobody is reached at the address of the role.' }),
    email: emptied(254).optional().openapi({ description: 'Where the person is reached in this role; left out as before, null nowhere.' }), phone: emptied(60).optional(),
  })
  .openapi('RoleWish')
export type RoleWishBody = z.input<typeof roleWish>

const rolePoint = z.object({ kind: z.enum(['email', 'phone', 'postal']), value: z.string(), verified: z.boolean() })
const roleItem = z.object({
  id, company: named, title: z.string().nullable(), since: day.nullable(), until: day.nullable(), current: z.boolean(),
  contactPoints: z.array(rolePoint).openapi({ description: 'Where the person is reached in this role, and nowhere else: it ends with it.' }),
}).openapi('CompanyRole')
export type RoleItem = z.infer<typeof roleItem>

export const companyPerson = roleItem.omit({ company: true }).extend({ person: personReference }).openapi('CompanyPerson')
export type CompanyPerson = z.infer<typeof companyPerson>

export const listCompanyPeople = createRoute({
  method: 'get', path: '/companies/{id}/people', tags: tag, security: staffOnly, summary: 'People in roles at a company, as far as the reader sees them: others are not there and not counted.',
  request: { params: idPath, query: pageQuery.extend({ search: text(200).default(''), former: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(z.object({ people: z.array(companyPerson), next, total: z.int() }), 'A page of them.'), ...problems },
})

export const addCompanyPerson = createRoute({
  method: 'post', path: '/companies/{id}/people', tags: tag, security: staffOnly, summary: 'Add somebody in a role at a company: found again where they are known, held by the grounds named, told where they are not the source.',
  request: {
    params: idPath,
    body: jsonBody(z.strictObject({
      givenName: text(100), familyName: text(100), role: roleWish, source: newPeople.shape.source, collected, purposes: newPeople.shape.purposes, ground: newPeople.shape.ground,
    })),
  },
  responses: { 201: json(z.object({ person: id, outcome: z.enum(['new', 'changed', 'unchanged']), held: z.array(heldReason) }), 'Who it is, and what was held back.'), ...problems },
})

const work = z.object({
  owner: named.nullable(), team: named.nullable(), roles: z.array(roleItem),
  held: z.array(heldReason).openapi({ description: 'What was just sent and may not be kept.' }),
}).openapi('Work')
export type WorkBody = z.infer<typeof work>

export const showWork = createRoute({
  method: 'get', path: '/people/{id}/work', tags: tag, security: staffOnly, summary: 'What a person is at companies, and who of us looks after them.',
  request: { params: idPath }, responses: { 200: json(work, 'Their roles.'), ...problems },
})

export const startRole = createRoute({
  method: 'post', path: '/people/{id}/roles', tags: tag, security: staffOnly, summary: 'A person has a role at a company. Held while a ground of theirs needs to know it (rule H1).',
  request: { params: idPath, body: jsonBody(roleWish.extend({ company: id })) }, responses: { 201: json(work, 'Their roles.'), ...problems },
})

export const changeRole = createRoute({
  method: 'put', path: '/people/{id}/roles/{role}', tags: tag, security: staffOnly, summary: 'What has become of a role: a title, a day, where the person is reached in it. Its address ends with it.',
  request: { params: z.object({ id, role: id }), body: jsonBody(roleWish) }, responses: { 200: json(work, 'Their roles.'), ...problems },
})

export const removeRole = createRoute({
  method: 'delete', path: '/people/{id}/roles/{role}', tags: tag, security: staffOnly, summary: 'Take away a role that was a mistake.',
  request: { params: z.object({ id, role: id }) }, responses: { 200: json(work, 'Their roles.'), ...problems },
})

export const setPersonOwner = createRoute({
  method: 'put', path: '/people/{id}/owner', tags: tag, security: staffOnly, summary: 'Which colleague and which team look after a person.',
  request: { params: idPath, body: jsonBody(z.strictObject({ owner: id.nullable(), team: id.nullable() })) }, responses: { 200: json(work, 'Who does.'), ...problems },
})

const teamBody = z.object({ id, name: z.string(), members: z.array(named), mine: z.boolean() }).openapi('Team')
export type TeamBody = z.infer<typeof teamBody>
const teams = z.object({ teams: z.array(teamBody), colleagues: z.array(named).openapi({ description: 'Who can look after somebody: colleagues who are here, by name.' }), me: id })
export type TeamsBody = z.infer<typeof teams>
const teamWish = z.strictObject({ name: text(80).min(1), members: z.array(id).max(500) })

export const listTeams = createRoute({
  method: 'get', path: '/teams', tags: tag, security: staffOnly, summary: 'Teams of colleagues, and who is here.',
  responses: { 200: json(teams, 'The teams, by name.'), ...problems },
})

export const createTeam = createRoute({
  method: 'post', path: '/teams', tags: tag, security: staffOnly, summary: 'A new team.',
  request: { body: jsonBody(teamWish) }, responses: { 201: json(teams, 'The teams.'), ...problems },
})

export const changeTeam = createRoute({
  method: 'put', path: '/teams/{id}', tags: tag, security: staffOnly, summary: 'Another name or other members.',
  request: { params: idPath, body: jsonBody(teamWish) }, responses: { 200: json(teams, 'The teams.'), ...problems },
})

export const endTeam = createRoute({
  method: 'delete', path: '/teams/{id}', tags: tag, security: staffOnly, summary: 'A team is no more; what it looked after says so until somebody else does.',
  request: { params: idPath }, responses: { 200: json(teams, 'The teams.'), ...problems },
})
