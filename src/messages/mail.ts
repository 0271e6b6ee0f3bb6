import type { Sender } from '../plumbing/config.ts'
import type { EmailAddress } from '../values/email.ts'
import type { Language } from '../values/text.ts'
import { htmlBody, plainBody, type Block, type FieldValues } from './mail-body.ts'
import type { MailKind } from './mail-kind.ts'

/** A header beyond the usual ones; its value is one line. */
export interface MailHeader {
  name: string
  value: string
}

/** A mail as it would be read, not addressed yet. */
export interface Mail {
  kind: MailKind
  language: Language
  subject: string
  text: string
  html: string
  headers: readonly MailHeader[]
  attachments?: readonly Attachment[]
  /** What a calendar takes in from the mail (RFC 6047). */
  calendar?: { method: 'REQUEST' | 'CANCEL'; content: string }
  /** Another address than the person's: a company's own. */
  elsewhere?: string
}

/** A file in a mail; its name is one of ours. */
export interface Attachment {
  name: string
  mediaType: string
  content: Buffer
}

/** A mail on its way to one address. */
export interface AddressedMail extends Mail {
  from: Sender
  to: EmailAddress
  messageId: string
  date: Date
}

/** Puts a mail together. Subject and headers must be one line each: anything else throws, whatever it came from. */
export function mail(
  kind: MailKind, language: Language, subject: string, blocks: readonly Block[], values: FieldValues = {}, headers: readonly MailHeader[] = [],
): Mail {
  for (const line of [subject, ...headers.flatMap(({ name, value }) => [name, value])]) {
    if (/\p{Cc}/u.test(line)) throw new TypeError('a header of a mail is one line')
  }
  return { kind, language, subject, text: plainBody(blocks, values), html: htmlBody(language, subject, blocks, values), headers }
}
