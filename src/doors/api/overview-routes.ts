import type { DecisionMemory } from '../../decisions/decision-memory.ts'
import type { RuleCount } from '../../decisions/stored-answers.ts'
import { withKeptWeeks } from '../../anonymity/statistic.ts'
import { selectStatistics } from '../../anonymity/statistics.sql.ts'
import { answerWeeks, firstWeek } from '../../consent/answer-weeks.ts'
import { countAnswersBySurface, countAnswersByWeek } from '../../consent/answers-by-week.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { localDateIn, startOfDay } from '../../values/calendar.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectCatalogue, type PublishedPurpose } from '../../purposes/catalogue.sql.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import type { Api } from './api-door.ts'
import { headAnswer } from './decisions-routes.ts'
import { getAnswersByWeek, getReach, type Reach } from './overview-resource.ts'
import { readerLanguage } from './reader.ts'

export function addOverviewRoutes(api: Api, house: House): void {
  api.openapi(getAnswersByWeek, async (c) => {
    const { weeks, ...filter } = c.req.valid('query')
    const counted = await house.database.report(async (tx) => {
      const today = localDateIn(RETENTION_ZONE, tx.now)
      const since = startOfDay(firstWeek(today, weeks), RETENTION_ZONE)
      const live = answerWeeks(today, weeks, await countAnswersByWeek(tx, since, filter))
      // What is kept of the forgotten knows neither purpose nor place.
      const all = filter.purpose === undefined && filter.surface === undefined
      return { weeks: all ? withKeptWeeks(live, await selectStatistics(tx)) : live, surfaces: await countAnswersBySurface(tx, since, filter) }
    })
    return c.json(counted, 200)
  })

  api.openapi(getReach, async (c) => {
    await house.memory?.settle()
    const found = house.memory?.reach()
    // A house that keeps no answers, or does not know them yet, cannot count everybody for every question.
    if (!found) throw new Problem('unavailable', { text: 'api.reach-not-known' })
    const purposes = await house.database.read(async (tx) => {
      const scope = await scopeFor(tx, c.get('actor'))
      return (await selectCatalogue(tx)).purposes.filter((one) => !scope || scope.purposes.includes(one.key))
    })
    return c.json({ head: headAnswer(found.head)!, people: found.people, complete: found.complete, purposes: purposes.map((purpose) => reached(readerLanguage(c), purpose, found.questions)) }, 200)
  })
}

function reached(language: Language, { key, kind, texts }: PublishedPurpose, questions: NonNullable<ReturnType<DecisionMemory['reach']>>['questions']): Reach['purposes'][number] {
  const sum = (counts: readonly RuleCount[], allowed: boolean) => counts.filter((one) => one.allowed === allowed).reduce((total, one) => total + one.count, 0)
  return {
    purpose: key, kind, label: texts[language].name,
    channels: questions.filter(({ question }) => question.purpose === key && question.use === 'send')
      .map(({ question, counts }) => ({ channel: question.channel, permitted: sum(counts, true), notPermitted: sum(counts, false) })),
  }
}
