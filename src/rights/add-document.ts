import type { KeyObject } from 'node:crypto'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { noteStep } from './note-step.ts'
import type { RequestActor } from './request.ts'
import { insertDocument } from './request-documents.sql.ts'
import { isDocumentOf } from './request-document.ts'
import { lockRequest } from './requests.sql.ts'
import { DOCUMENT_BYTES_MAX, sealDocument, type DocumentType } from './sealed-document.ts'

/**
 * Keeps what came with a request: sealed, without a name, and gone with the request. Throws `not-found`, and `invalid`
 * for nothing, too much, or what does not begin like what it is said to be. Returns the document's id.
 */
export async function addDocument(
  tx: Tx, secret: KeyObject,
  { personId, requestId, mediaType, bytes, by }: { personId: PersonId; requestId: string; mediaType: DocumentType; bytes: Buffer; by: RequestActor },
): Promise<string> {
  if (bytes.length === 0 || bytes.length > DOCUMENT_BYTES_MAX) throw new Problem('invalid', { text: 'rights.request.document-size', field: 'content', parameters: { mb: DOCUMENT_BYTES_MAX / 1024 / 1024 } })
  if (!isDocumentOf(mediaType, bytes)) throw new Problem('invalid', { text: 'rights.request.document-other', field: 'content' })
  if (!(await lockRequest(tx, personId, requestId))) throw new Problem('not-found', { text: 'rights.request.not-found' })
  const documentId = newId(tx.now)
  await insertDocument(tx, { personId, requestId, documentId, mediaType, size: bytes.length, sealed: sealDocument(secret, requestId, documentId, bytes), actor: by })
  await noteStep(tx, { personId, requestId, kind: 'document-added', by, detail: { documentId, mediaType, size: bytes.length } })
  return documentId
}
