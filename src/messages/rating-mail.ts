import { t, type Language } from '../values/text.ts'
import { colophon, unsubscribeHeaders, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { link, paragraph, text, type Inline } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'

/** Asks how it went, once, with five ways to say it and one to be asked no more. It tells what it is about by number alone. */
export function composeRating(language: Language, company: Company, { number, token, stopToken, purpose }: { number: number; token: string; stopToken: string; purpose: string }): Mail {
  const page = customerUrl(company.publicUrl, 'rating', token)
  const scores = [1, 2, 3, 4, 5].flatMap((score): Inline[] => [link(t(language, `tickets.rating.${score}`), `${page}?score=${score}`), ...(score < 5 ? [text(' · ')] : [])])
  return mail('mailing', language, t(language, 'tickets.rating.subject', { company: company.controller.name, number: String(number) }), [
    paragraph(t(language, 'tickets.rating.lead', { number: String(number) })),
    paragraph(...scores),
    { type: 'line' },
    paragraph(t(language, 'tickets.rating.why', { purpose })),
    paragraph(link(t(language, 'messages.choices'), customerUrl(company.publicUrl, 'choices', stopToken))),
    ...colophon(language, company),
  ], {}, unsubscribeHeaders(company, stopToken))
}
