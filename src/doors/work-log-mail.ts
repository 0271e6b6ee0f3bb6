import { logMail } from '../correspondence/log-mail.ts'
import type { IncomingAddress } from '../incoming/incoming-address.ts'
import { addToAddress, deleteMail, updateUntaken, type DueMail } from '../incoming/incoming.sql.ts'
import { readHead } from '../incoming/mail-head.ts'
import { readMailApart } from '../incoming/read-mail-apart.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { selectStaffEmail } from '../staff/staff.sql.ts'
import type { House } from './house.ts'
import type { PersonId, StaffId } from '../values/ids.ts'

/** Keeps a mail that came to a colleague's address with the customer; where that is not clear it waits for the colleague to say whom. */
export async function workLogMail({ database, keeper, settings }: Pick<House, 'database' | 'keeper' | 'settings'>, due: Pick<DueMail, 'personId' | 'mailId' | 'source'>, address: IncomingAddress, personId?: PersonId): Promise<'logged' | 'whose' | 'no-ground' | 'unreadable'> {
  const parts = due.source && (await readMailApart(due.source))
  const head = due.source && (await readHead(due.source))
  return database.write(async (tx) => {
    if (!parts || !head) {
      await updateUntaken(tx, due, 'unreadable')
      return 'unreadable'
    }
    const staffId = address.staffId as StaffId
    const outcome = await logMail(tx, keeper.keys.identifierIndex, {
      ...head, words: parts.text, files: parts.files.length, staffId, ownAddress: await selectStaffEmail(tx, staffId), language: address.language, base: settings.mailInAddress ?? '',
    }, personId)
    if (outcome === 'logged') {
      await deleteMail(tx, due)
      await markForScrub(tx, ['incoming_mail'])
      await addToAddress(tx, address.addressId, { done: 1, refused: 0 })
    } else await updateUntaken(tx, due, outcome)
    return outcome
  })
}
