import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { CompanyFacts } from './company.ts'
import { canBeUndone, factsOf, type Actor, type CompanyChange } from './company-change.ts'
import { countTies, deleteCompany, insertCompany, insertCompanyChange, selectCompanyChanges, updateMergedInto } from './companies.sql.ts'
import { numberTaken } from './number-taken.ts'
import { openCompany } from './open-company.ts'
import { writeFacts } from './write-facts.ts'

/** Takes back the last thing that was done to a company, if it is still the one that was looked at (`version`). Whether there is a company after it. */
export async function undoCompanyChange(tx: Tx, companyId: string, version: number, by: Actor): Promise<boolean> {
  const [last] = await selectCompanyChanges(tx, companyId, 1)
  if (!last) throw new Problem('not-found', { text: 'companies.unknown' })
  if (last.version !== version) throw new Problem('conflict', { text: 'companies.changed-since', field: 'version' })
  if (!canBeUndone(last, tx.now)) throw new Problem('conflict', { text: 'companies.not-undone' })
  if (last.kind === 'removed') return bringBack(tx, last, by)
  const company = await openCompany(tx, companyId, version)
  if (last.kind === 'created') {
    if ((await countTies(tx, companyId)) > 0) throw new Problem('conflict', { text: 'companies.has-ties', parameters: { count: await countTies(tx, companyId) } })
    await deleteCompany(tx, companyId)
    await insertCompanyChange(tx, { companyId, version: version + 1, kind: 'undone', at: tx.now, by, before: factsOf(company), after: {}, other: null })
    return false
  }
  await writeFacts(tx, company, { ...factsOf(company), ...last.before }, 'undone', by, last.other)
  if (last.other !== null) await updateMergedInto(tx, last.other, null)
  return true
}

async function bringBack(tx: Tx, { companyId, version, before }: CompanyChange, by: Actor): Promise<true> {
  const facts = before as CompanyFacts
  const added = await insertCompany(tx, { ...facts, companyId, mergedInto: null, version: version + 1, createdAt: tx.now, changedAt: tx.now })
  if (!added) throw await numberTaken(tx, facts.country, facts.number!)
  await insertCompanyChange(tx, { companyId, version: version + 1, kind: 'undone', at: tx.now, by, before: {}, after: facts, other: null })
  return true
}
