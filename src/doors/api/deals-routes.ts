import { selectCompanies } from '../../companies/companies.sql.ts'
import { changeDeal } from '../../deals/change-deal.ts'
import type { Deal } from '../../deals/deal.ts'
import { countLost, selectDealChanges, selectDealsOf, selectForecast, selectPipeline, selectPipelines, selectStage } from '../../deals/deals.sql.ts'
import { endDeal } from '../../deals/end-deal.ts'
import { findEndingGrounds } from '../../deals/find-ending-grounds.ts'
import { findOfferGround } from '../../deals/find-offer-ground.ts'
import { forecast } from '../../deals/forecast.ts'
import type { Pipeline } from '../../deals/pipeline.ts'
import { reopenDeal } from '../../deals/reopen-deal.ts'
import { setPipeline } from '../../deals/set-pipeline.ts'
import { startDeal } from '../../deals/start-deal.ts'
import { selectInvoicing } from '../../invoices/invoices.sql.ts'
import { NAME_FIELDS } from '../../people/name-of.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { showsOfEverybody } from '../../people/scope.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { readFiscalYears } from '../../purposes/read-fiscal-years.ts'
import { holdUntil } from '../../purposes/retention.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import { parseDecimal } from '../../values/decimal.ts'
import { isFault } from '../../values/fault.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import { monthsLater } from '../../values/moment.ts'
import { amountText } from '../../values/money.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { refuseStrangers, scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { reference } from './company-answer.ts'
import * as resource from './deals-resource.ts'
import { readerLanguage } from './reader.ts'
import { seenByName } from './seen-in-answer.ts'

const SHOWN_OF_A_STAGE = 100
/** So many months back what was won and lost is counted. */
const COUNTED_MONTHS = 12
/** Where nothing has been said of invoices yet. */
const CURRENCY = 'SEK'

export function addDealsRoutes(api: Api, house: House): void {
  api.openapi(resource.listPipelines, async (c) => c.json({ pipelines: (await house.database.read(selectPipelines)).map(pipelineAnswer) }, 200))

  api.openapi(resource.setPipeline, async (c) => {
    const pipeline = { pipelineId: c.req.valid('param').id, ...c.req.valid('json') }
    await house.database.write((tx) => setPipeline(tx, pipeline, signedIn(c.get('actor')).staffId))
    return c.json(pipelineAnswer(pipeline), 200)
  })

  api.openapi(resource.showBoard, async (c) => {
    const owner = ownerOf(c.req.valid('query'), c.get('actor'))
    const answer = await house.database.read(async (tx): Promise<resource.DealBoard> => {
      await refuseNameless(tx, c.get('actor'))
      const pipeline = existing(await selectPipeline(tx, c.req.valid('param').id))
      const stages = []
      for (const stage of pipeline.stages) {
        const { deals, count, value } = await selectStage(tx, pipeline.pipelineId, stage.id, owner, SHOWN_OF_A_STAGE)
        stages.push({ ...stage, count, value: amountText(value), deals: await itemsOf(tx, deals) })
      }
      return { stages }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(answer.stages.flatMap(({ deals }) => deals.map((one) => one.person))) })
    return c.json(answer, 200)
  })

  api.openapi(resource.showForecast, async (c) => {
    const owner = ownerOf(c.req.valid('query'), c.get('actor'))
    const answer = await house.database.read(async (tx): Promise<resource.DealForecast> => {
      const { pipelineId, stages } = existing(await selectPipeline(tx, c.req.valid('param').id))
      const since = monthsLater(tx.now, -COUNTED_MONTHS, RETENTION_ZONE)
      const sums = await selectForecast(tx, pipelineId, { owner, wonSince: since, zone: RETENTION_ZONE })
      return {
        months: forecast(sums, stages, localDateIn(RETENTION_ZONE, tx.now).slice(0, 7)).map((one) => ({ ...one, won: amountText(one.won), open: amountText(one.open), weighed: amountText(one.weighed) })),
        lost: (await countLost(tx, pipelineId, { owner, since })).map((one) => ({ why: one.why as resource.DealForecast['lost'][number]['why'], count: one.count, value: amountText(one.value) })),
        currency: await currencyOf(tx),
      }
    })
    return c.json(answer, 200)
  })

  addDealsOfPeople(api, house)
}

