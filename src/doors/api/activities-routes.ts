import { ACTIVITY_KINDS, activityPurposes, REMOVED_HOURS, type Activity, type ActivityKind } from '../../activities/activity.ts'
import { countDue, lockActivity, selectActivitiesAt, selectActivitiesOf, selectActivity, selectDone, selectOpen, selectWorkGrounds, updateRemoved, type NamedActivity, type Whose } from '../../activities/activities.sql.ts'
import { changeActivity, type ActivityChange } from '../../activities/change-activity.ts'
import { completeActivity } from '../../activities/complete-activity.ts'
import { DAY_PARTS, dayPart } from '../../activities/day.ts'
import { planActivity } from '../../activities/plan-activity.ts'
import { reopenActivity } from '../../activities/reopen-activity.ts'
import { tellInvited } from '../../activities/tell-invited.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { addDays, localDateIn, momentAt, startOfDay, type LocalDate } from '../../values/calendar.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import * as resource from './activities-resource.ts'
import { activityAnswers, activityReader, noteActivityLook, refuseUnknownPerson, teammates, type ActivityReader } from './activity-answer.ts'
import type { Api } from './api-door.ts'
import { readerLanguage } from './reader.ts'

const SHOWN = 200
const HOUR_MS = 3_600_000

export function addActivitiesRoutes(api: Api, house: House): void {
  const tellDay = async (actor: StaffActor, language: Language, whose: (reader: ActivityReader) => Promise<Whose>): Promise<resource.ActivityDay> => {
    const answer = await house.database.read(async (tx) => {
      const reader = await activityReader(tx, actor, language)
      return dayOf(reader, await whose(reader))
    })
    await noteActivityLook(house, actor, [...answer.parts.flatMap((one) => one.activities), ...answer.done])
    return answer
  }

  api.openapi(resource.showMyDay, async (c) => c.json(await tellDay(c.get('actor'), readerLanguage(c), async ({ actor }) => ({ owner: actor.staffId })), 200))
  api.openapi(resource.showTeamDay, async (c) => c.json(await tellDay(c.get('actor'), readerLanguage(c), async ({ tx, actor }) => ({ owners: await teammates(tx, actor.staffId) })), 200))

  api.openapi(resource.countMyDay, async (c) => {
    const due = await house.database.read(async (tx) => {
      const { actor, purposes, zone } = await activityReader(tx, c.get('actor'), readerLanguage(c))
      return countDue(tx, actor.staffId, purposes, startOfDay(addDays(localDateIn(zone, tx.now), 1), zone))
    })
    return c.json({ due }, 200)
  })

  api.openapi(resource.listActivitiesOf, async (c) => {
    const personId = c.req.valid('param').id as PersonId
    const answer = await house.database.read(async (tx): Promise<resource.ActivitiesOfPerson> => {
      const reader = await activityReader(tx, c.get('actor'), readerLanguage(c))
      await refuseUnknownPerson(reader, personId)
      const grounds = await selectWorkGrounds(tx, personId, reader.purposes)
      const usable = reader.catalogue.purposes.filter(({ key }) => grounds.some((one) => one.purpose === key && !one.restricted))
      return {
        activities: await activityAnswers(reader, await selectActivitiesOf(tx, personId, reader.purposes, SHOWN)),
        purposes: usable.map(({ key, texts }) => ({ key, label: texts[reader.language].name, kinds: ACTIVITY_KINDS.filter((kind) => purposesFor(reader, kind).includes(key)) })),
        restricted: usable.length === 0 && grounds.length > 0,
        name: reader.purposes.length === 0 ? '' : ((await selectNames(tx, [personId])).get(personId) ?? ''),
      }
    })
    await house.looks.note({ actor: c.get('actor'), why: 'shown', people: [{ personId, fields: ['activities'] }] })
    return c.json(answer, 200)
  })

  api.openapi(resource.listActivitiesAt, async (c) => {
    const activities = await house.database.read(async (tx) => activityAnswers(await activityReader(tx, c.get('actor'), readerLanguage(c)), await selectActivitiesAt(tx, c.req.valid('param').id, SHOWN)))
    return c.json({ activities }, 200)
  })

  api.openapi(resource.planActivity, async (c) => {
    const { person, deal, company, owner, dueOn, dueTime, ...said } = c.req.valid('json')
    const answer = await act(house, c.get('actor'), readerLanguage(c), async (reader) => {
      const { tx, actor, zone } = reader
      const purposes = purposesFor(reader, said.kind)
      if (person !== undefined) await refuseUnknownPerson(reader, person as PersonId)
      if (said.purpose !== undefined && !purposes.includes(said.purpose)) throw new Problem('forbidden', { text: 'staff.not-for-purpose', field: 'purpose', parameters: { purpose: said.purpose } })
      return planActivity(tx, {
        ...said, purpose: said.purpose, reason: said.reason, purposes, language: reader.language, personId: (person as PersonId | undefined) ?? null, dealId: deal ?? null, companyId: company ?? null,
        owner: owner === undefined ? actor.staffId : (owner as StaffId | null), ...dueOf(zone, dueOn, dueTime),
      }, { kind: 'staff', id: actor.staffId })
    })
    return c.json(answer, 201)
  })

  addActivityRoutes(api, house)
}

