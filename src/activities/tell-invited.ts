import type { Tx } from '../plumbing/database.ts'
import type { Language } from '../values/text.ts'
import type { Activity } from './activity.ts'
import { selectLastInvitation } from './calendar.sql.ts'
import { inviteToMeeting } from './invite-to-meeting.ts'

/** Tells whoever was invited to a meeting what has become of it since: moved, called off, or on again. */
export async function tellInvited(tx: Tx, meeting: Activity, isOff: boolean, language: Language, by: { kind: string; id: string }): Promise<void> {
  const last = await selectLastInvitation(tx, meeting.personId, meeting.activityId)
  if (!last || (isOff && last.method === 'CANCEL')) return
  const off = isOff || meeting.dueAt === null || meeting.wholeDay || meeting.kind !== 'meeting'
  if (off && last.method === 'CANCEL') return
  await inviteToMeeting(tx, meeting, off ? 'CANCEL' : 'REQUEST', language, by)
}
