import { selectInvoice } from '../invoices/invoices.sql.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { t, type Language } from '../values/text.ts'
import { beginTicket } from './begin-ticket.ts'
import { selectTicketsOfInvoice } from './tickets.sql.ts'

/** Longer than a letter is nothing that somebody writes in a field. */
export const QUESTION_LENGTH = 2_000
/** As many of one invoice may wait at once; more are a conversation, and belong on the phone. */
const WAITING = 5

/** Asks customer service about an invoice of one's own: a ticket from the invoice. Throws `invalid` for no words or too many, `conflict` when enough are waiting already. */
export async function askAboutInvoice(tx: Tx, keeper: Pick<Keeper, 'journal' | 'keys'>, { personId, invoiceId, words, language }: { personId: PersonId; invoiceId: string; words: string; language: Language }): Promise<void> {
  const invoice = await selectInvoice(tx, personId, invoiceId)
  if (!invoice) throw new Problem('not-found', { text: 'invoices.unknown' })
  if (words === '' || words.length > QUESTION_LENGTH) throw new Problem('invalid', { text: 'payments.question-words', field: 'words', parameters: { most: QUESTION_LENGTH } })
  if ((await selectTicketsOfInvoice(tx, personId, invoiceId)).filter((each) => each.firstAnsweredAt === null && each.state !== 'closed').length >= WAITING) throw new Problem('conflict', { text: 'payments.question-enough' })
  const subject = t(language, `payments.own.${invoice.kind}`, { number: invoice.number })
  await beginTicket(tx, keeper, { of: { personId, who: 'known' }, source: 'invoice', subject, words, language, invoiceId, by: { kind: 'person', id: personId } })
}
