import { bookkeepingSource, bookkeepingUntil, type BookkeepingMaterial } from '../law/bookkeeping.ts'
import type { LocalDate } from '../values/calendar.ts'
import type { PersonId } from '../values/ids.ts'

export const DOCUMENT_KINDS = ['invoice', 'credit-note', 'receipt', 'order', 'contract', 'letter'] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

/** What a frozen copy may be: a page, an e-invoice (UBL), or the data it was made of. */
export const DOCUMENT_MEDIA_TYPES = ['application/pdf', 'application/xml', 'application/json'] as const
export type DocumentMediaType = (typeof DOCUMENT_MEDIA_TYPES)[number]

/** Larger ones are scans, which belong in an archive of pictures. */
export const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024

/** Vouchers are what the books rest on; agreements and letters only explain them, and some countries let them go earlier. */
const MATERIAL: Record<DocumentKind, BookkeepingMaterial> = {
  invoice: 'primary', 'credit-note': 'primary', receipt: 'primary', order: 'secondary', contract: 'secondary', letter: 'secondary',
}

/** Something that was issued to a person, as it was: what the law makes us keep (rule H4). */
export interface IssuedDocument {
  personId: PersonId
  documentId: string
  kind: DocumentKind
  /** As it stands on the document. */
  number: string
  issuedOn: LocalDate
  /** Last day of the fiscal year whose books it belongs to. */
  fiscalYearEnd: LocalDate
  /** The seller's country, ISO 3166 alpha-2; null: unknown, and the longest period counts. */
  country: string | null
  title: string
  mediaType: DocumentMediaType
  /** The last day on which it must be there. */
  keepUntil: LocalDate
  filedAt: Date
  filedBy: { kind: string; id: string | null }
  /** Since when it is there for the books alone. */
  restrictedAt: Date | null
}

/** The last day it must be kept under the seller's bookkeeping act, by the law of a day. */
export function keptUntil(one: Pick<IssuedDocument, 'kind' | 'country' | 'fiscalYearEnd'>, on: LocalDate): LocalDate {
  return bookkeepingUntil(one.country, one.fiscalYearEnd, MATERIAL[one.kind], on) as LocalDate
}

/** Which act says so. */
export function keptBy(one: Pick<IssuedDocument, 'country'>, on: LocalDate): string {
  return bookkeepingSource(one.country, on)
}

/** Whether bytes begin like what they are said to be. */
export function looksLike(mediaType: DocumentMediaType, content: Buffer): boolean {
  // A text may begin with the mark of its encoding.
  const start = content.subarray(0, 64).toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '').trimStart()
  if (mediaType === 'application/pdf') return start.startsWith('%PDF-')
  return mediaType === 'application/xml' ? start.startsWith('<') : /^[[{]/.test(start)
}
