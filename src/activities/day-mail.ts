import { AUTOMATIC, colophon, type Company } from '../messages/company.ts'
import { paragraph } from '../messages/mail-body.ts'
import { mail, type Mail } from '../messages/mail.ts'
import { t, type Language } from '../values/text.ts'

/** To a colleague in the morning: how much is overdue and for today. It names nobody, and leads to the workspace. */
export function dayMail(language: Language, company: Company, counts: { overdue: number; today: number }): Mail {
  return mail('request-news', language, t(language, 'activities.day-mail.subject', { count: counts.overdue + counts.today }), [
    paragraph(t(language, 'activities.day-mail.lead', counts)),
    { type: 'button', label: t(language, 'activities.day-mail.button'), href: `${company.publicUrl}/activities` },
    { type: 'line' },
    ...colophon(language, company),
  ], {}, [AUTOMATIC])
}
