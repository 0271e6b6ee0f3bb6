import { selectCompanies } from '../companies/companies.sql.ts'
import { findRole } from '../companies/find-role.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { companyBuyerOf, type Buyer } from './buyer.ts'

/** A company as a buyer, by somebody who speaks for it. */
export async function readCompanyBuyer(tx: Tx, personId: PersonId, companyId: string, speaks: ReadonlyMap<string, unknown>, seller: string): Promise<Buyer | Problem> {
  const [company] = await selectCompanies(tx, [companyId])
  if (!company) return new Problem('not-found', { text: 'companies.unknown' })
  if (!(await findRole(tx, personId, companyId))) return new Problem('invalid', { text: 'companies.no-role-there', field: 'company' })
  return companyBuyerOf(company, speaks, seller)
}
