import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { AUTOMATIC, colophon, type Company } from './company.ts'
import { paragraph, text } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'

/** To those who handle requests: what is due, by kind and day. It names nobody, and leads to the workspace. */
export function composeRequestReminder(language: Language, company: Company, due: readonly { kind: string; dueOn: string; daysLeft: number }[]): Mail {
  const day = (date: string) => writtenDay(language, new Date(`${date}T12:00:00Z`), 'UTC')
  return mail('request-news', language, t(language, 'messages.request-reminder.subject', { count: due.length }), [
    paragraph(t(language, 'messages.request-reminder.lead')),
    { type: 'list', items: due.map((one) => [text(t(language, 'messages.request-reminder.line', { what: t(language, `requests.title.${one.kind}`), day: day(one.dueOn), days: one.daysLeft }))]) },
    { type: 'button', label: t(language, 'messages.request-reminder.button'), href: `${company.publicUrl}/requests` },
    { type: 'line' },
    ...colophon(language, company),
  ], {}, [AUTOMATIC])
}
