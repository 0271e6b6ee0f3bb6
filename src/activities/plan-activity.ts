import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { NOBODY, type Activity } from './activity.ts'
import { insertActivity, isCompany, selectDealPurpose } from './activities.sql.ts'
import { findWorkPurpose } from './find-work-purpose.ts'
import { watchActivity } from './watch-activity.ts'

export type NewActivity = Pick<Activity, 'kind' | 'title' | 'text' | 'language' | 'owner' | 'dueAt' | 'wholeDay' | 'minutes' | 'dealId' | 'companyId'> & {
  /** Nobody where it is about none. */
  personId: PersonId | null
  /** Left out: the one that the deal rests on, else the usual one. */
  purpose?: string | undefined
  /** Purposes that whoever plans it may write for. */
  purposes: readonly string[]
  /** Why its words are kept although a rule would have them out (H5). */
  reason: string | undefined
}

/**
 * Plans a task, a call or a meeting. About a person it is for a purpose that they have a living ground for, and goes with it.
 * Throws `not-found` for nobody, `invalid` for a deal, company or colleague that is none, and `refused` by rules H1, D2a and H5.
 */
export async function planActivity(tx: Tx, { purposes, purpose: wished, reason, personId, ...said }: NewActivity, by: { kind: string; id: string }): Promise<Activity> {
  await refuseUnknownOwner(tx, { owner: said.owner, team: null })
  if (said.companyId !== null && !(await isCompany(tx, said.companyId))) throw new Problem('invalid', { text: 'activities.company-unknown', field: 'company' })
  const activity: Activity = {
    ...said, personId: personId ?? NOBODY, purpose: await purposeOf(tx, personId, said.dealId, purposes, wished), activityId: newId(tx.now), createdAt: tx.now, createdBy: by, changedAt: tx.now, sequence: 0,
    doneAt: null, doneBy: null, outcome: null, until: null,
  }
  await watchActivity(tx, activity, reason, by)
  await insertActivity(tx, activity)
  return activity
}

async function purposeOf(tx: Tx, personId: PersonId | null, dealId: string | null, purposes: readonly string[], wished: string | undefined): Promise<string | null> {
  if (personId === null) {
    if (dealId !== null || wished !== undefined) throw new Problem('invalid', { text: 'activities.of-nobody', field: dealId === null ? 'purpose' : 'deal' })
    return null
  }
  // A withdrawal at the same moment comes before or after, never between.
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const ofDeal = dealId === null ? undefined : await selectDealPurpose(tx, personId, dealId)
  if (dealId !== null && ofDeal === undefined) throw new Problem('invalid', { text: 'deals.unknown', field: 'deal' })
  return findWorkPurpose(tx, personId, purposes, wished ?? ofDeal)
}
