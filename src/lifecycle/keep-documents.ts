import { fiscalYearEndOf } from '../law/fiscal-year.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { selectPeople } from '../people/people.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import { selectInstallation } from '../plumbing/installation.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn, type LocalDate } from '../values/calendar.ts'
import { newId } from '../values/ids.ts'
import { insertDocuments } from './documents.sql.ts'
import { keptUntil, looksLike, MAX_DOCUMENT_BYTES, type IssuedDocument } from './issued-document.ts'

export type NewDocument = Pick<IssuedDocument, 'personId' | 'kind' | 'number' | 'issuedOn' | 'title' | 'mediaType' | 'filedBy'> & {
  content: Buffer
  /** Left out: of the company's own fiscal year in which it was issued. */
  fiscalYearEnd?: LocalDate | undefined
  /** Left out: the country of the company itself. */
  country?: string | null
}

/**
 * Keeps frozen copies of what was issued, each until the day that the seller's bookkeeping act says (rule H4).
 * Throws `not-found` for somebody unknown, `conflict` for a number that the person has already, `invalid` for bytes that
 * are not what they are said to be. Returns them in order.
 */
export async function keepDocuments(tx: Tx, many: readonly NewDocument[]): Promise<IssuedDocument[]> {
  if (many.length === 0) return []
  const known = new Set((await selectPeople(tx, [...new Set(many.map((one) => one.personId))])).map((one) => one.personId))
  const own = (await selectInstallation(tx))?.controller
  const today = localDateIn(RETENTION_ZONE, tx.now)
  const kept = many.map((one) => {
    if (!known.has(one.personId)) throw new Problem('not-found', { text: 'people.unknown' })
    if (one.content.length > MAX_DOCUMENT_BYTES) throw new Problem('invalid', { text: 'lifecycle.document-too-big', field: 'content', parameters: { megabytes: MAX_DOCUMENT_BYTES / 1024 / 1024 } })
    if (!looksLike(one.mediaType, one.content)) throw new Problem('invalid', { text: 'lifecycle.document-not-that', field: 'content' })
    const { content, ...given } = one
    const fiscalYearEnd = one.fiscalYearEnd ?? (fiscalYearEndOf(one.issuedOn, own?.fiscalYears ?? []) as LocalDate)
    const document = { ...given, fiscalYearEnd, documentId: newId(tx.now), country: one.country === undefined ? (own?.country ?? null) : one.country, filedAt: tx.now, restrictedAt: null }
    return { document: { ...document, keepUntil: keptUntil(document, today) }, content }
  })
  const added = await insertDocuments(tx, kept.map(({ document, content }) => ({ ...document, content })))
  const twice = kept.find(({ document }) => !added.has(document.documentId))
  if (twice) throw new Problem('conflict', { text: 'lifecycle.document-twice', field: 'number', parameters: { number: twice.document.number } })
  return kept.map(({ document }) => document)
}
