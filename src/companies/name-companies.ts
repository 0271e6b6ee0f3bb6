import type { Tx } from '../plumbing/database.ts'
import type { Company } from './company.ts'
import type { NamedCompany } from './known-company.ts'
import { nameOwners } from './name-owners.ts'

/** These companies with the names of who looks after them, in their order. */
export async function nameCompanies(tx: Tx, companies: readonly Company[]): Promise<NamedCompany[]> {
  const names = await nameOwners(tx, companies.flatMap(({ owner, team }) => [owner, team].filter((one) => one !== null)))
  return companies.map((company) => ({ company, ownerName: company.owner && (names.get(company.owner) ?? ''), teamName: company.team && (names.get(company.team) ?? '') }))
}