function addDealsOfPeople(api: Api, house: House): void {
  const shown = async (actor: StaffActor, personId: PersonId) => house.looks.note({ actor, why: 'shown', people: [{ personId, fields: ['name', 'deals'] }] })

  api.openapi(resource.listDealsOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      return { deals: await itemsOf(tx, await selectDealsOf(tx, personId)), mayOffer: (await findOfferGround(tx, personId)) !== undefined }
    })
    await shown(c.get('actor'), personId)
    return c.json(answer, 200)
  })

  api.openapi(resource.startDeal, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const { staffId } = signedIn(c.get('actor'))
    const { name, value, pipeline, stage, expectedOn, owner = staffId, asked, company } = c.req.valid('json')
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, c.get('actor'), personId)
      const deal = await startDeal(tx, house.keeper, {
        personId, companyId: company, name, value: hundredths(value), pipelineId: pipeline, stageId: stage, expectedOn: expectedOn as LocalDate | null, owner: owner as StaffId | null, asked, currency: await currencyOf(tx),
      }, { kind: 'staff', id: staffId })
      return answerOf(tx, deal, readerLanguage(c))
    })
    await shown(c.get('actor'), personId)
    return c.json(answer, 201)
  })

  api.openapi(resource.showDeal, async (c) => {
    const { id, deal } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      await refuseStranger(tx, c.get('actor'), id as PersonId)
      const found = (await selectDealsOf(tx, id as PersonId)).find((one) => one.dealId === deal)
      if (!found) throw new Problem('not-found', { text: 'deals.unknown' })
      return answerOf(tx, found, readerLanguage(c))
    })
    await shown(c.get('actor'), id as PersonId)
    return c.json(answer, 200)
  })

  /** What a colleague does with a deal, and how it stands then. */
  const act = async (actor: StaffActor, { id, deal }: { id: string; deal: string }, language: Language, verb: (tx: Tx, personId: PersonId, dealId: string, by: { kind: 'staff'; id: string }) => Promise<Deal>) => {
    const by = { kind: 'staff' as const, id: signedIn(actor).staffId }
    const answer = await house.database.write(async (tx) => {
      await refuseStranger(tx, actor, id as PersonId)
      return answerOf(tx, await verb(tx, id as PersonId, deal, by), language)
    })
    await shown(actor, id as PersonId)
    return answer
  }

  api.openapi(resource.changeDeal, async (c) => {
    const { value, stage, expectedOn, owner, name } = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, dealId, by) => changeDeal(tx, personId, dealId, {
      ...(name !== undefined && { name }), ...(value !== undefined && { value: hundredths(value) }), ...(stage !== undefined && { stageId: stage }),
      ...(expectedOn !== undefined && { expectedOn: expectedOn as LocalDate | null }), ...(owner !== undefined && { owner: owner as StaffId | null }),
    }, by)), 200)
  })

  api.openapi(resource.endDeal, async (c) => {
    const end = c.req.valid('json')
    return c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, dealId, by) => endDeal(tx, house.keeper, personId, dealId, end, by)), 201)
  })

  api.openapi(resource.reopenDeal, async (c) =>
    c.json(await act(c.get('actor'), c.req.valid('param'), readerLanguage(c), (tx, personId, dealId, by) => reopenDeal(tx, house.keeper, personId, dealId, by)), 201))
}

/** A deal or a lead has a name on it: it takes a role that shows names of everybody. Throws `forbidden`, in the words of `text`. */
export async function refuseNameless(tx: Tx, actor: StaffActor, text = 'deals.names-not-yours') {
  const scope = await scopeFor(tx, actor)
  if (!showsOfEverybody(scope, NAME_FIELDS)) throw new Problem('forbidden', { text })
  return scope
}

