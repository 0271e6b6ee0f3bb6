import { selectPipeline } from '../../deals/deals.sql.ts'
import { readRelation } from '../../insight/read-relation.ts'
import { readSales } from '../../insight/read-sales.ts'
import { readService } from '../../insight/read-service.ts'
import { winning } from '../../insight/sales.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { amountText } from '../../values/money.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { currencyOf } from './deals-routes.ts'
import { getRelationInsight, getSalesInsight, getServiceInsight, type RelationInsight, type SalesInsight } from './insight-resource.ts'
import { readerLanguage } from './reader.ts'

export function addInsightRoutes(api: Api, house: House): void {
  api.openapi(getRelationInsight, async (c) => {
    const answer = await house.database.report(async (tx): Promise<RelationInsight> => {
      const { since, purposes, regret } = await readRelation(tx)
      const known = new Map((await selectCatalogue(tx)).purposes.map((one) => [one.key, one]))
      return {
        since: since.toISOString(), regret,
        purposes: purposes.map((one) => ({ ...one, label: known.get(one.purpose)!.texts[readerLanguage(c)].name, kind: known.get(one.purpose)!.kind })),
      }
    })
    return c.json(answer, 200)
  })

  api.openapi(getServiceInsight, async (c) => c.json(await house.database.report(readService), 200))

  api.openapi(getSalesInsight, async (c) => {
    const [{ id: pipelineId }, { owner }] = [c.req.valid('param'), c.req.valid('query')]
    const filter = { pipelineId, owner: owner === 'me' ? signedIn(c.get('actor')).staffId : undefined }
    const answer = await house.database.report(async (tx): Promise<SalesInsight> => {
      const pipeline = await selectPipeline(tx, pipelineId)
      if (!pipeline) throw new Problem('not-found', { text: 'deals.pipeline-unknown' })
      const counts = await readSales(tx, filter)
      const open = new Map(counts.stages.map((one) => [one.stageId, one]))
      const { share, days } = winning(counts)
      return {
        currency: await currencyOf(tx), winRate: share, daysToWin: days,
        stages: pipeline.stages.map(({ id, name }) => ({ id, name, count: open.get(id)?.count ?? 0, value: amountText(open.get(id)?.value ?? 0n), days: open.get(id)?.days ?? null })),
        months: counts.months.map((one) => ({ ...one, wonValue: amountText(one.wonValue), lostValue: amountText(one.lostValue) })),
      }
    })
    return c.json(answer, 200)
  })
}
