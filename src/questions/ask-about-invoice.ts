import { selectInvoice } from '../invoices/invoices.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Language } from '../values/text.ts'
import { insertQuestion, selectQuestions } from './questions.sql.ts'

/** Longer than a letter is nothing that somebody writes in a field. */
export const QUESTION_LENGTH = 2_000
/** As many of one invoice may wait at once; more are a conversation, and belong on the phone. */
const WAITING = 5

/** Asks customer service about an invoice of one's own. Throws `invalid` for no words or too many, `conflict` when enough are waiting already. */
export async function askAboutInvoice(tx: Tx, one: { personId: PersonId; invoiceId: string; words: string; language: Language }): Promise<void> {
  if (!(await selectInvoice(tx, one.personId, one.invoiceId))) throw new Problem('not-found', { text: 'invoices.unknown' })
  if (one.words === '' || one.words.length > QUESTION_LENGTH) throw new Problem('invalid', { text: 'payments.question-words', field: 'words', parameters: { most: QUESTION_LENGTH } })
  if ((await selectQuestions(tx, one.personId, one.invoiceId)).filter((each) => each.answer === null).length >= WAITING) throw new Problem('conflict', { text: 'payments.question-enough' })
  await insertQuestion(tx, { ...one, questionId: newId(tx.now), askedAt: tx.now, answeredAt: null, answer: null })
}
