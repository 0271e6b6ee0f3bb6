import { invitationMail } from '../../activities/invitation-mail.ts'
import { documentMail } from '../../delivery/document-mail.ts'
import type { Keeper } from '../../keeper/keeper.ts'
import type { DocumentMails } from '../../messages/write-document.ts'
import { quoteMail } from '../../quotes/quote-mail.ts'

/** Who writes the mails that documents go with. */
export function documentMails(keeper: Pick<Keeper, 'keys'>): DocumentMails {
  return (tx, message, company, notice) => {
    if (message.kind === 'invitation') return invitationMail(tx, message, company, notice)
    return message.kind === 'quote' ? quoteMail(tx, keeper.keys.tokens, message, company, notice) : documentMail(tx, message, company, notice)
  }
}
