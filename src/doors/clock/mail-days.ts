import { activityPurposes } from '../../activities/activity.ts'
import { countDue } from '../../activities/activities.sql.ts'
import { claimDayMails } from '../../activities/calendar.sql.ts'
import { dayMail } from '../../activities/day-mail.ts'
import { zoneOf } from '../../law/holidays.ts'
import type { Transport } from '../../messages/deliver.ts'
import { readablePurposes } from '../../notes/note.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import { rightsOf } from '../../staff/role.ts'
import { selectRolesOf } from '../../staff/roles.sql.ts'
import { addDays, localDateIn, localTimeIn, startOfDay } from '../../values/calendar.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import { newId } from '../../values/ids.ts'
import type { House } from '../house.ts'

/** On the clock of the house: before most begin. */
const MORNING = '07:00'
const AT_A_TIME = 50

/** Mails each colleague who wants it, once a morning, how much they have before them; nothing where that is nothing. Says how many went. */
export async function mailDays(house: Pick<House, 'database' | 'log' | 'publicUrl'>, transport: Transport): Promise<number> {
  if (!transport.post) return 0
  const { due, installation, now } = await house.database.write(async (tx) => {
    const found = await selectInstallation(tx)
    const zone = zoneOf(found?.controller.country ?? '')
    if (!found || localTimeIn(zone, tx.now) < MORNING) return { due: [], installation: found, now: tx.now }
    const today = localDateIn(zone, tx.now)
    const catalogue = await selectCatalogue(tx)
    const letters = []
    for (const one of await claimDayMails(tx, today, AT_A_TIME)) {
      const { permissions, reaches } = rightsOf(await selectRolesOf(tx, one.staffId))
      if (!permissions.has('activities.read')) continue
      const purposes = readablePurposes(reaches, activityPurposes(catalogue))
      const overdue = await countDue(tx, one.staffId, purposes, startOfDay(today, zone))
      letters.push({ ...one, overdue, today: (await countDue(tx, one.staffId, purposes, startOfDay(addDays(today, 1), zone))) - overdue })
    }
    return { due: letters.filter((one) => one.overdue + one.today > 0), installation: found, now: tx.now }
  })
  for (const { email, language, overdue, today } of due) {
    const to = parseEmail(email ?? '')
    if (isFault(to)) continue
    const company = { controller: installation!.controller, demo: installation!.demo, from: transport.from, publicUrl: house.publicUrl }
    const letter = { ...dayMail(language, company, { overdue, today }), from: transport.from, to, messageId: `<${newId(now)}@${transport.from.address.split('@')[1]}>`, date: now }
    const outcome = await transport.post(letter, await transport.source(letter))
    if (outcome !== 'accepted') house.log.error({ outcome }, 'the mail of a morning was not taken by the mail server')
  }
  return due.length
}
