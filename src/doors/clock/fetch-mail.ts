import type { ConnectionOptions } from 'node:tls'
import { KEPT_DAYS, MAIL_BYTES } from '../../incoming/incoming-mail.ts'
import { MailboxFailed, readMailbox } from '../../plumbing/mailbox.ts'
import { daysLater } from '../../values/moment.ts'
import type { House } from '../house.ts'
import { takeInMail } from '../take-in-mail.ts'

/**
 * Takes in what lies unread in the mailbox; true when there may be more. Several copies may look: whatever two of them find is
 * taken in once. A mailbox that cannot be read is an alarm in the log, which names the reason and nothing else.
 */
export async function fetchMail(house: House, url: string, stopping?: AbortSignal, tls?: Pick<ConnectionOptions, 'ca'>): Promise<boolean> {
  const options = { url, privateHosts: house.settings.privateHosts, maxBytes: MAIL_BYTES, deleteBefore: daysLater(house.database.clock(), -KEPT_DAYS), stopping, ...(tls && { tls }) }
  try {
    return await readMailbox(options, async (mail) => void (await takeInMail(house, { way: 'mailbox', ...mail })))
  } catch (error) {
    if (!(error instanceof MailboxFailed)) throw error
    if (!stopping?.aborted) house.log.error({ fault: error.fault }, 'the mailbox cannot be read')
    return false
  }
}
