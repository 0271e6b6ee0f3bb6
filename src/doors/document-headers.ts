import type { IssuedDocument } from '../lifecycle/issued-document.ts'

const ENDINGS: Record<IssuedDocument['mediaType'], string> = { 'application/pdf': 'pdf', 'application/xml': 'xml', 'application/json': 'json' }

/** Bytes that others made are saved and never shown as a page of ours; the name of the file is ours too. */
export function documentHeaders({ mediaType, documentId }: Pick<IssuedDocument, 'mediaType' | 'documentId'>): Record<string, string> {
  return { 'content-type': mediaType, 'content-disposition': `attachment; filename="document-${documentId}.${ENDINGS[mediaType]}"`, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
}
