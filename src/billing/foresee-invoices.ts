import { draftInvoices } from '../invoices/draft-invoices.ts'
import type { Drafted } from '../invoices/invoice-draft.ts'
import type { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { linesOf, nextPeriod, type Period } from './period.ts'
import type { KnownSubscription } from './subscription.ts'

/** What the next invoice of each of these would be if it were issued today, in order; undefined where there will be none. */
export async function foreseeInvoices(tx: Tx, many: readonly KnownSubscription[]): Promise<({ period: Period; drafted: Drafted | Problem } | undefined)[]> {
  const coming = many.flatMap((known) => {
    const period = nextPeriod(known)
    return period ? [{ known, period }] : []
  })
  const drafted = coming.length === 0 ? [] : await draftInvoices(tx, coming.map(({ known, period }) => ({ personId: known.subscription.personId, lines: linesOf(period) })))
  return many.map((known) => {
    const place = coming.findIndex((one) => one.known === known)
    return place === -1 ? undefined : { period: coming[place]!.period, drafted: drafted[place]! }
  })
}
