import { readCard } from '../../leads/card.ts'
import { contactLead } from '../../leads/contact-lead.ts'
import { declineLead } from '../../leads/decline-lead.ts'
import { handLead } from '../../leads/hand-lead.ts'
import { isOpen, OPEN_STATES, type Lead } from '../../leads/lead.ts'
import { countOpenLeads, selectLeadChanges, selectLeadsOf, selectNoticeDays, selectOpenLeads, type LeadFilter } from '../../leads/leads.sql.ts'
import { qualifyLead } from '../../leads/qualify-lead.ts'
import { renewLead } from '../../leads/renew-lead.ts'
import { startLead } from '../../leads/start-lead.ts'
import { findPeople } from '../../people/find-people.ts'
import { selectGrounds } from '../../people/grounds.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Tx } from '../../plumbing/database.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../../purposes/follow-up.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import { daysLater } from '../../values/moment.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseStrangers, refuseUnwritable, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { currencyOf, hundredths, refuseNameless } from './deals-routes.ts'
import { reasonInWords } from './import-answer.ts'
import * as resource from './leads-resource.ts'
import { enteredBy, identifiersOf } from './people-routes.ts'
import { readerLanguage } from './reader.ts'
import { seenByName } from './seen-in-answer.ts'

const A_PAGE = 100
/** What ends within so many days ends soon. */
const SOON_DAYS = 7

export function addLeadsRoutes(api: Api, house: House): void {
  api.openapi(resource.listLeads, async (c) => {
    const { owner, source, ends, after } = c.req.valid('query')
    const answer = await house.database.read(async (tx): Promise<resource.LeadList> => {
      await refuseNameless(tx, c.get('actor'), 'leads.names-not-yours')
      const [until, leadId] = after === undefined ? [] : cursorParts(after, 2)
      const filter: LeadFilter = {
        owner: owner && signedIn(c.get('actor')).staffId, source, endsBefore: ends && daysLater(tx.now, SOON_DAYS), ...(until !== undefined && { after: { until: cursorMoment(until), leadId: cursorId(leadId!) } }),
      }
      const leads = await selectOpenLeads(tx, filter, A_PAGE)
      const last = leads.length === A_PAGE ? leads.at(-1) : undefined
      const purpose = (await selectCatalogue(tx)).purposes.find((one) => one.key === FOLLOW_UP)
      return { leads: await itemsOf(tx, leads), count: await countOpenLeads(tx, filter), next: last ? cursorOf([last.until!.toISOString(), last.leadId]) : null, months: purpose?.retention.months ?? null }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answer.leads.map((one) => one.person)) })
    return c.json(answer, 200)
  })

  api.openapi(resource.readCard, async (c) => {
    const answer = await house.database.read((tx) => readingOf(tx, house, c.get('actor'), c.req.valid('json').text, readerLanguage(c)))
    if (answer.known.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answer.known) })
    return c.json(answer, 200)
  })

  api.openapi(resource.startLead, async (c) => {
    const actor = c.get('actor')
    const language = readerLanguage(c)
    const { values, contactPoints, country, reason, owner, said, ...wish } = c.req.valid('json')
    if (wish.collected === 'self' && !(actor.kind === 'key' && actor.speaksForPerson)) throw new Problem('invalid', { text: 'leads.not-from-them', field: 'collected' })
    const answer = await house.database.write(async (tx): Promise<resource.StartedLeadBody> => {
      if (actor.kind === 'staff') await refuseNameless(tx, actor, 'leads.names-not-yours')
      refuseOutOfScope(await scopeFor(tx, actor), [wish.asked ? 'prospects' : FOLLOW_UP], () => 'asked')
      refuseUnwritable(actor, [...Object.keys(values), ...contactPoints.map(({ kind }) => kind)], (field) => `values.${field}`)
      const { lead, isNew, leftOut } = await startLead(tx, house.keeper, {
        ...wish, said, owner: owner === undefined ? (actor.kind === 'staff' ? actor.staffId : null) : owner as StaffId | null, person: { values, contactPoints, country },
      }, { kind: actor.kind === 'staff' ? 'staff' : 'system', id: actorId(actor) }, { language, reason }, enteredBy(actor))
      return {
        id: lead.leadId, person: lead.personId, until: lead.until!.toISOString(), known: actor.kind === 'staff' && !isNew, mailed: lead.noticeId !== null,
        leftOut: leftOut.map((one) => ({ field: one.field, rule: one.rule, sentence: reasonInWords(language, one) })),
      }
    })
    return c.json(answer, 201)
  })

  addLeadsOfPeople(api, house)
}

