import type { PersonDecision } from '../decisions/decide-for.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Company } from './company.ts'
import type { Mail } from './mail.ts'
import type { Message } from './message-state.ts'
import type { Notice } from './notice.ts'
import { companyOf, type Batch, type Sending } from './sending.ts'
import type { Written } from './write-mail.ts'
import { writeNotice } from './write-notice.ts'

/** The mail that goes with a document of this message's id, or a word for why it goes no more: the house above knows what it is about. */
export type DocumentMails = (tx: Tx, message: Pick<Message, 'personId' | 'mailingId' | 'language' | 'kind'>, company: Company, notice: Notice | undefined) => Promise<Mail | string>

/** Writes a mail that a document goes with, by the house above (`Sending.documents`); a word instead says why it goes no more. */
export async function writeDocument(tx: Tx, sending: Sending, batch: Batch, message: Message, granted: readonly PersonDecision[]): Promise<Written | string> {
  if (!sending.documents) throw new Error('a mail with a document waits, and nobody here writes such')
  const owesNotice = granted.some((one) => one.obligations.includes('carry-notice'))
  const notice = owesNotice ? await writeNotice(tx, message.personId, message.language, batch.catalogue) : undefined
  const mail = await sending.documents(tx, message, companyOf(sending, batch.installation), notice)
  return typeof mail === 'string' ? mail : { notice, mail }
}