function addActivityRoutes(api: Api, house: House): void {
  api.openapi(resource.showActivity, async (c) => {
    const { person, activity } = c.req.valid('param')
    const answer = await house.database.read(async (tx) => {
      const reader = await activityReader(tx, c.get('actor'), readerLanguage(c))
      return answerOf(reader, await found(selectActivity(tx, person as PersonId, activity, reader.purposes)))
    })
    await noteActivityLook(house, c.get('actor'), [answer])
    return c.json(answer, 200)
  })

  api.openapi(resource.changeActivity, async (c) => {
    const { dueOn, dueTime, reason, owner, ...change } = c.req.valid('json')
    const answer = await actOn(house, c.get('actor'), readerLanguage(c), c.req.valid('param'), async (reader, before, shown) => toldOf(reader, await changeActivity(reader.tx, before, {
      ...given(change), ...(owner !== undefined && { owner: owner as StaffId | null }),
      ...((dueOn !== undefined || dueTime !== undefined) && dueOf(reader.zone, dueOn === undefined ? shown.dueOn : dueOn, dueTime === undefined ? shown.dueTime : dueTime)),
    }, { language: reader.language, reason, by: { kind: 'staff', id: reader.actor.staffId } }), false))
    return c.json(answer, 200)
  })

  api.openapi(resource.completeActivity, async (c) =>
    c.json(await actOn(house, c.get('actor'), readerLanguage(c), c.req.valid('param'), ({ tx, actor }, before) => completeActivity(tx, before, actor.staffId)), 200))

  api.openapi(resource.reopenActivity, async (c) =>
    c.json(await actOn(house, c.get('actor'), readerLanguage(c), c.req.valid('param'), ({ tx }, before) => reopenActivity(tx, before)), 200))

  api.openapi(resource.removeActivity, async (c) => {
    const remove = async (reader: ActivityReader, before: Activity) => {
      await updateRemoved(reader.tx, before, reader.tx.now)
      return toldOf(reader, { ...before, sequence: before.sequence + 1 }, true)
    }
    return c.json(await actOn(house, c.get('actor'), readerLanguage(c), c.req.valid('param'), remove), 200)
  })

  api.openapi(resource.restoreActivity, async (c) => {
    const restore = async (reader: ActivityReader, before: Activity) => {
      await updateRemoved(reader.tx, before, null)
      return toldOf(reader, { ...before, sequence: before.sequence + 1 }, false)
    }
    return c.json(await actOn(house, c.get('actor'), readerLanguage(c), c.req.valid('param'), restore, true), 200)
  })
}

