import { findDueQuestion } from '../entrance/find-due-question.ts'
import type { Drafted } from '../invoices/invoice-draft.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'

/** What the pages behind these invoices would ask, as the rules allow it now: one question at most for each. */
export async function foreseeQuestions(tx: Tx, drafted: readonly (Drafted | Problem)[]): Promise<string[]> {
  const catalogue = await selectCatalogue(tx)
  const purposes: string[] = []
  for (const one of drafted) {
    const question = one instanceof Problem ? undefined : await findDueQuestion(tx, one.personId, catalogue)
    if (question) purposes.push(question.purpose.key)
  }
  return purposes
}
