import type { Keeper } from '../keeper/keeper.ts'
import { takeNumbers } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { raiseSeries } from './invoices.sql.ts'

/** Name of the one number series of invoices and credit notes. */
const SERIES = 'invoice'

/**
 * The next number of the series, `first` at least. It stands or falls with the transaction, whose end the next one waits for: so there are no
 * gaps. The keeper knows it before it is anybody's, so that no restored backup gives it out again (rule E3).
 */
export async function takeSerial(tx: Tx, keeper: Pick<Keeper, 'markSeries'>, first = 1): Promise<number> {
  if (first > 1) await raiseSeries(tx, SERIES, first)
  const serial = await takeNumbers(tx, SERIES, 1)
  await keeper.markSeries(SERIES, serial)
  return serial
}
