import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { newId } from '../values/ids.ts'
import { checkCompany, type CompanyWish } from './company.ts'
import { factsOf, type Actor } from './company-change.ts'
import { insertCompany, insertCompanyChange } from './companies.sql.ts'
import { numberTaken } from './number-taken.ts'
import { refuseUnknownOwner } from './refuse-unknown-owner.ts'

/** Adds a company; its id. Throws as `checkCompany` does, and `conflict` where its number is known: the field `number` then, and which company it is. */
export async function createCompany(tx: Tx, wish: CompanyWish, by: Actor): Promise<string> {
  const facts = checkCompany(wish, localDateIn(RETENTION_ZONE, tx.now))
  await refuseUnknownOwner(tx, facts)
  const companyId = newId(tx.now)
  const added = await insertCompany(tx, { ...facts, companyId, mergedInto: null, version: 1, createdAt: tx.now, changedAt: tx.now })
  if (!added) throw await numberTaken(tx, facts.country, facts.number!)
  await insertCompanyChange(tx, { companyId, version: 1, kind: 'created', at: tx.now, by, before: {}, after: factsOf(facts), other: null })
  return companyId
}
