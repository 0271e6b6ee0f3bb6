import { watchText } from '../notes/watch-text.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Activity } from './activity.ts'

/** Looks through what stands in an activity before it is kept (rule H5); throws as `watchText` does. */
export async function watchActivity(tx: Tx, { personId, activityId, title, text, language }: Activity, reason: string | undefined, by: { kind: string; id: string }): Promise<void> {
  await watchText(tx, { personId, text: [title, text].filter(Boolean).join('\n'), language, reason, by, place: 'activity', itemId: activityId, field: 'title' })
}
