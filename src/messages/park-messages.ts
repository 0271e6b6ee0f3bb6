import type { Tx } from '../plumbing/database.ts'
import { parkSome } from './parked.sql.ts'
import { recordUnknown } from './record-unknown.ts'

const AT_A_TIME = 5_000

/**
 * After a restore nobody knows which of the messages that waited were sent since (rule E3): some of them become unknown,
 * single mails too. They are shown to staff, told to the person as "may have been sent", and never handed over again.
 * Returns how many; call it until there are none.
 */
export async function parkMessages(tx: Tx): Promise<number> {
  const parked = await parkSome(tx, AT_A_TIME)
  await recordUnknown(tx, parked, 'E3')
  return parked.length
}
