import type { Tx } from '../plumbing/database.ts'
import type { MailingId, PersonId } from '../values/ids.ts'
import { selectIndividuals } from './individuals.sql.ts'
import { selectMailing } from './mailings.sql.ts'
import { insertSentUses } from './messages.sql.ts'

/** Tells people of messages of which nobody knows whether they were sent: "may have been sent", for each purpose, by the rule that let them go, or `otherwise`. */
export async function recordUnknown(tx: Tx, unknown: readonly { personId: PersonId; mailingId: MailingId; rule: string | null }[], otherwise: 'D5' | 'E3'): Promise<void> {
  const individuals = await selectIndividuals(tx, unknown)
  for (const [mailingId, messages] of Map.groupBy(unknown, (one) => one.mailingId)) {
    const individual = individuals.get(mailingId)
    const purposes = individual ? [individual.purpose] : ((await selectMailing(tx, mailingId))?.purposes ?? [])
    await insertSentUses(tx, messages.flatMap((one) => purposes.map((purpose) => ({
      personId: one.personId, mailingId, purpose, contactPointId: null, rule: one.rule ?? otherwise, groundId: null, entrySeq: null, subject: individual?.subject ?? null, staffId: individual?.staffId ?? null, certain: false,
    }))))
  }
}
