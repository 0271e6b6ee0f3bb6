import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { CompanyRelation } from './company-relation.ts'

/** Relations that last, of these companies and with them, the oldest first. */
export async function selectCompanyRelations(tx: Tx, companyIds: readonly string[]): Promise<CompanyRelation[]> {
  const { rows } = await sql<CompanyRelation>`
    select company_id as "companyId", relation_id as "relationId", kind, other_id as "otherId", created_at as "createdAt" from company_relation
    where ended_at is null and (company_id = any (${companyIds}::uuid[]) or other_id = any (${companyIds}::uuid[])) order by created_at, relation_id`.execute(tx.db)
  return rows
}

export async function insertCompanyRelation(tx: Tx, one: CompanyRelation, by: string | null): Promise<void> {
  await sql`
    insert into company_relation (company_id, relation_id, kind, other_id, created_at, created_by)
    values (${one.companyId}, ${one.relationId}, ${one.kind}, ${one.otherId}, ${one.createdAt}, ${by})`.execute(tx.db)
}

/** False when there is no such relation that lasts. */
export async function updateCompanyRelationEnded(tx: Tx, companyId: string, relationId: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update company_relation set ended_at = ${tx.now} where (company_id = ${companyId} or other_id = ${companyId}) and relation_id = ${relationId} and ended_at is null`.execute(tx.db)
  return (numAffectedRows ?? 0n) > 0n
}

/** The relation that would be made stands, or the other belongs to the company already, however far down. */
export async function leadsBack(tx: Tx, companyId: string, otherId: string): Promise<boolean> {
  const { rows } = await sql`
    with recursive above (company_id) as (
      select ${otherId}::uuid
      union
      select r.other_id from above a join company_relation r on r.company_id = a.company_id where r.ended_at is null and r.kind in ('subsidiary', 'department'))
    select from above where company_id = ${companyId}`.execute(tx.db)
  return rows.length > 0
}
