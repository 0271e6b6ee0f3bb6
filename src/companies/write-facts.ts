import type { Tx } from '../plumbing/database.ts'
import type { CompanyFacts } from './company.ts'
import { differences, type Actor, type CompanyChangeKind } from './company-change.ts'
import { insertCompanyChange, lockNumber, selectByNumber, updateCompany } from './companies.sql.ts'
import { numberTaken } from './number-taken.ts'

/** Writes what became of a company, and that it did. */
export async function writeFacts(tx: Tx, before: CompanyFacts & { companyId: string; version: number }, after: CompanyFacts, kind: CompanyChangeKind, by: Actor, other: string | null = null): Promise<void> {
  const changed = differences(before, after)
  if (kind === 'changed' && Object.keys(changed.after).length === 0) return
  if (after.number !== null && ('number' in changed.after || 'country' in changed.after)) {
    await lockNumber(tx, after.country, after.number)
    const holder = await selectByNumber(tx, after.country, after.number)
    if (holder && holder.companyId !== before.companyId) throw await numberTaken(tx, after.country, after.number)
  }
  await updateCompany(tx, before.companyId, after, before.version + 1)
  await insertCompanyChange(tx, { companyId: before.companyId, version: before.version + 1, kind, at: tx.now, by, ...changed, other })
}
