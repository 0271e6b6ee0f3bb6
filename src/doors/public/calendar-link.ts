import type { Hono } from 'hono'
import { selectAppointments } from '../../activities/activities.sql.ts'
import { feedEvent } from '../../activities/calendar-event.ts'
import { selectFeed } from '../../activities/calendar.sql.ts'
import { calendarFile } from '../../activities/icalendar.ts'
import { zoneOf } from '../../law/holidays.ts'
import { Problem } from '../../plumbing/errors.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import { looksLikeSecret, secretHash } from '../../staff/secret.ts'
import { daysLater } from '../../values/moment.ts'
import { t } from '../../values/text.ts'
import type { ReaderEnv } from '../customer-reader.ts'
import type { House } from '../house.ts'

/** So many days back and ahead stand in a feed. */
const BACK_DAYS = 30
const AHEAD_DAYS = 400

/** The calendar of a colleague for other programs, by its secret address: read again and again, it changes nothing. */
export function addCalendarLink(door: Hono<ReaderEnv>, house: House): void {
  door.get('/calendar/:token', async (c) => {
    const token = c.req.param('token').replace(/\.ics$/, '')
    const file = looksLikeSecret(token) ? await house.database.read(async (tx) => {
      const feed = await selectFeed(tx, secretHash(token))
      if (!feed || !rightsOf(await selectRolesOf(tx, feed.staffId)).permissions.has('activities.read')) return undefined
      const zone = zoneOf((await selectInstallation(tx))!.controller.country)
      const activities = await selectAppointments(tx, { owner: feed.staffId }, { from: daysLater(tx.now, -BACK_DAYS), until: daysLater(tx.now, AHEAD_DAYS) })
      return calendarFile({ method: 'PUBLISH', name: t(feed.language, 'activities.calendar'), events: activities.map((one) => feedEvent(one, feed.language, zone, house.publicUrl)) })
    }) : undefined
    if (file === undefined) throw new Problem('not-found', { text: 'customer.link-unknown' })
    return c.body(file, 200, { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="tillit.ics"', 'cache-control': 'private, no-store' })
  })
}
