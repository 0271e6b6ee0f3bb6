import { sweepMails } from '../../incoming/sweep-mails.ts'
import type { Transport } from '../../messages/deliver.ts'
import type { House } from '../house.ts'
import { fetchMail } from './fetch-mail.ts'
import type { Routine } from './timetable.ts'
import { workMails } from './work-mails.ts'

const SECOND = 1_000

/** What belongs to mails that come to us, only where the settings name an address. */
export function mailRoutines(house: House, transport: Transport): Routine[] {
  const { mailInAddress, mailboxUrl } = house.settings
  if (mailInAddress === undefined) return []
  return [
    ...(mailboxUrl === undefined ? [] : [{ name: 'fetch mail', everyMs: 10 * SECOND, act: (stopping: AbortSignal) => fetchMail(house, mailboxUrl, stopping) }]),
    { name: 'work off mails that came', everyMs: SECOND, act: (stopping) => workMails(house, transport, stopping) },
    { name: 'forget mails that came', everyMs: 600 * SECOND, act: () => house.database.write(sweepMails) },
  ]
}
