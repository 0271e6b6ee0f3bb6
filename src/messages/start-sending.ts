import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import { chooseRecipients } from './choose-recipients.ts'
import { insertMessages } from './messages.sql.ts'
import { moveMailing } from './move-mailing.ts'

const PAGE = 1000

/**
 * Chooses the recipients and puts one message for each in the queue: waiting, or left out with the rule. The gate is
 * asked again for each at the moment of sending (rule D5). `by` is the colleague who lets it go. Throws not-found or conflict.
 */
export async function startSending(tx: Tx, mailingId: MailingId, by: string | null = null): Promise<void> {
  const mailing = await moveMailing(tx, mailingId, 'start', by)
  for (let after: PersonId | undefined, full = true; full;) {
    const page = await chooseRecipients(tx, mailing, after === undefined ? { limit: PAGE } : { after, limit: PAGE })
    await insertMessages(tx, page.map(({ personId, permitted, rule, contactPointId, language }) => ({
      personId, mailingId, kind: mailing.kind, state: permitted ? 'waiting' as const : 'left-out' as const, contactPointId, language, rule,
      entrySeqs: [], requestId: null,
    })))
    after = page.at(-1)?.personId
    full = page.length === PAGE
  }
}
