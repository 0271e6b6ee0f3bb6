import { selectActivity, selectAppointments, lockActivity, type Whose } from '../../activities/activities.sql.ts'
import { deleteDayMail, insertFeed, selectFeedOf, updateFeedEnded, upsertDayMail, wantsDayMail } from '../../activities/calendar.sql.ts'
import { inviteToMeeting } from '../../activities/invite-to-meeting.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { newSecret, secretHash } from '../../staff/secret.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { daysBetween, localDateIn, startOfDay, type LocalDate } from '../../values/calendar.ts'
import type { PersonId, StaffId } from '../../values/ids.ts'
import type { Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { signedIn } from '../staff/signed-in.ts'
import { activityAnswers, activityReader, noteActivityLook, teammates, type ActivityReader } from './activity-answer.ts'
import type { Api } from './api-door.ts'
import * as resource from './calendar-resource.ts'
import { readerLanguage } from './reader.ts'

export function addCalendarRoutes(api: Api, house: House): void {
  const show = async (actor: StaffActor, language: Language, span: { from: string; until: string }, whose: (reader: ActivityReader) => Promise<Whose>): Promise<resource.ActivityCalendar> => {
    const [from, until] = [span.from as LocalDate, span.until as LocalDate]
    const days = daysBetween(from, until)
    if (days < 1 || days > resource.MOST_DAYS) throw new Problem('invalid', { text: 'activities.too-many-days', field: 'until' })
    const answer = await house.database.read(async (tx) => {
      const reader = await activityReader(tx, actor, language)
      const { zone, purposes } = reader
      const found = await selectAppointments(tx, await whose(reader), { from: startOfDay(from, zone), until: startOfDay(until, zone) }, purposes)
      return { zone, today: localDateIn(zone, tx.now), activities: await activityAnswers(reader, found) }
    })
    await noteActivityLook(house, actor, answer.activities)
    return answer
  }

  api.openapi(resource.showMyCalendar, async (c) => c.json(await show(c.get('actor'), readerLanguage(c), c.req.valid('query'), async ({ actor }) => ({ owner: actor.staffId })), 200))
  api.openapi(resource.showTeamCalendar, async (c) => c.json(await show(c.get('actor'), readerLanguage(c), c.req.valid('query'), async ({ tx, actor }) => ({ owners: await teammates(tx, actor.staffId) })), 200))

  api.openapi(resource.showDaySettings, async (c) => c.json(await house.database.read((tx) => settingsOf(tx, signedIn(c.get('actor')).staffId)), 200))

  api.openapi(resource.setDaySettings, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    const { mail } = c.req.valid('json')
    return c.json(await house.database.write(async (tx) => {
      await (mail ? upsertDayMail(tx, staffId, readerLanguage(c)) : deleteDayMail(tx, staffId))
      return settingsOf(tx, staffId)
    }), 200)
  })

  api.openapi(resource.makeFeedAddress, async (c) => {
    const secret = newSecret()
    await house.database.write((tx) => insertFeed(tx, secretHash(secret), signedIn(c.get('actor')).staffId, readerLanguage(c)))
    return c.json({ address: `${house.publicUrl}/calendar/${secret}.ics` }, 201)
  })

  api.openapi(resource.endFeedAddress, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    return c.json(await house.database.write(async (tx) => {
      await updateFeedEnded(tx, staffId)
      return settingsOf(tx, staffId)
    }), 200)
  })

  api.openapi(resource.invitePerson, async (c) => {
    const { person, activity } = c.req.valid('param')
    const answer = await house.database.write(async (tx) => {
      const reader = await activityReader(tx, c.get('actor'), readerLanguage(c))
      await lockActivity(tx, person as PersonId, activity)
      const meeting = await selectActivity(tx, person as PersonId, activity, reader.purposes)
      const [told] = meeting ? await activityAnswers(reader, [meeting]) : []
      if (!meeting || !told) throw new Problem('not-found', { text: 'activities.unknown' })
      await inviteToMeeting(tx, meeting, 'REQUEST', reader.language, { kind: 'staff', id: reader.actor.staffId })
      return (await activityAnswers(reader, [(await selectActivity(tx, person as PersonId, activity, reader.purposes))!]))[0]!
    })
    await noteActivityLook(house, c.get('actor'), [answer])
    return c.json(answer, 201)
  })
}

async function settingsOf(tx: Tx, staffId: StaffId): Promise<resource.DaySettings> {
  return { feedSince: (await selectFeedOf(tx, staffId))?.madeAt.toISOString() ?? null, mail: await wantsDayMail(tx, staffId) }
}
