import { changeRetention as change } from '../../lifecycle/change-retention.ts'
import { confirmClock as confirm } from '../../lifecycle/confirm-clock.ts'
import { minimise, type Finding } from '../../lifecycle/minimise.ts'
import { MONTHS_AHEAD, rehearseRetention as rehearse } from '../../lifecycle/rehearse-retention.ts'
import type { RetentionChange } from '../../lifecycle/retention-change.ts'
import { countLeaving, type LeavingMonth } from '../../lifecycle/retention.sql.ts'
import { doubtClock } from '../../lifecycle/sweep-clock.ts'
import { nextSweep } from '../../lifecycle/sweep-slot.ts'
import { countWaiting, selectKnownTimes, selectRuns, type SweepRun } from '../../lifecycle/sweep.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import { countPeoplePerPurpose, selectCatalogue, type PublishedCatalogue } from '../../purposes/catalogue.sql.ts'
import { localDateIn } from '../../values/calendar.ts'
import { monthsLater } from '../../values/moment.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { isBound } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { dayInWords, readerLanguage } from './reader.ts'
import { changeRetention, confirmClock, getMinimisation, getRetention, rehearseRetention, type MinimisationFinding, type RetentionOverview } from './retention-resource.ts'
import { seenByName } from './seen-in-answer.ts'

const RUNS_SHOWN = 14
const NAMED = 50

export function addRetentionRoutes(api: Api, house: House): void {
  api.openapi(getRetention, async (c) => {
    const language = readerLanguage(c)
    const found = await house.database.report(async (tx) => ({
      catalogue: await selectCatalogue(tx), people: await countPeoplePerPurpose(tx), now: tx.now, runs: await selectRuns(tx, RUNS_SHOWN), waiting: await countWaiting(tx),
      months: await countLeaving(tx, [], monthsLater(tx.now, MONTHS_AHEAD, RETENTION_ZONE), RETENTION_ZONE), doubt: doubtClock(tx.now, await selectKnownTimes(tx)),
    }))
    return c.json({
      rules: found.catalogue.purposes.map((one) => ({
        purpose: one.key, label: one.texts[language].name, retention: one.retention, people: found.people.get(one.key) ?? 0,
        sentence: t(language, `purposes.retention.${one.retention.from}`, { months: one.retention.months }),
      })),
      months: everyMonth(found.months, found.now),
      sweep: {
        nextAt: nextSweep(found.now, RETENTION_ZONE).toISOString(), runs: found.runs.map((one) => runAnswer(language, one)),
        doubt: found.doubt && { knownAt: found.doubt.knownAt.toISOString(), sentence: t(language, `lifecycle.refused.${found.doubt.why}`, { day: dayInWords(language, found.doubt.knownAt) }) },
      },
      waiting: found.waiting.map(({ why, people }) => ({ why, people, sentence: t(language, `lifecycle.why.${why}`) })),
    }, 200)
  })

  api.openapi(rehearseRetention, async (c) => {
    const language = readerLanguage(c)
    const { rehearsal, catalogue, names, now } = await house.database.report(async (tx) => {
      const told = await rehearse(tx, c.req.valid('json').changes as RetentionChange[])
      const named = isBound(c.get('actor')) ? new Map() : await selectNames(tx, told.exceptions.slice(0, NAMED).map((one) => one.personId))
      return { rehearsal: told, catalogue: await selectCatalogue(tx), names: named, now: tx.now }
    })
    const exceptions = rehearsal.exceptions.slice(0, NAMED).map(({ personId, why }) => ({ person: { id: personId, name: names.get(personId) ?? '' }, why, sentence: t(language, `lifecycle.why.${why}`) }))
    await house.looks.note({ actor: c.get('actor'), why: 'list', people: seenByName(exceptions.map((one) => one.person), ['grounds']) })
    return c.json({
      problems: rehearsal.problems.map(({ rule, text, purpose, field }) => ({ rule, sentence: t(language, text, { purpose: purpose ?? '', field: field ?? '' }), ...(purpose ? { purpose } : {}) })),
      effects: rehearsal.effects.map((one) => ({ ...one, label: labelOf(catalogue, one.purpose, language) })),
      now: everyMonth(rehearsal.now, now), afterwards: everyMonth(rehearsal.afterwards, now), leavingAtOnce: rehearsal.atOnce.length, exceptions,
    }, 200)
  })

  api.openapi(changeRetention, async (c) => {
    const { changes, note, approval } = c.req.valid('json')
    const done = await house.database.write((tx) => change(tx, changes as RetentionChange[], note, approval, signedIn(c.get('actor')).staffId))
    return c.json(done, 201)
  })

  api.openapi(confirmClock, async (c) => {
    await house.database.write((tx) => confirm(tx, signedIn(c.get('actor')).staffId))
    return c.body(null, 204)
  })

  api.openapi(getMinimisation, async (c) => {
    const language = readerLanguage(c)
    const { findings, catalogue } = await house.database.report(async (tx) => ({ findings: await minimise(tx), catalogue: await selectCatalogue(tx) }))
    return c.json({ findings: findings.map((one) => findingAnswer(language, one, catalogue)) }, 200)
  })
}

/** Twelve months from this one on, those without anything too: a plot has no gaps. */
function everyMonth(found: readonly LeavingMonth[], now: Date): RetentionOverview['months'] {
  const months = Array.from({ length: MONTHS_AHEAD + 1 }, (_, ahead) => localDateIn(RETENTION_ZONE, monthsLater(now, ahead, RETENTION_ZONE)).slice(0, 7))
  return months.map((month) => found.find((one) => one.month === month) ?? { month, grounds: 0, people: 0 })
}

function runAnswer(language: Language, { refused, knownAt, begunAt, finishedAt, ...counts }: SweepRun): RetentionOverview['sweep']['runs'][number] {
  return {
    ...counts, begunAt: begunAt.toISOString(), finishedAt: finishedAt?.toISOString() ?? null,
    refused: refused && t(language, `lifecycle.refused.${refused}`, { day: dayInWords(language, knownAt!) }),
  }
}

function labelOf({ purposes }: PublishedCatalogue, key: string, language: Language): string {
  return purposes.find((one) => one.key === key)?.texts[language].name ?? key
}

function findingAnswer(language: Language, { kind, key, people }: Finding, catalogue: PublishedCatalogue): MinimisationFinding {
  const proposal = { 'unused-field': { retireFields: [key!] }, 'purpose-without-people': { retirePurposes: [key!] }, 'people-without-purpose': null }[kind]
  return { kind, key, people, label: key === null ? '' : (kind === 'unused-field' ? catalogue.fields : catalogue.purposes).find((one) => one.key === key)?.texts[language].name ?? key, sentence: t(language, `lifecycle.${kind}`, { people }), proposal }
}
