import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { monthsLater } from '../values/moment.ts'
import { SERVICE } from './ticket.ts'
import { countForGood } from './ratings.sql.ts'
import { deleteTickets, selectClosedBefore } from './tickets.sql.ts'

const AT_A_TIME = 500

/** Deletes tickets with every word in them when they have been closed for as long as the purpose of service says (rule H3), of people known and unknown; how many they were and how they were found stays, without anybody. Says how many. */
export async function sweepTickets(tx: Tx): Promise<number> {
  const rule = (await selectCatalogue(tx)).purposes.find((one) => one.key === SERVICE)?.retention
  const old = await selectClosedBefore(tx, monthsLater(tx.now, -(rule?.months ?? 0), RETENTION_ZONE), AT_A_TIME)
  if (old.length === 0) return 0
  await countForGood(tx, old, RETENTION_ZONE)
  await deleteTickets(tx, old)
  await markForScrub(tx, ['ticket', 'ticket_line', 'ticket_change'])
  return old.length
}
