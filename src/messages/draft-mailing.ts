import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { newId, type MailingId } from '../values/ids.ts'
import { checkDraft, type MailingDraft } from './mailing.ts'
import { insertMailing } from './mailings.sql.ts'

/** Keeps a draft; nothing is sent. Throws `invalid` with the field, or `refused` with the rule. */
export async function draftMailing(tx: Tx, draft: MailingDraft, createdBy: string): Promise<MailingId> {
  checkDraft(draft, await selectCatalogue(tx))
  const mailingId = newId<MailingId>(tx.now)
  await insertMailing(tx, mailingId, draft, createdBy)
  return mailingId
}
