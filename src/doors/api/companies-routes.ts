import { changeCompany as change } from '../../companies/change-company.ts'
import { checkCompanyList, type CompanyListWish, type CompanyPlace } from '../../companies/company-list.ts'
import { countCompanies } from '../../companies/company-list.sql.ts'
import { createCompany as create } from '../../companies/create-company.ts'
import { endCompanyRelation as endRelation } from '../../companies/end-company-relation.ts'
import { listCompanies as list, type CompanyTurn } from '../../companies/list-companies.ts'
import { mergeCompanies as merge } from '../../companies/merge-companies.ts'
import { nameCompanies } from '../../companies/name-companies.ts'
import { readCompany } from '../../companies/read-company.ts'
import { relateCompanies as relate } from '../../companies/relate-companies.ts'
import { removeCompany as remove } from '../../companies/remove-company.ts'
import { undoCompanyChange as undo } from '../../companies/undo-company-change.ts'
import { Problem } from '../../plumbing/errors.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { companyAnswer, companyItem } from './company-answer.ts'
import { companiesCsv } from './companies-csv.ts'
import * as resource from './companies-resource.ts'
import { cursorId, cursorOf, cursorParts } from './cursor.ts'
import { readerLanguage } from './reader.ts'

/** So many companies stand in a file at most. */
const FILE_MOST = 50_000

const by = (actor: StaffActor) => ({ kind: actor.kind, id: actorId(actor) })

export function addCompaniesRoutes(api: Api, { database }: House): void {
  api.openapi(resource.listCompanies, async (c) => {
    const { after, before, at, limit, ...wish } = c.req.valid('json')
    const page = await database.read(async (tx) => {
      const { companies, first, last } = await list(tx, checkCompanyList(wish, actorId(c.get('actor'))), turnOf({ after, before, at }), limit)
      return { rows: (await nameCompanies(tx, companies)).map(companyItem), first, last }
    })
    return c.json({ rows: page.rows, previous: cursorOfPlace(page.first), next: cursorOfPlace(page.last) }, 200)
  })

  api.openapi(resource.countCompanies, async (c) => {
    const wish = { ...c.req.valid('json'), sort: { by: 'name', direction: 'up' as const } }
    return c.json({ count: await database.read((tx) => countCompanies(tx, checkCompanyList(wish, actorId(c.get('actor'))))), exact: true }, 200)
  })

  api.openapi(resource.companiesFile, async (c) => {
    const { where, search, sort, direction } = c.req.valid('query')
    const wish = { where: filtersIn(where), search: search ?? '', sort: { by: sort ?? 'name', direction: direction ?? 'up' } }
    const companies = await database.report(async (tx) => nameCompanies(tx, (await list(tx, checkCompanyList(wish, actorId(c.get('actor'))), {}, FILE_MOST)).companies))
    c.header('content-disposition', 'attachment; filename="companies.csv"')
    c.header('content-type', 'text/csv; charset=utf-8')
    return c.body(companiesCsv(companies, readerLanguage(c)), 200)
  })

  addOneCompany(api, database)
}

function addOneCompany(api: Api, database: House['database']): void {
  api.openapi(resource.createCompany, async (c) => {
    const answer = await database.write(async (tx) => companyAnswer(await readCompany(tx, await create(tx, c.req.valid('json'), by(c.get('actor'))))))
    return c.json(answer, 201)
  })

  api.openapi(resource.showCompany, async (c) => c.json(await database.read(async (tx) => companyAnswer(await readCompany(tx, c.req.valid('param').id))), 200))

  api.openapi(resource.changeCompany, async (c) => {
    const { id } = c.req.valid('param')
    const { version, ...wish } = c.req.valid('json')
    return c.json(await database.write(async (tx) => {
      await change(tx, id, wish, version, by(c.get('actor')))
      return companyAnswer(await readCompany(tx, id))
    }), 200)
  })

  api.openapi(resource.removeCompany, async (c) => {
    await database.write((tx) => remove(tx, c.req.valid('param').id, c.req.valid('query').version, by(c.get('actor'))))
    return c.body(null, 204)
  })

  api.openapi(resource.undoCompanyChange, async (c) => {
    const { id } = c.req.valid('param')
    const company = await database.write(async (tx) => {
      const there = await undo(tx, id, c.req.valid('json').version, by(c.get('actor')))
      return there ? companyAnswer(await readCompany(tx, id)) : null
    })
    return c.json({ company }, 200)
  })

  api.openapi(resource.mergeCompanies, async (c) => {
    const { id } = c.req.valid('param')
    const { other, version } = c.req.valid('json')
    return c.json(await database.write(async (tx) => {
      await merge(tx, id, other, version, by(c.get('actor')))
      return companyAnswer(await readCompany(tx, id))
    }), 200)
  })

  api.openapi(resource.relateCompanies, async (c) => {
    const { id } = c.req.valid('param')
    const { kind, other } = c.req.valid('json')
    return c.json(await database.write(async (tx) => {
      await relate(tx, id, kind, other, c.get('actor').kind === 'staff' ? actorId(c.get('actor')) : null)
      return companyAnswer(await readCompany(tx, id))
    }), 201)
  })

  api.openapi(resource.endCompanyRelation, async (c) => {
    const { id, relation } = c.req.valid('param')
    return c.json(await database.write(async (tx) => {
      await endRelation(tx, id, relation)
      return companyAnswer(await readCompany(tx, id))
    }), 200)
  })
}

function cursorOfPlace(place: CompanyPlace | null): string | null {
  return place && cursorOf([place.key, place.companyId])
}

function placeIn(cursor: string): CompanyPlace {
  const [placeKey, companyId] = cursorParts(cursor, 2)
  return { key: placeKey, companyId: cursorId(companyId) }
}

function turnOf({ after, before, at }: { after: string | undefined; before: string | undefined; at: number | undefined }): CompanyTurn {
  if (before !== undefined) return { before: placeIn(before) }
  if (after !== undefined) return { after: placeIn(after) }
  return at === undefined ? {} : { at }
}

/** Filters as they stand in an address. */
function filtersIn(text: string | undefined): CompanyListWish['where'] {
  if (text === undefined) return []
  try {
    const filters: unknown = JSON.parse(text)
    if (Array.isArray(filters) && filters.length <= 20 && filters.every(isFilter)) return filters
  } catch {
    // Said below, as for any other text that is none.
  }
  throw new Problem('invalid', { text: 'api.body-unreadable', field: 'where' })
}

function isFilter(one: unknown): one is CompanyListWish['where'][number] {
  const { field, op, value } = (one ?? {}) as Record<string, unknown>
  return typeof field === 'string' && typeof op === 'string' && ['string', 'number', 'boolean'].includes(typeof value)
}
