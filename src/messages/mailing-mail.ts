import type { Basis } from '../law/basis.ts'
import { t, type Language } from '../values/text.ts'
import { colophon, unsubscribeHeaders, type Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { link, paragraph, plainInline, type Block, type FieldValues, type Inline } from './mail-body.ts'
import { mail, type Mail } from './mail.ts'
import { noticeBlocks, type Notice } from './notice.ts'

/** The words of a mailing in one language, read. */
export interface Words {
  subject: readonly Inline[]
  body: readonly Block[]
}

/** What every copy of a mailing is made of. */
export interface Copy {
  company: Company
  language: Language
  words: Words
  values: FieldValues
  /** Token of this copy's `stop` link. */
  stopToken: string
  /** Present when data came from elsewhere and this is the first message (rule D8). */
  notice: Notice | undefined
}

/** A mailing for a marketing purpose: why one gets it, how one says no, and the headers for one click. */
export function composeMailing(copy: Copy, purpose: { name: string; basis: Basis }): Mail {
  const { company, language, words, values } = copy
  const why = t(language, `messages.why.${purpose.basis}`, { purpose: purpose.name, company: company.controller.name })
  const choices = link(t(language, 'messages.choices'), customerUrl(company.publicUrl, 'choices', copy.stopToken))
  const blocks = [...words.body, { type: 'line' } as const, paragraph(why), paragraph(choices), ...smallPrint(copy)]
  return mail('mailing', language, subjectOf(copy), blocks, values, unsubscribeHeaders(company, copy.stopToken))
}

/** A message that a contract or a law asks for (rule D3). There is nothing to unsubscribe from, and nothing to buy. */
export function composeServiceMailing(copy: Copy, purpose: { name: string; basis: Basis }): Mail {
  const { company, language, words, values } = copy
  const why = t(language, `messages.why.${purpose.basis}`, { purpose: purpose.name, company: company.controller.name })
  const page = link(t(language, 'messages.your-page'), customerUrl(company.publicUrl, 'frontDoor'))
  return mail('service', language, subjectOf(copy), [...words.body, { type: 'line' }, paragraph(why), paragraph(page), ...smallPrint(copy)], values)
}

/** What stands below in every copy. */
export function smallPrint({ company, language, notice }: Pick<Copy, 'company' | 'language' | 'notice'>): Block[] {
  return [...(notice ? noticeBlocks(language, company, notice) : []), ...colophon(language, company)]
}

export function subjectOf({ words, values }: Pick<Copy, 'words' | 'values'>): string {
  return plainInline(words.subject, values)
}
