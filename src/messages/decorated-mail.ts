import { t, type Language } from '../values/text.ts'
import { AUTOMATIC, colophon, type Company } from './company.ts'
import { paragraph, text, type Block } from './mail-body.ts'
import { mail, type Attachment, type Mail, type MailHeader } from './mail.ts'

/** What came of one invoice that was mailed in: `why` it was refused, in words. */
export interface DecoratedLine {
  name: string
  why: string | null
  signed: boolean
}

/** To the system that mailed finished invoices: the decorated files, and by name what could not be done and why. */
export function composeDecorated(language: Language, company: Company, { lines, files, headers }: { lines: readonly DecoratedLine[]; files: readonly Attachment[]; headers: readonly MailHeader[] }): Mail {
  const done = lines.filter(({ why }) => why === null)
  const refused = lines.filter(({ why }) => why !== null)
  const part = (key: string, some: readonly DecoratedLine[]): Block[] => some.length === 0 ? [] : [
    paragraph(t(language, `messages.decorated.${key}`)), { type: 'list', items: some.map(({ name, why }) => [text(why === null ? name : `${name}: ${why}`)]) },
  ]
  return {
    ...mail('request-news', language, t(language, 'messages.decorated.subject', { done: done.length, refused: refused.length }), [
      ...part('done', done.filter(({ signed }) => !signed)),
      ...part('signed', done.filter(({ signed }) => signed)),
      ...part('refused', refused),
      ...(lines.length === 0 ? [paragraph(t(language, 'messages.decorated.nothing'))] : []),
      { type: 'line' },
      ...colophon(language, company),
    ], {}, [AUTOMATIC, ...headers]),
    attachments: files,
  }
}