export async function refuseStranger(tx: Tx, actor: StaffActor, personId: PersonId): Promise<void> {
  await refuseStrangers(tx, await refuseNameless(tx, actor), [personId])
}

function existing(pipeline: Pipeline | undefined): Pipeline {
  if (!pipeline) throw new Problem('not-found', { text: 'deals.pipeline-unknown' })
  return pipeline
}

const ownerOf = ({ owner }: { owner?: 'me' | undefined }, actor: StaffActor) => (owner === undefined ? undefined : signedIn(actor).staffId)

export function hundredths(typed: string): bigint {
  const read = parseDecimal(typed, 2)
  if (isFault(read)) throw new Problem('invalid', { text: read.fault, field: 'value', ...(read.parameters && { parameters: read.parameters }) })
  if (read < 0n) throw new Problem('invalid', { text: 'deals.below-zero', field: 'value' })
  return read / 10_000n
}

/** The currency of deals: that of the invoices. */
export const currencyOf = async (tx: Tx) => (await selectInvoicing(tx))?.currency ?? CURRENCY

const pipelineAnswer = ({ pipelineId, name, stages }: Pipeline): resource.PipelineBody => ({ id: pipelineId, name, stages: [...stages] })

/** Deals as they are listed. */
export async function itemsOf(tx: Tx, deals: readonly Deal[]): Promise<resource.DealItem[]> {
  const names = await selectNames(tx, deals.map((one) => one.personId))
  const owners = await selectActorNames(tx, deals.flatMap((one) => one.owner ?? []))
  const companies = new Map((await selectCompanies(tx, [...new Set(deals.flatMap((one) => one.companyId ?? []))])).map((one) => [one.companyId, one.name]))
  return deals.map(({ personId, dealId, companyId, pipelineId, stageId, name, value, currency, expectedOn, owner, state, lostWhy, begunAt, movedAt, endedAt }) => ({
    id: dealId, person: { id: personId, name: names.get(personId) ?? '' }, company: reference(companyId, companies.get(companyId ?? '')), pipeline: pipelineId, stage: stageId, name, value: amountText(value), currency, expectedOn,
    owner: owner === null ? null : { id: owner, name: owners.get(owner) ?? '' }, state, lostWhy, begunAt: begunAt.toISOString(), movedAt: movedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null,
  }))
}

async function answerOf(tx: Tx, deal: Deal, language: Language): Promise<resource.DealBody> {
  const changes = await selectDealChanges(tx, deal.personId, deal.dealId)
  const names = await selectActorNames(tx, changes.flatMap((one) => one.notedBy.id ?? []))
  const [item] = await itemsOf(tx, [deal])
  return {
    ...item!,
    changes: changes.map((one) => ({ id: one.changeId, kind: one.kind, stage: one.stageId, quote: one.quoteId ?? null, members: [...one.members], at: one.notedAt.toISOString(), by: one.notedBy.kind === 'person' ? item!.person.name : (names.get(one.notedBy.id ?? '') ?? '') })),
    endsWith: deal.state === 'open' ? await endsWith(tx, deal, language) : [],
  }
}

/** What would end with the deal today, told before the press. */
async function endsWith(tx: Tx, deal: Deal, language: Language): Promise<resource.DealBody['endsWith']> {
  const ending = await findEndingGrounds(tx, deal)
  const { purposes } = await selectCatalogue(tx)
  const years = await readFiscalYears(tx, purposes)
  return ending.map((ground) => {
    const purpose = purposes.find((one) => one.key === ground.purpose)!
    return { purpose: purpose.key, name: purpose.texts[language].name, heldUntil: holdUntil(purpose.retention, { since: ground.since, end: tx.now, lastSaleAt: ground.lastSaleAt }, RETENTION_ZONE, years)?.toISOString() ?? null }
  })
}
