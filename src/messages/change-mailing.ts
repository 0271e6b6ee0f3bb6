import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { MailingId } from '../values/ids.ts'
import { checkDraft, type MailingDraft } from './mailing.ts'
import { updateDraft } from './mailings.sql.ts'
import { moveMailing } from './move-mailing.ts'

/** Replaces a draft that has not been sent; what was rehearsed before counts no more. A renewal round stays one. */
export async function changeMailing(tx: Tx, mailingId: MailingId, draft: MailingDraft): Promise<void> {
  checkDraft(draft, await selectCatalogue(tx))
  const { renewsBefore } = await moveMailing(tx, mailingId, 'change')
  if (renewsBefore && draft.kind !== 'ask') throw new Problem('conflict', { text: 'messages.draft.renewal-asks', field: 'kind' })
  await updateDraft(tx, mailingId, draft)
}
