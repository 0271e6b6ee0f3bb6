import { selectCompany, selectSame } from '../../companies/companies.sql.ts'
import { selectDealsOfCompany } from '../../deals/deals.sql.ts'
import { invoiceState } from '../../invoices/invoice-state.ts'
import { selectInvoicesOfCompany } from '../../invoices/invoices.sql.ts'
import { NAME_FIELDS } from '../../people/name-of.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { opensDocuments, showsOfEverybody, type Scope } from '../../people/scope.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { selectQuotesOf } from '../../quotes/quotes.sql.ts'
import { selectCompanyTimeline, type CompanyEvent } from '../../rights/company-timeline.sql.ts'
import type { Permission } from '../../staff/permission.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { sumInWords } from '../../values/money.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import { actorInWords, type ActorNames } from './actor-in-words.ts'
import type { Api } from './api-door.ts'
import * as resource from './company-sales-resource.ts'
import { itemsOf as dealItems, refuseNameless } from './deals-routes.ts'
import { itemOf as invoiceItem, refuseClosed } from './invoices-routes.ts'
import { itemOf as quoteItem } from './quotes-routes.ts'
import { readerLanguage, selector } from './reader.ts'

const SHOWN = 100

const may = (actor: StaffActor, permission: Permission) => actor.kind === 'staff' && actor.permissions.has(permission)

/** What was sold, or may be, to a company: by whoever speaks for it, as far as the reader sees them. */
export function addCompanySalesRoutes(api: Api, house: House): void {
  api.openapi(resource.listCompanyDeals, async (c) => {
    const answer = await house.database.read(async (tx): Promise<resource.CompanySales> => {
      const scope = await refuseNameless(tx, c.get('actor'))
      const deals = await seen(tx, scope, await selectDealsOfCompany(tx, await sameAs(tx, c.req.valid('param').id), SHOWN))
      const quotes = await Promise.all(deals.map((one) => selectQuotesOf(tx, one.personId, one.dealId)))
      return { deals: await dealItems(tx, deals), quotes: await Promise.all(quotes.flat().map((one) => quoteItem(tx, one))) }
    })
    const people = [...new Set(answer.deals.map((one) => one.person.id as PersonId))]
    if (people.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'list', people: people.map((personId) => ({ personId, fields: ['name', 'deals'] })) })
    return c.json(answer, 200)
  })

  api.openapi(resource.listCompanyInvoices, async (c) => {
    const found = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      refuseClosed(scope)
      return { invoices: await seen(tx, scope, await selectInvoicesOfCompany(tx, await sameAs(tx, c.req.valid('param').id), SHOWN)), today: localDateIn(RETENTION_ZONE, tx.now) }
    })
    const people = [...new Set(found.invoices.map((one) => one.personId))]
    if (people.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: people.map((personId) => ({ personId, fields: ['documents'] })) })
    return c.json({ invoices: found.invoices.map((one) => invoiceItem(one, invoiceState(one, found.today))) }, 200)
  })

  api.openapi(resource.showCompanyTimeline, async (c) => {
    const actor = c.get('actor')
    const answer = await house.database.read(async (tx): Promise<resource.CompanyTimeline> => {
      const scope = await scopeFor(tx, actor)
      const named = showsOfEverybody(scope, NAME_FIELDS)
      const events = await selectCompanyTimeline(tx, await sameAs(tx, c.req.valid('param').id), { deals: may(actor, 'deals.read') && named, documents: may(actor, 'invoices.read') && opensDocuments(scope) && named, limit: SHOWN })
      const shown = await seenEvents(tx, scope, events)
      const { purposes } = await selectCatalogue(tx)
      const language = readerLanguage(c)
      const names = { actors: await selectActorNames(tx, shown.flatMap((one) => one.actorId ?? [])), people: await selectNames(tx, shown.flatMap((one) => one.personId ?? [])), purpose: (key: string) => purposes.find((one) => one.key === key)?.texts[language].name ?? key }
      return { events: shown.map((one) => eventAnswer(language, one, names)) }
    })
    const people = [...new Set(answer.events.flatMap((one) => (one.person ? [one.person.id as PersonId] : [])))]
    if (people.length > 0) await house.looks.note({ actor, why: 'timeline', people: people.map((personId) => ({ personId, fields: ['history'] })) })
    return c.json(answer, 200)
  })
}

async function sameAs(tx: Tx, companyId: string): Promise<string[]> {
  if (!(await selectCompany(tx, companyId))) throw new Problem('not-found', { text: 'companies.unknown' })
  return selectSame(tx, companyId)
}

/** Who is not in the reader's scope is not there and not counted. */
async function seen<One extends { personId: PersonId }>(tx: Tx, scope: Scope | undefined, all: readonly One[]): Promise<One[]> {
  if (!scope) return [...all]
  const visible = await selectInScope(tx, scope, [...new Set(all.map((one) => one.personId))])
  return all.filter((one) => visible.has(one.personId))
}

async function seenEvents(tx: Tx, scope: Scope | undefined, events: readonly CompanyEvent[]): Promise<CompanyEvent[]> {
  const people = await seen(tx, scope, events.flatMap(({ personId }) => (personId === null ? [] : [{ personId }])))
  const visible = new Set(people.map((one) => one.personId))
  return events.filter((one) => one.personId === null || visible.has(one.personId))
}

function eventAnswer(language: Language, { at, type, kind, purpose, personId, about, actorKind, actorId, detail }: CompanyEvent, names: { actors: ActorNames; people: ReadonlyMap<string, string>; purpose: (key: string) => string }): resource.CompanyTimeline['events'][number] {
  const isMoney = type === 'invoice' || type === 'credit-note' || type === 'payment'
  return {
    at: at.toISOString(), type, title: t(language, `api.timeline.${type}`, { kind: selector(kind), what: isMoney ? kind : (detail ?? '') }), detail: isMoney && detail !== null ? sumInWords(language, detail) : null,
    purpose: purpose === null ? null : names.purpose(purpose), person: personId === null ? null : { id: personId, name: names.people.get(personId) ?? '' },
    deal: type === 'deal' ? about : null, invoice: isMoney ? about : null, actor: actorKind === null ? null : actorInWords(language, actorKind, actorId, names.actors),
  }
}
