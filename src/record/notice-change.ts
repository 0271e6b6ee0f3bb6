import { PERSONAL_TABLES } from '../law/data-map.ts'
import type { Catalogue } from '../purposes/catalogue.ts'
import type { Language } from '../values/text.ts'
import { privacyNotice, type NoticeItem } from './privacy-notice.ts'
import { processingRecord } from './processing-record.ts'
import type { RecordSource } from './record-in-words.ts'

/** What the privacy notice says of a purpose now and would say no more, and what it would say instead. */
export interface NoticeChange {
  purpose: string
  gone: string[]
  fresh: string[]
}

/** What a change of the catalogue would change in what customers are told (art. 13 and 14). Pure. */
export function noticeChange(source: RecordSource, { before, after }: { before: Catalogue; after: Catalogue }, language: Language): NoticeChange[] {
  const [now, then] = [before, after].map((catalogue) => purposeItems({ ...source, record: processingRecord(catalogue, PERSONAL_TABLES) }, language))
  const terms = [...new Set([...now!, ...then!].map(({ term }) => term))]
  const linesOf = (items: readonly NoticeItem[], term: string) => items.find((one) => one.term === term)?.lines ?? []
  return terms.flatMap((purpose) => {
    const [was, is] = [linesOf(now!, purpose), linesOf(then!, purpose)]
    const change = { purpose, gone: was.filter((line) => !is.includes(line)), fresh: is.filter((line) => !was.includes(line)) }
    return change.gone.length + change.fresh.length > 0 ? [change] : []
  })
}

function purposeItems(source: RecordSource, language: Language): NoticeItem[] {
  return privacyNotice(source, language).find((section) => section.key === 'purposes')!.items
}
