import { behindPlus, type IncomingAddress } from '../../incoming/incoming-address.ts'
import { addToAddress, deleteMail, updateUntaken, type DueMail } from '../../incoming/incoming.sql.ts'
import { readHead } from '../../incoming/mail-head.ts'
import { readMailApart } from '../../incoming/read-mail-apart.ts'
import { markForScrub } from '../../plumbing/mark-for-scrub.ts'
import { takeTicketMail } from '../../tickets/take-ticket-mail.ts'
import { parseEmail } from '../../values/email.ts'
import { isFault } from '../../values/fault.ts'
import type { House } from '../house.ts'

/** Puts a mail that came to an address for tickets where it belongs; nothing is left of it but the words in the ticket. What cannot be read, or comes without end, is left to a colleague. */
export async function workTicketMail({ database, keeper, settings }: House, due: DueMail, address: IncomingAddress): Promise<void> {
  const parts = due.source && (await readMailApart(due.source))
  const head = due.source && (await readHead(due.source))
  const sender = head && parseEmail(head.sender)
  if (!parts || !head || !sender || isFault(sender)) return database.write((tx) => updateUntaken(tx, due, 'unreadable'))
  const behind = head.recipients.map((one) => behindPlus(settings.mailInAddress ?? '', one)).filter((one) => typeof one === 'string')
  await database.write(async (tx) => {
    const taken = await takeTicketMail(tx, keeper, {
      sender, subject: head.subject, messageId: head.messageId, references: head.references, behind, words: parts.text, files: parts.files.map(({ name }) => name), addressId: address.addressId, language: address.language, source: 'mail',
    })
    if (taken === 'flood') return updateUntaken(tx, due, 'flood')
    await deleteMail(tx, due)
    await markForScrub(tx, ['incoming_mail'])
    await addToAddress(tx, address.addressId, { done: 1, refused: 0 })
  })
}
