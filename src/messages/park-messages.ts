import type { Tx } from '../plumbing/database.ts'
import { selectMailing } from './mailings.sql.ts'
import { insertSentUses } from './messages.sql.ts'
import { parkSome } from './parked.sql.ts'

const AT_A_TIME = 5_000

/**
 * After a restore nobody knows which of the messages that waited were sent since (rule E3): some of them become unknown,
 * single mails too. They are shown to staff, told to the person as "may have been sent", and never handed over again.
 * Returns how many; call it until there are none.
 */
export async function parkMessages(tx: Tx): Promise<number> {
  const parked = await parkSome(tx, AT_A_TIME)
  for (const [mailingId, messages] of Map.groupBy(parked, (one) => one.mailingId)) {
    const mailing = await selectMailing(tx, mailingId)
    await insertSentUses(tx, messages.flatMap((one) => (mailing?.purposes ?? []).map((purpose) => ({
      personId: one.personId, mailingId, purpose, contactPointId: null, rule: one.rule ?? 'E3', groundId: null, entrySeq: null, subject: null, certain: false,
    }))))
  }
  return parked.length
}
