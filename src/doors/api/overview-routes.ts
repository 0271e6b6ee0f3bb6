import { answerWeeks, firstWeek } from '../../consent/answer-weeks.ts'
import { countAnswersByWeek } from '../../consent/answers-by-week.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { localDateIn, startOfDay } from '../../values/calendar.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { getAnswersByWeek } from './overview-resource.ts'

export function addOverviewRoutes(api: Api, house: House): void {
  api.openapi(getAnswersByWeek, async (c) => {
    const { weeks } = c.req.valid('query')
    const counted = await house.database.report(async (tx) => {
      const today = localDateIn(RETENTION_ZONE, tx.now)
      return answerWeeks(today, weeks, await countAnswersByWeek(tx, startOfDay(firstWeek(today, weeks), RETENTION_ZONE)))
    })
    return c.json({ weeks: counted }, 200)
  })
}
