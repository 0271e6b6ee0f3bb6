import { t, type Language } from '../values/text.ts'
import { colophon, type Company } from './company.ts'
import { paragraph } from './mail-body.ts'
import { mail, type Mail, type MailHeader } from './mail.ts'

export interface TicketMail {
  number: number
  subject: string
  /** What a colleague wrote, or that we have it. */
  words: string
  headers: readonly MailHeader[]
}

/** A mail in the thread of a ticket: the words, who wrote, and nothing that is known of anybody. */
export function composeTicket(language: Language, company: Company, { number, subject, words, headers }: TicketMail): Mail {
  return mail('ticket', language, `Re: ${oneLine(subject)} [#${number}]`, [
    ...words.split(/\n{2,}/).map((part) => paragraph(part)),
    { type: 'line' },
    paragraph(t(language, 'messages.ticket.answer', { number: String(number) })),
    ...colophon(language, company),
  ], {}, headers)
}

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim()
