import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { updateCompanyRelationEnded } from './company-relations.sql.ts'

/** A relation of a company, or with it, is over. Throws `not-found`. */
export async function endCompanyRelation(tx: Tx, companyId: string, relationId: string): Promise<void> {
  if (!(await updateCompanyRelationEnded(tx, companyId, relationId))) throw new Problem('not-found', { text: 'companies.relation-unknown' })
}
