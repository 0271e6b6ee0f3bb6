import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId } from '../values/ids.ts'
import { isWithin, type CompanyRelationKind } from './company-relation.ts'
import { insertCompanyRelation, leadsBack, selectCompanyRelations } from './company-relations.sql.ts'
import { lockCompany } from './companies.sql.ts'

/** Says what a company is of another. Throws `not-found`, and `conflict` for what is said already, a second whole, or one that belongs to it. */
export async function relateCompanies(tx: Tx, companyId: string, kind: CompanyRelationKind, otherId: string, by: string | null): Promise<void> {
  if (companyId === otherId) throw new Problem('invalid', { text: 'companies.same', field: 'other' })
  // In one order everywhere, so that two who relate the same two wait for each other.
  for (const id of [companyId, otherId].toSorted()) {
    const company = await lockCompany(tx, id)
    if (!company) throw new Problem('not-found', { text: 'companies.unknown', ...(id === otherId && { field: 'other' }) })
    if (company.mergedInto !== null) throw new Problem('conflict', { text: 'companies.is-another', ...(id === otherId && { field: 'other' }) })
  }
  const own = (await selectCompanyRelations(tx, [companyId])).filter((one) => one.companyId === companyId)
  if (own.some((one) => one.kind === kind && one.otherId === otherId)) throw new Problem('conflict', { text: 'companies.related-already', field: 'other' })
  if (isWithin(kind)) {
    if (own.some((one) => isWithin(one.kind))) throw new Problem('conflict', { text: 'companies.belongs-already', field: 'kind' })
    if (await leadsBack(tx, companyId, otherId)) throw new Problem('conflict', { text: 'companies.round', field: 'other' })
  }
  await insertCompanyRelation(tx, { companyId, relationId: newId(tx.now), kind, otherId, createdAt: tx.now }, by)
}
