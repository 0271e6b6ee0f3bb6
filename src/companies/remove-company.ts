import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { factsOf, type Actor } from './company-change.ts'
import { countTies, deleteCompany, insertCompanyChange } from './companies.sql.ts'
import { openCompany } from './open-company.ts'

/** Removes a company on which nothing hangs; it can be had back while that is not long ago. Throws `conflict` with how much hangs on it. */
export async function removeCompany(tx: Tx, companyId: string, version: number, by: Actor): Promise<void> {
  const company = await openCompany(tx, companyId, version)
  const ties = await countTies(tx, companyId)
  if (ties > 0) throw new Problem('conflict', { text: 'companies.has-ties', parameters: { count: ties } })
  await deleteCompany(tx, companyId)
  await insertCompanyChange(tx, { companyId, version: version + 1, kind: 'removed', at: tx.now, by, before: factsOf(company), after: {}, other: null })
}
