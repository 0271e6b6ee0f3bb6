import { SMALLEST_GROUP } from '../anonymity/group.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn, startOfDay, type LocalDate } from '../values/calendar.ts'
import { monthsLater } from '../values/moment.ts'
import { countTickets, countTicketSources, countWaiting, type TicketMonth } from './service.sql.ts'

const MONTHS = 12

export interface Service {
  waiting: number
  late: number
  /** The oldest first; of fewer than ten answered tickets no time is told, it would be that of somebody. */
  months: TicketMonth[]
  sources: { source: string; count: number }[]
}

/** How customers' questions are answered, this month and the eleven before it. */
export async function readService(tx: Tx): Promise<Service> {
  const from = localDateIn(RETENTION_ZONE, monthsLater(tx.now, 1 - MONTHS, RETENTION_ZONE)).slice(0, 7)
  const since = startOfDay(`${from}-01` as LocalDate, RETENTION_ZONE)
  const months = await countTickets(tx, since, RETENTION_ZONE)
  return {
    ...(await countWaiting(tx)), sources: await countTicketSources(tx, since),
    months: months.map((one) => (one.answered < SMALLEST_GROUP ? { ...one, minutesToAnswer: null } : one)),
  }
}
