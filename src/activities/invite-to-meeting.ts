import { sendServiceMail } from '../messages/send-service-mail.ts'
import { selectContactPoints, selectOwnLanguages } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { languageOf, type Language } from '../values/text.ts'
import { NOBODY, type Activity } from './activity.ts'
import { insertInvitation, type Invitation } from './calendar.sql.ts'

/**
 * Lets a mail invite the person to a meeting, tell them that it has moved, or call it off; in their own language, by the queue of
 * service mails, where the gate is asked as it goes. Throws `invalid` for what is no meeting with somebody and an hour, and
 * `conflict` for whoever has no proved address.
 */
export async function inviteToMeeting(tx: Tx, meeting: Activity, method: Invitation['method'], otherwise: Language, by: { kind: string; id: string }): Promise<void> {
  const { personId, activityId, sequence } = meeting
  if (meeting.kind !== 'meeting' || personId === NOBODY || meeting.dueAt === null || meeting.wholeDay) throw new Problem('invalid', { text: 'activities.no-meeting' })
  const to = (await selectContactPoints(tx, [personId])).find((point) => point.kind === 'email' && point.verifiedAt !== null)
  if (!to) throw new Problem('conflict', { text: 'activities.no-address' })
  const language = languageOf((await selectOwnLanguages(tx, [personId])).get(personId) ?? '') ?? otherwise
  const [mailingId] = await sendServiceMail(tx, [{ personId, contactPointId: to.contactPointId, language, kind: 'invitation' }])
  await insertInvitation(tx, { personId, mailingId: mailingId!, activityId, method, sequence }, by)
}
