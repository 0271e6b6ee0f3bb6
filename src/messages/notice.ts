import type { Basis } from '../law/basis.ts'
import { authorityOf } from '../law/country.ts'
import { t, type Language } from '../values/text.ts'
import { writtenList } from '../values/written.ts'
import type { Company } from './company.ts'
import { customerUrl } from './customer-paths.ts'
import { heading, link, paragraph, text, type Block } from './mail-body.ts'

/** What must be told to somebody whose data came from elsewhere (art. 14), in the words of the catalogue. */
export interface Notice {
  /** Where the data came from, as the company named it when it brought it in. */
  sources: readonly string[]
  /** Names of the fields that came from there. */
  fields: readonly string[]
  purposes: readonly { name: string; basis: Basis }[]
  /** Who gets the data; empty is nobody outside. */
  recipients: readonly string[]
}

/** The notice of art. 14 as part of the first message (art. 14(3)(b)). */
export function noticeBlocks(language: Language, company: Company, notice: Notice): Block[] {
  const { name, country } = company.controller
  const authority = authorityOf(country)
  const join = (words: readonly string[]) => writtenList(language, words)
  return [
    heading(t(language, 'messages.notice.title')),
    paragraph(t(language, 'messages.notice.source', { company: name, sources: join(notice.sources) })),
    paragraph(t(language, 'messages.notice.what', { fields: join(notice.fields) })),
    paragraph(t(language, 'messages.notice.why')),
    { type: 'list', items: notice.purposes.map((one) => [text(`${one.name}: ${t(language, `law.basis.${one.basis}`)}`)]) },
    paragraph(notice.recipients.length > 0
      ? t(language, 'messages.notice.recipients', { recipients: join(notice.recipients) })
      : t(language, 'messages.notice.no-recipients')),
    paragraph(t(language, 'messages.notice.until'), ' ', link(t(language, 'messages.notice.page'), customerUrl(company.publicUrl, 'frontDoor'))),
    paragraph(t(language, 'messages.notice.rights')),
    paragraph(t(language, 'messages.notice.complain', { authority: authority.name }), ' ', link(authority.website, authority.website)),
  ]
}
