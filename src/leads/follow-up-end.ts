import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import { FOLLOW_UP } from '../purposes/follow-up.ts'
import { monthsLater } from '../values/moment.ts'

/** When whoever becomes a lead now is let go by itself: as the purpose of getting in touch says. Throws `refused` where the company has no such purpose (rule H1). */
export async function followUpEnd(tx: Tx): Promise<Date> {
  const purpose = (await selectCatalogue(tx)).purposes.find((one) => one.key === FOLLOW_UP)
  if (!purpose) throw new Problem('refused', { text: 'leads.no-purpose', rule: 'H1' })
  return monthsLater(tx.now, purpose.retention.months, RETENTION_ZONE)
}