/** Whoever was invited to it hears what has become of it. */
async function toldOf({ tx, actor, language }: ActivityReader, after: Activity, isOff: boolean): Promise<Activity> {
  await tellInvited(tx, after, isOff, language, { kind: 'staff', id: actor.staffId })
  return after
}

/** A change and what stands after it, in one transaction; the look is noted. */
async function act(house: House, actor: StaffActor, language: Language, verb: (reader: ActivityReader) => Promise<Activity>): Promise<resource.ActivityBody> {
  const answer = await house.database.write(async (tx) => {
    const reader = await activityReader(tx, actor, language)
    const after = await verb(reader)
    const shown = await selectActivity(tx, after.personId, after.activityId, reader.purposes)
    // What was taken away is told as it was.
    return answerOf(reader, shown ?? { ...after, dealName: null, companyName: null, invited: null })
  })
  await noteActivityLook(house, actor, [answer])
  return answer
}

/** The same with one that is there: what it takes to see it, it takes to change it. */
async function actOn(
  house: House, actor: StaffActor, language: Language, { person, activity }: { person: string; activity: string },
  verb: (reader: ActivityReader, before: NamedActivity, shown: resource.ActivityBody) => Promise<Activity>, removed = false,
): Promise<resource.ActivityBody> {
  return act(house, actor, language, async (reader) => {
    const { tx, purposes } = reader
    await lockActivity(tx, person as PersonId, activity)
    const before = await found(selectActivity(tx, person as PersonId, activity, purposes, removed ? new Date(tx.now.getTime() - REMOVED_HOURS * HOUR_MS) : undefined))
    return verb(reader, before, await answerOf(reader, before))
  })
}

async function dayOf(reader: ActivityReader, whose: Whose): Promise<resource.ActivityDay> {
  const { tx, purposes, zone } = reader
  const today = localDateIn(zone, tx.now)
  const open = await selectOpen(tx, whose, purposes, SHOWN + 1)
  const activities = await activityAnswers(reader, open.slice(0, SHOWN))
  const partOf = (one: resource.ActivityBody) => dayPart(one.dueAt === null ? null : new Date(one.dueAt), today, zone)
  return {
    today, zone, more: open.length > SHOWN,
    parts: DAY_PARTS.map((part) => ({ part, activities: activities.filter((one) => partOf(one) === part) })),
    done: await activityAnswers(reader, await selectDone(tx, whose, purposes, startOfDay(today, zone), SHOWN)),
  }
}

/** What an activity of a kind may be for: somebody may be called for marketing that nobody plans a task for. */
const purposesFor = ({ purposes, catalogue }: ActivityReader, kind: ActivityKind) => activityPurposes(catalogue, kind).filter((one) => purposes.includes(one))

/** A day alone is for the whole of it; a time without a day is for none. */
function dueOf(zone: string, on: string | null, time: string | null): Pick<Activity, 'dueAt' | 'wholeDay'> {
  if (on === null && time !== null) throw new Problem('invalid', { text: 'activities.time-without-day', field: 'dueTime' })
  if (on === null) return { dueAt: null, wholeDay: true }
  return time === null ? { dueAt: startOfDay(on as LocalDate, zone), wholeDay: true } : { dueAt: momentAt(on as LocalDate, time, zone), wholeDay: false }
}

/** What was sent, without what was left out. */
const given = <Sent extends object>(sent: Sent) => Object.fromEntries(Object.entries(sent).filter(([, value]) => value !== undefined)) as ActivityChange

async function answerOf(reader: ActivityReader, activity: NamedActivity): Promise<resource.ActivityBody> {
  const [answer] = await activityAnswers(reader, [activity])
  if (!answer) throw new Problem('not-found', { text: 'activities.unknown' })
  return answer
}

async function found(activity: Promise<NamedActivity | undefined>): Promise<NamedActivity> {
  const one = await activity
  if (!one) throw new Problem('not-found', { text: 'activities.unknown' })
  return one
}
