import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import type { Tx } from '../plumbing/database.ts'
import { NOBODY, type Activity } from './activity.ts'
import { updateActivity } from './activities.sql.ts'
import { findWorkPurpose } from './find-work-purpose.ts'
import { watchActivity } from './watch-activity.ts'

export type ActivityChange = Partial<Pick<Activity, 'kind' | 'title' | 'text' | 'owner' | 'dueAt' | 'wholeDay' | 'minutes'>>

/** Changes what is left to do, or when or by whom; what is left out stays. Throws as planning does. */
export async function changeActivity(
  tx: Tx, before: Activity, change: ActivityChange, { language, reason, by }: Pick<Activity, 'language'> & { reason: string | undefined; by: { kind: string; id: string } },
): Promise<Activity> {
  if (before.personId !== NOBODY) await findWorkPurpose(tx, before.personId, [before.purpose!], undefined)
  const rewritten = (change.title ?? before.title) !== before.title || (change.text === undefined ? before.text : change.text) !== before.text
  const after: Activity = { ...before, ...change, ...(rewritten && { language }), changedAt: tx.now, sequence: before.sequence + 1 }
  await refuseUnknownOwner(tx, { owner: after.owner, team: null }, { owner: before.owner, team: null })
  if (rewritten) await watchActivity(tx, after, reason, by)
  await updateActivity(tx, after)
  return after
}
