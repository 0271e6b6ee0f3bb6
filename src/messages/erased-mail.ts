import { t, type Language } from '../values/text.ts'
import { AUTOMATIC, colophon, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { paragraph } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'

/** The last mail to somebody who was forgotten: that it is done, and where the certificate is (rule E5). It names nobody, and the address is deleted with it. */
export function composeErased(language: Language, company: Company, token: string): Mail {
  const name = company.controller.name
  return mail('request-news', language, t(language, 'messages.erased.subject', { company: name }), [
    paragraph(t(language, 'messages.erased.what', { company: name })),
    { type: 'button', label: t(language, 'messages.erased.button'), href: customerUrl(company.publicUrl, 'erasures', token) },
    paragraph(t(language, 'messages.erased.last')),
    { type: 'line' },
    ...colophon(language, company),
  ], {}, [AUTOMATIC])
}
