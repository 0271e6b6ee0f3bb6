import { activityPurposes, type Activity } from '../../activities/activity.ts'
import { lockActivity, selectActivity } from '../../activities/activities.sql.ts'
import { logCall } from '../../activities/log-call.ts'
import { mayCall } from '../../activities/may-call.ts'
import { selectFieldsInScope } from '../../people/scope.sql.ts'
import { selectContactPoints } from '../../people/values.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import { momentAt, startOfDay, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { t } from '../../values/text.ts'
import { mailWhatWasSaid } from '../customer-mail.ts'
import type { House } from '../house.ts'
import { scopeIn } from '../staff/key-scope.ts'
import { activityAnswers, activityReader, refuseUnknownPerson, type ActivityReader } from './activity-answer.ts'
import type { Api } from './api-door.ts'
import * as resource from './calls-resource.ts'
import { decisionInWords } from './decisions-routes.ts'
import { readerLanguage } from './reader.ts'

export function addCallsRoutes(api: Api, house: House): void {
  api.openapi(resource.mayCall, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answers = await house.database.read(async (tx) => {
      const reader = await activityReader(tx, c.get('actor'), readerLanguage(c))
      await refuseUnknownPerson(reader, personId)
      return answersFor(reader, personId)
    })
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: ['choices', ...(answers.some((one) => one.number !== null) ? ['phone'] : [])] }] })
    return c.json({ answers }, 200)
  })

  api.openapi(resource.logCall, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const said = c.req.valid('json')
    const answer = await house.database.write(async (tx): Promise<resource.LoggedCallBody> => {
      const reader = await activityReader(tx, c.get('actor'), readerLanguage(c))
      const { language, actor, purposes } = reader
      await refuseUnknownPerson(reader, personId)
      if (!calledFor(reader).includes(said.purpose)) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: 'purpose', parameters: { purpose: said.purpose } })
      const title = said.title ?? t(language, `activities.call-title.${said.outcome}`)
      const logged = await logCall(tx, house.keeper, {
        personId, purpose: said.purpose, outcome: said.outcome, title, text: said.text, language, purposes: calledFor(reader), reason: said.reason, words: said.text ?? t(language, 'activities.said-no'),
        ...(said.planned !== undefined && { planned: await plannedCall(reader, personId, said.planned) }),
        ...(said.again && { again: { title: t(language, 'activities.call-title.again'), ...whenAgain(reader.zone, said.again) } }),
      }, { kind: 'staff', id: actor.staffId })
      const to = (await selectContactPoints(tx, [personId])).find((point) => point.kind === 'email' && point.verifiedAt !== null)
      await mailWhatWasSaid(tx, { personId, contactPointId: to?.contactPointId ?? null, language }, logged.recording)
      // With the ground that a no has ended goes what was written down for it.
      const told = async (one: Activity | undefined) => {
        const standing = one && await selectActivity(tx, personId, one.activityId, purposes)
        return (standing && (await activityAnswers(reader, [standing]))[0]) ?? null
      }
      return { call: await told(logged.call), again: await told(logged.again), saidNo: logged.recording !== undefined }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: ['name', 'activities'] }] })
    return c.json(answer, 201)
  })
}

/** What this colleague may call people for; calls about a request of theirs are steps of the request. */
function calledFor({ catalogue, purposes }: ActivityReader): string[] {
  const callable = catalogue.purposes.filter(({ channels, kind }) => channels.includes('phone') && kind !== 'legal').map(({ key }) => key)
  return activityPurposes(catalogue, 'call').filter((one) => callable.includes(one) && purposes.includes(one))
}

async function answersFor(reader: ActivityReader, personId: PersonId): Promise<resource.MayCallAnswers['answers']> {
  const { tx, catalogue, actor, language } = reader
  const scope = scopeIn(catalogue, actor)
  const sees = scope === undefined || scope.ofEverybody?.includes('phone') || (await selectFieldsInScope(tx, scope, [personId])).get(personId)?.has('phone')
  const numbers = new Map((await selectContactPoints(tx, [personId])).map((point) => [point.contactPointId, point.value]))
  const answers = (await mayCall(tx, personId, calledFor(reader))).map((one) => ({
    purpose: one.question.purpose, label: catalogue.purposes.find(({ key }) => key === one.question.purpose)!.texts[language].name, allowed: one.allowed, rule: one.rule, ...decisionInWords(language, one),
    checkRegister: one.obligations.includes('check-register'), number: one.allowed && sees && one.contactPointId !== null ? (numbers.get(one.contactPointId) ?? null) : null,
  }))
  return answers.toSorted((one, other) => Number(other.allowed) - Number(one.allowed))
}

async function plannedCall({ tx, purposes }: ActivityReader, personId: PersonId, id: string): Promise<Activity> {
  await lockActivity(tx, personId, id)
  const planned = await selectActivity(tx, personId, id, purposes)
  if (planned?.kind !== 'call' || planned.doneAt !== null) throw new Problem('invalid', { text: 'activities.unknown', field: 'planned' })
  return planned
}

function whenAgain(zone: string, { on, time }: { on: string; time: string | null }): Pick<Activity, 'dueAt' | 'wholeDay'> {
  return time === null ? { dueAt: startOfDay(on as LocalDate, zone), wholeDay: true } : { dueAt: momentAt(on as LocalDate, time, zone), wholeDay: false }
}
