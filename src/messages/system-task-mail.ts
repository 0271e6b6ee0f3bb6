import { t, type Language } from '../values/text.ts'
import { writtenDay } from '../values/written.ts'
import { AUTOMATIC, colophon, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { paragraph } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'

/** To the people of another system: that there is something to do there about one person, by when, and where to answer. It names nobody. */
export function composeSystemTask(language: Language, company: Company, task: { act: string; systemName: string; deadline: Date; token: string; again: boolean }): Mail {
  const name = company.controller.name
  const day = writtenDay(language, task.deadline, ZONE)
  return mail('request-news', language, t(language, `messages.system-task.subject${task.again ? '-again' : ''}`, { company: name, system: task.systemName }), [
    paragraph(t(language, `messages.system-task.what-${task.act}`, { company: name, system: task.systemName })),
    paragraph(t(language, 'messages.system-task.by', { day })),
    { type: 'button', label: t(language, 'messages.system-task.button'), href: customerUrl(company.publicUrl, 'systemTask', task.token) },
    paragraph(t(language, 'messages.system-task.link')),
    { type: 'line' },
    ...colophon(language, company),
  ], {}, [AUTOMATIC])
}

/** In which the day is told. */
const ZONE = 'Europe/Stockholm'
