import { sql } from 'kysely'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import type { RequestActor } from './request.ts'
import type { DocumentType } from './sealed-document.ts'

export interface RequestDocument {
  documentId: string
  mediaType: DocumentType
  size: number
  at: Date
}

export async function insertDocument(
  tx: Tx, document: Omit<RequestDocument, 'at'> & { personId: PersonId; requestId: string; sealed: Buffer; actor: RequestActor },
): Promise<void> {
  await sql`
    insert into request_document (person_id, request_id, document_id, media_type, size, sealed, at, actor_kind, actor_id)
    values (${document.personId}, ${document.requestId}, ${document.documentId}, ${document.mediaType}, ${document.size}, ${document.sealed}, ${tx.now},
      ${document.actor.kind}, ${document.actor.id})`.execute(tx.db)
}

/** What came with a request, without its content. */
export async function selectDocuments(tx: Tx, personId: PersonId, requestId: string): Promise<RequestDocument[]> {
  const { rows } = await sql<RequestDocument>`
    select document_id as "documentId", media_type as "mediaType", size, at from request_document
    where person_id = ${personId} and request_id = ${requestId} order by at, document_id`.execute(tx.db)
  return rows
}

export async function selectSealed(tx: Tx, personId: PersonId, requestId: string, documentId: string): Promise<{ mediaType: DocumentType; sealed: Buffer } | undefined> {
  const { rows } = await sql<{ mediaType: DocumentType; sealed: Buffer }>`
    select media_type as "mediaType", sealed from request_document
    where person_id = ${personId} and request_id = ${requestId} and document_id = ${documentId}`.execute(tx.db)
  return rows[0]
}
