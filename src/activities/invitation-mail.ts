import { zoneOf } from '../law/holidays.ts'
import type { Company } from '../messages/company.ts'
import { paragraph, text } from '../messages/mail-body.ts'
import { mail, type Mail } from '../messages/mail.ts'
import { smallPrint } from '../messages/mailing-mail.ts'
import type { Notice } from '../messages/notice.ts'
import type { DocumentMails } from '../messages/write-document.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { t } from '../values/text.ts'
import { writtenMoment } from '../values/written.ts'
import { selectMeeting } from './activities.sql.ts'
import { uidOf, whenIn } from './calendar-event.ts'
import { selectInvitation } from './calendar.sql.ts'
import { calendarFile } from './icalendar.ts'

/** The mail that invites somebody to a meeting, moves it or calls it off: its title, day and hour, and nothing that was written down beside. */
export async function invitationMail(tx: Tx, { personId, mailingId, language }: Parameters<DocumentMails>[1], company: Company, notice: Notice | undefined): Promise<Mail | string> {
  const invitation = await selectInvitation(tx, personId, mailingId)
  const meeting = invitation && (await selectMeeting(tx, personId, invitation.activityId))
  if (!meeting || meeting.dueAt === null) return 'document-gone'
  // What was moved again since has a mail of its own.
  if (meeting.sequence > invitation.sequence) return 'meeting-changed'
  const off = invitation.method === 'CANCEL'
  const zone = zoneOf(company.controller.country)
  const name = company.controller.name
  const say = (word: string, parameters: Record<string, string> = {}) => t(language, `activities.invitation.${off ? 'cancel' : 'request'}.${word}`, { title: meeting.title, company: name, ...parameters })
  const at = writtenMoment(language, meeting.dueAt, zone)
  const attendee = (await selectContactPoints(tx, [personId])).find((point) => point.kind === 'email' && point.verifiedAt !== null)
  const written = mail('invitation', language, say('subject', { at }), [
    paragraph(say('lead')), { type: 'list', items: [[text(meeting.title)], [text(at)]] }, paragraph(t(language, 'activities.invitation.answer', { company: name })), { type: 'line' }, ...smallPrint({ company, language, notice }),
  ])
  return { ...written, calendar: { method: invitation.method, content: calendarFile({ method: invitation.method, events: [{
    uid: uidOf(meeting, company.publicUrl), sequence: invitation.sequence, stamp: meeting.changedAt, when: whenIn(zone, meeting), summary: meeting.title, busy: true, cancelled: off,
    organizer: { name, address: company.from.address }, ...(attendee && { attendee: attendee.value }),
  }] }) } }
}
