import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import { monthsLater } from '../values/moment.ts'
import { withEmptyMonths, type SalesCounts } from './sales.ts'
import { countEnded, countStages, middleDaysToWin, type SalesFilter } from './sales.sql.ts'

const MONTHS = 12

/** What stands open in a pipeline now, and what was won and lost in this month and the eleven before it. */
export async function readSales(tx: Tx, filter: SalesFilter): Promise<SalesCounts> {
  const from = monthOf(monthsLater(tx.now, 1 - MONTHS, RETENTION_ZONE))
  const since = startOfDay(`${from}-01` as LocalDate, RETENTION_ZONE)
  const months = withEmptyMonths(await countEnded(tx, filter, since, RETENTION_ZONE), from, monthOf(tx.now))
  return { stages: await countStages(tx, filter), months, daysToWin: await middleDaysToWin(tx, filter, since) }
}

const monthOf = (at: Date): string => localDateIn(RETENTION_ZONE, at).slice(0, 7)
