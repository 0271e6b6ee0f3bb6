import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import { checkCompany, type CompanyWish } from './company.ts'
import type { Actor } from './company-change.ts'
import { openCompany } from './open-company.ts'
import { refuseUnknownOwner } from './refuse-unknown-owner.ts'
import { writeFacts } from './write-facts.ts'

/** Changes a company as a whole; nothing when nothing is different. `version` is the one that was looked at: throws `conflict` when it was changed since. */
export async function changeCompany(tx: Tx, companyId: string, wish: CompanyWish, version: number, by: Actor): Promise<void> {
  const before = await openCompany(tx, companyId, version)
  // What the number proved, or somebody said, holds until somebody says otherwise.
  const after = checkCompany({ ...wish, form: wish.form ?? (wish.country === before.country ? before.form : null) }, localDateIn(RETENTION_ZONE, tx.now))
  await refuseUnknownOwner(tx, after, before)
  await writeFacts(tx, before, after, 'changed', by)
}
