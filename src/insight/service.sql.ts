import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'

/** Tickets that began in one month, of those that are still here. */
export interface TicketMonth {
  /** `2026-11` */
  month: string
  begun: number
  /** Answered, and of these answered in the time that was promised. */
  answered: number
  answeredInTime: number
  solved: number
  solvedInTime: number
  /** Minutes until the first answer of the ticket in the middle; null where none was answered. */
  minutesToAnswer: number | null
}

/** Tickets begun since a day, by month (in `zone`). */
export async function countTickets(tx: Tx, since: Date, zone: string): Promise<TicketMonth[]> {
  const { rows } = await sql<TicketMonth>`
    select to_char(begun_at at time zone ${zone}, 'YYYY-MM') as month, count(*)::int as begun,
      count(first_answered_at)::int as answered, count(*) filter (where first_answered_at <= first_due)::int as "answeredInTime",
      count(solved_at)::int as solved, count(*) filter (where solved_at <= solve_due)::int as "solvedInTime",
      floor(extract(epoch from percentile_cont(0.5) within group (order by first_answered_at - begun_at) filter (where first_answered_at is not null)) / 60)::int as "minutesToAnswer"
    from ticket where begun_at >= ${since} group by 1 order by 1`.execute(tx.db)
  return rows
}

/** Where tickets since a day came from, the most first. */
export async function countTicketSources(tx: Tx, since: Date): Promise<{ source: string; count: number }[]> {
  const { rows } = await sql<{ source: string; count: number }>`select source, count(*)::int as count from ticket where begun_at >= ${since} group by 1 order by 2 desc, 1`.execute(tx.db)
  return rows
}

/** How many wait for us now, and how many of these are later than was promised. */
export async function countWaiting(tx: Tx): Promise<{ waiting: number; late: number }> {
  const { rows } = await sql<{ waiting: number; late: number }>`
    select count(*)::int as waiting, count(*) filter (where due_at < ${tx.now})::int as late from ticket where state in ('new', 'open')`.execute(tx.db)
  return rows[0]!
}
