import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { canBeUndone } from './company-change.ts'
import { selectCompanies, selectCompany, selectCompanyChanges, selectSame } from './companies.sql.ts'
import { selectCompanyRelations } from './company-relations.sql.ts'
import type { KnownCompany } from './known-company.ts'
import { nameCompanies } from './name-companies.ts'
import { nameOwners } from './name-owners.ts'

const CHANGES_SHOWN = 50

/** A company with all that is known of it. Throws `not-found`. */
export async function readCompany(tx: Tx, companyId: string): Promise<KnownCompany> {
  const company = await selectCompany(tx, companyId)
  if (!company) throw new Problem('not-found', { text: 'companies.unknown' })
  const all = await selectSame(tx, companyId)
  const same = all.filter((one) => one !== companyId)
  const relations = await selectCompanyRelations(tx, all)
  const changes = await selectCompanyChanges(tx, companyId, CHANGES_SHOWN)
  const told = changes.flatMap((one) => [one.before.owner, one.after.owner, one.before.team, one.after.team, one.by.id, one.other]).filter((one) => typeof one === 'string')
  const owners = await nameOwners(tx, [...told, company.owner, company.team].filter((one) => one !== null))
  const companies = await selectCompanies(tx, [...relations.flatMap((one) => [one.companyId, one.otherId]), ...same, ...told, ...(company.mergedInto ? [company.mergedInto] : [])])
  const names = new Map([...owners, ...companies.map((one): [string, string] => [one.companyId, one.name])])
  const [named] = await nameCompanies(tx, [company])
  return { ...named!, same, relations, changes, canUndo: company.mergedInto === null && canBeUndone(changes[0], tx.now), names }
}
