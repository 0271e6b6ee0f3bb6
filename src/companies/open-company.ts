import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Company } from './company.ts'
import { lockCompany } from './companies.sql.ts'

/** The company, held until the end of the transaction. Throws `not-found`, `conflict` where it was changed since `version`, or turned out to be another. */
export async function openCompany(tx: Tx, companyId: string, version: number): Promise<Company> {
  const company = await lockCompany(tx, companyId)
  if (!company) throw new Problem('not-found', { text: 'companies.unknown' })
  if (company.mergedInto !== null) throw new Problem('conflict', { text: 'companies.is-another' })
  if (company.version !== version) throw new Problem('conflict', { text: 'companies.changed-since', field: 'version' })
  return company
}