function addLeadsOfPeople(api: Api, house: House): void {
  const shown = async (actor: StaffActor, personId: PersonId) => house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['name', 'leads'] }] })

  api.openapi(resource.listLeadsOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const leads = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return itemsOf(tx, await selectLeadsOf(tx, personId))
    })
    await shown(c.get('actor'), personId)
    return c.json({ leads }, 200)
  })

  api.openapi(resource.showLead, async (c) => {
    const { id, lead } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return answerOf(tx, id as PersonId, lead, readerLanguage(c))
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  /** What a colleague does with a lead, and how it stands then. */
  const act = async (actor: StaffActor, { id, lead }: { id: string; lead: string }, language: Language, verb: (tx: Tx, personId: PersonId, leadId: string, by: { kind: 'staff'; id: string }) => Promise<unknown>) => {
    const by = { kind: 'staff' as const, id: signedIn(actor).staffId }
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      await verb(tx, id as PersonId, lead, by)
      return answerOf(tx, id as PersonId, lead, language)
    })
    await shown(actor, id as PersonId)
    return answer
  }

  api.openapi(resource.handLead, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, leadId, by) => handLead(tx, personId, leadId, c.req.valid('json').owner as StaffId | null, by)), 200))
  api.openapi(resource.contactLead, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, leadId, by) => contactLead(tx, house.keeper, personId, leadId, c.req.valid('json'), by)), 201))
  api.openapi(resource.endLead, async (c) => c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, leadId, by) => declineLead(tx, house.keeper, personId, leadId, c.req.valid('json').why, by)), 201))
  api.openapi(resource.renewLead, async (c) => {
    const { words, reason } = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, leadId, by) => renewLead(tx, house.keeper, personId, leadId, words, by, { language: readerLanguage(c), reason })), 201)
  })

  api.openapi(resource.qualifyLead, async (c) => {
    const { id, lead } = c.req.valid('param')
    const { staffId } = signedIn(c.get('actor'))
    const { name, value, pipeline, stage, expectedOn, owner = staffId, asked } = c.req.valid('json')
    const deal = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      return qualifyLead(tx, house.keeper, lead, {
        personId: id as PersonId, name, value: hundredths(value), pipelineId: pipeline, stageId: stage, expectedOn: expectedOn as LocalDate | null, owner: owner as StaffId | null, asked, currency: await currencyOf(tx),
      }, { kind: 'staff', id: staffId })
    })
    return c.json({ id: deal.dealId }, 201)
  })
}

async function refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  await refuseStrangers(tx, await refuseNameless(tx, actor, 'leads.names-not-yours'), [personId])
}

async function itemsOf(tx: Tx, leads: readonly Lead[]): Promise<resource.LeadItem[]> {
  const people = [...new Set(leads.map((one) => one.personId))]
  const [names, due] = [await selectNames(tx, people), await selectNoticeDays(tx, people)]
  const owners = await selectActorNames(tx, leads.flatMap((one) => one.owner ?? []))
  return leads.map((one) => ({
    id: one.leadId, person: { id: one.personId, name: names.get(one.personId) ?? '' }, source: one.source, place: one.place, said: one.said, owner: one.owner === null ? null : { id: one.owner, name: owners.get(one.owner) ?? '' },
    state: OPEN_STATES.includes(one.state) && !isOpen(one, tx.now) ? 'over' : one.state, begunAt: one.begunAt.toISOString(), stateAt: one.stateAt.toISOString(), until: one.until?.toISOString() ?? null,
    tellBy: due.get(one.personId)?.toISOString() ?? null, mailed: one.noticeId !== null,
  }))
}

async function answerOf(tx: Tx, personId: PersonId, leadId: string, language: Language): Promise<resource.LeadBody> {
  const lead = (await selectLeadsOf(tx, personId)).find((one) => one.leadId === leadId)
  if (!lead) throw new Problem('not-found', { text: 'leads.unknown' })
  const ground = (await selectGrounds(tx, [personId])).find((one) => one.groundId === lead.groundId)
  const changes = await selectLeadChanges(tx, personId, leadId)
  const names = await selectActorNames(tx, changes.flatMap((one) => one.notedBy.id ?? []))
  const purpose = (await selectCatalogue(tx)).purposes.find((one) => one.key === ground?.purpose)
  const [item] = await itemsOf(tx, [lead])
  return {
    ...item!, purpose: { key: ground?.purpose ?? FOLLOW_UP, name: purpose?.texts[language].name ?? '' }, asked: ground?.purpose !== FOLLOW_UP, deletedOn: ground?.holdUntil?.toISOString() ?? null,
    changes: changes.map((one) => ({ id: one.changeId, kind: one.kind, words: one.words, at: one.notedAt.toISOString(), by: names.get(one.notedBy.id ?? '') ?? '' })),
  }
}

/** What a card says beside what getting in touch needs, and who is known already. */
async function readingOf(tx: Tx, { keeper }: House, actor: StaffActor, text: string, language: Language): Promise<resource.CardReading> {
  const scope = await refuseNameless(tx, actor, 'leads.names-not-yours')
  const card = readCard(text, localDateIn(RETENTION_ZONE, tx.now))
  if (!card) throw new Problem('invalid', { text: 'leads.no-card', field: 'text' })
  const { fields, purposes } = await selectCatalogue(tx)
  const needed = new Set(purposes.find((one) => one.key === FOLLOW_UP)?.fields)
  const identifiers = identifiersOf({ values: {}, contactPoints: card.contactPoints, country: card.country })
  const found = await findPeople(tx, keeper.keys.identifierIndex, identifiers)
  const seen = scope && await selectInScope(tx, scope, found.flat())
  const by = new Map(found.flatMap((people, place) => people.filter((personId) => seen === undefined || seen.has(personId)).map((personId) => [personId, identifiers[place]!.kind as 'email' | 'phone'] as const)))
  const names = await selectNames(tx, [...by.keys()])
  return {
    fields: Object.entries(card.values).map(([key, value]) => ({ key, label: fields.find((one) => one.key === key)?.texts[language].name ?? key, value, needed: needed.has(key) })),
    contactPoints: [...card.contactPoints], others: [...card.others], country: card.country,
    known: [...by].map(([personId, kind]) => ({ id: personId, name: names.get(personId) ?? '', by: kind })),
  }
}
