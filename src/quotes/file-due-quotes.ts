import type { Tx } from '../plumbing/database.ts'
import { fileQuote } from './file-quote.ts'
import { UNDO_HOURS } from './quote.ts'
import { selectQuoteForUpdate, selectUnfiledQuotes } from './quotes.sql.ts'

const AT_ONCE = 50

/** Files what colleagues noted a yes to, once it can no longer be taken back; true when there may be more. */
export async function fileDueQuotes(tx: Tx): Promise<boolean> {
  const due = await selectUnfiledQuotes(tx, new Date(tx.now.getTime() - UNDO_HOURS * 3_600_000), AT_ONCE)
  for (const { personId, quoteId } of due) {
    const quote = await selectQuoteForUpdate(tx, personId, quoteId)
    // Taken back or invoiced since it was looked for.
    if (quote?.state === 'accepted') await fileQuote(tx, quote)
  }
  return due.length === AT_ONCE
}
