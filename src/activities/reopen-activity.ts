import type { Tx } from '../plumbing/database.ts'
import type { Activity } from './activity.ts'
import { updateActivity } from './activities.sql.ts'

/** Takes back that something is done. */
export async function reopenActivity(tx: Tx, activity: Activity): Promise<Activity> {
  const open: Activity = { ...activity, doneAt: null, doneBy: null, outcome: null, until: null, changedAt: tx.now }
  await updateActivity(tx, open)
  return open
}
