import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { selectAliases, updateLeads, updateLedBy } from './record-aliases.sql.ts'

/** Of whoever led other records of a human and leaves, the record that came first leads the rest; they are locked. */
export async function passOnLead(tx: Tx, leaving: readonly PersonId[]): Promise<void> {
  const led = (await selectAliases(tx, leaving)).filter((one) => one.leads && !leaving.includes(one.otherPersonId))
  for (const others of Map.groupBy(led, (one) => one.personId).values()) {
    const [first, ...rest] = others.map((one) => one.otherPersonId)
    await updateLedBy(tx, first!, null)
    for (const one of rest) await updateLedBy(tx, one, first!)
    await updateLeads(tx, first!, rest)
  }
}
