import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { monthsLater } from '../values/moment.ts'
import { DONE_MONTHS, type Activity, type CallOutcome } from './activity.ts'
import { updateActivity } from './activities.sql.ts'

/** Says that something is done, by whom, and how a call went; from then its own end runs. Saying it twice changes nothing. */
export async function completeActivity(tx: Tx, activity: Activity, by: string, outcome: CallOutcome | null = null): Promise<Activity> {
  if (activity.doneAt !== null) return activity
  const done: Activity = { ...activity, doneAt: tx.now, doneBy: by, outcome, until: monthsLater(tx.now, DONE_MONTHS, RETENTION_ZONE), changedAt: tx.now }
  await updateActivity(tx, done)
  return done
}
