import { readLines } from '../invoices/draft-line.ts'
import { totalsOf } from '../invoices/invoice.ts'
import { selectInvoicing } from '../invoices/invoices.sql.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { SubscriptionLine } from './subscription.ts'

/** Refuses lines now that no invoice could be made of later. Throws `conflict` before the company has said how it invoices, `invalid` naming the member. */
export async function checkTerms(tx: Tx, lines: readonly SubscriptionLine[]): Promise<void> {
  const settings = await selectInvoicing(tx)
  if (!settings) throw new Problem('conflict', { text: 'invoices.not-set-up' })
  if (lines.length === 0) throw new Problem('invalid', { text: 'invoices.no-lines', field: 'lines', rule: 'BR-16' })
  const read = readLines(lines, settings.seller.address.country, localDateIn(RETENTION_ZONE, tx.now), 'en')
  if (totalsOf(read, settings).payable < 0n) throw new Problem('invalid', { text: 'invoices.below-zero', field: 'lines' })
}
