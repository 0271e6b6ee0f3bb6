import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'
import { selectSame } from './companies.sql.ts'
import { lasts, type CompanyRole } from './company-role.ts'
import { selectRolesOf } from './roles.sql.ts'

/** The role in which somebody speaks for a company today, or for one that turned out to be it; undefined when they do not. */
export async function findRole(tx: Tx, personId: PersonId, companyId: string): Promise<CompanyRole | undefined> {
  const same = await selectSame(tx, companyId)
  const today = localDateIn(RETENTION_ZONE, tx.now)
  return (await selectRolesOf(tx, personId)).find((one) => same.includes(one.companyId) && lasts(one, today))
}
