import type { Transport } from '../../messages/deliver.ts'
import { composeRequestReminder } from '../../messages/request-reminder.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { remindOfRequests, type Reminder } from '../../rights/remind-of-requests.ts'
import { selectColleagues } from '../../staff/colleagues.sql.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import { newId } from '../../values/ids.ts'
import type { House } from '../house.ts'

/** Whose it is that requests are answered in time. */
const ROLE = 'privacy-officer'

/**
 * Reminds those who handle requests: the workspace shows it, and where mail is set the privacy officers get one that names
 * nobody. A mail that cannot be handed over is logged; the workspace shows the reminder all the same.
 */
export async function remindHandlers(house: Pick<House, 'database' | 'log' | 'publicUrl'>, transport: Transport): Promise<Reminder[]> {
  const { reminders, officers, installation, now } = await house.database.write(async (tx) => {
    const due = await remindOfRequests(tx)
    return {
      reminders: due, now: tx.now, installation: await selectInstallation(tx),
      officers: due.length === 0 ? [] : (await selectColleagues(tx)).filter((one) => one.endedAt === null && one.roles.includes(ROLE)),
    }
  })
  if (reminders.length === 0 || !transport.post || !installation) return reminders
  const language = installation.controller.country === 'NO' ? 'nb' : installation.controller.country === 'SE' ? 'sv' : 'en'
  const company = { controller: installation.controller, demo: installation.demo, from: transport.from, publicUrl: house.publicUrl }
  for (const { email } of officers) {
    const to = parseEmail(email ?? '')
    if (isFault(to)) continue
    const mail = { ...composeRequestReminder(language, company, reminders), from: transport.from, to, messageId: `<${newId(now)}@${transport.from.address.split('@')[1]}>`, date: now }
    const outcome = await transport.post(mail, await transport.source(mail))
    if (outcome !== 'accepted') house.log.error({ outcome }, 'a reminder of requests that are due was not taken by the mail server')
  }
  return reminders
}
