import { createRoute, z } from '@hono/zod-openapi'
import { HOLD_ITEMS } from '../../lifecycle/hold.ts'
import { DOCUMENT_KINDS, DOCUMENT_MEDIA_TYPES, MAX_DOCUMENT_BYTES } from '../../lifecycle/issued-document.ts'
import { country, day, id, idPath, json, jsonBody, moment, problems, security, sentence, staffOnly } from './contract.ts'

/** Base64 is a third longer than its bytes. */
const CONTENT_LENGTH = Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4

export const document = z
  .object({
    id, kind: z.enum(DOCUMENT_KINDS), number: z.string().openapi({ example: 'F-20417' }), title: z.string(),
    issuedOn: day, fiscalYearEnd: day, country: country.nullable(), mediaType: z.enum(DOCUMENT_MEDIA_TYPES),
    keepUntil: day.openapi({ description: 'The last day on which the law wants it; the sweep deletes it on the next.' }),
    law: z.string().openapi({ example: 'Bokföringslagen (1999:1078) 7 kap. 2 §' }),
    kept: sentence.openapi({ example: 'Kept to 31 December 2033: Bokföringslagen (1999:1078) 7 kap. 2 §.' }),
    filedAt: moment,
    restrictedAt: moment.nullable().openapi({ description: 'Since when it is there for the books alone, because the person was erased.' }),
  })
  .openapi('Document')
export type Document = z.infer<typeof document>

export const newDocument = z
  .strictObject({
    kind: z.enum(DOCUMENT_KINDS),
    number: z.string().trim().min(1).max(100),
    title: z.string().trim().min(1).max(200),
    issuedOn: day,
    fiscalYearEnd: day.optional().openapi({ description: 'Last day of the fiscal year whose books it belongs to; a month’s last day. Left out: of the company’s own in which it was issued.' }),
    country: country.nullable().optional().openapi({ description: 'The seller’s. Left out: the company’s own; null: unknown, and the longest period counts.' }),
    mediaType: z.enum(DOCUMENT_MEDIA_TYPES),
    content: z.base64().min(1).max(CONTENT_LENGTH).openapi({ description: `The bytes, at most ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB of them: PDF, UBL or JSON.` }),
  })
  .openapi('NewDocument', { example: { kind: 'invoice', number: 'F-20417', title: 'Invoice F-20417', issuedOn: '2026-02-14', fiscalYearEnd: '2026-12-31', mediaType: 'application/pdf', content: 'JVBERi0xLjcK' } })
export type NewDocument = z.input<typeof newDocument>

export const listDocuments = createRoute({
  method: 'get', path: '/people/{id}/documents', tags: ['Documents'], security: staffOnly, summary: 'What was issued to a person and must be kept (rule H4); of the erased too.',
  request: { params: idPath },
  responses: { 200: json(z.object({ documents: z.array(document) }), 'The newest first.'), ...problems },
})

export const fileDocument = createRoute({
  method: 'post', path: '/people/{id}/documents', tags: ['Documents'], security, summary: 'Keep the frozen copy of something that was issued elsewhere.',
  request: { params: idPath, body: jsonBody(newDocument) },
  responses: { 201: json(document, 'It is kept.'), ...problems },
})

export const foundDocument = document.extend({ person: z.object({ id, name: z.string().nullable().openapi({ description: 'Null for somebody who was erased: only the document is left.' }) }) }).openapi('FoundDocument')
export type FoundDocument = z.infer<typeof foundDocument>

export const documentSearch = z
  .strictObject({
    number: z.string().trim().min(1).max(100).optional().openapi({ description: 'A piece of it.' }),
    issuedFrom: day.optional(), issuedTo: day.optional(), keepFrom: day.optional(), keepTo: day.optional(),
    restricted: z.boolean().optional().openapi({ description: 'Only of people who were erased.' }),
  })
  .refine((search) => Object.keys(search).some((key) => key !== 'restricted'), { message: 'a number or a day' })
  .openapi('DocumentSearch', { example: { number: 'F-204', restricted: true } })

export const findDocuments = createRoute({
  method: 'post', path: '/document-searches', tags: ['Documents'], security: staffOnly,
  summary: 'Documents by number, day of issue or last day of keeping; of the erased, of whom nothing else is left, too.',
  request: { body: jsonBody(documentSearch) },
  responses: { 200: json(z.object({ documents: z.array(foundDocument), more: z.boolean() }), 'At most a hundred, the newest first.'), ...problems },
})

export const fetchDocument = createRoute({
  method: 'get', path: '/people/{id}/documents/{document}/content', tags: ['Documents'], security: staffOnly, summary: 'The document as it was issued.',
  request: { params: z.object({ id, document: id }) },
  responses: { 200: { description: 'Its bytes.', content: { 'application/octet-stream': { schema: z.string() } } }, ...problems },
})

export const hold = z
  .object({
    id, item: z.object({ kind: z.enum(HOLD_ITEMS), id: z.string().openapi({ description: 'A document’s id or `*`, a field’s key, or a ground’s id.' }) }),
    label: sentence, reason: z.string(), since: moment, until: moment, by: z.string(), endedAt: moment.nullable(), lasts: z.boolean(),
  })
  .openapi('Hold')
export type Hold = z.infer<typeof hold>

export const listHolds = createRoute({
  method: 'get', path: '/people/{id}/holds', tags: ['Documents'], security: staffOnly, summary: 'What is or was kept from ending, and why; the newest first.',
  request: { params: idPath },
  responses: { 200: json(z.object({ holds: z.array(hold) }), 'Those that have ended too.'), ...problems },
})

export const placeHold = createRoute({
  method: 'post', path: '/people/{id}/holds', tags: ['Documents'], security: staffOnly,
  summary: 'Keep one item from ending: a document, the value of a field, or what a ground needs. It is kept, and used for nothing.',
  request: {
    params: idPath,
    body: jsonBody(z.strictObject({ item: z.strictObject({ kind: z.enum(HOLD_ITEMS), id: z.string().min(1).max(64) }), reason: z.string().trim().min(1).max(1000), until: moment })
      .openapi('NewHold', { example: { item: { kind: 'document', id: '*' }, reason: 'Dispute about invoice F-20417', until: '2027-03-02T00:00:00Z' } })),
  },
  responses: { 201: json(z.object({ id }), 'It is held.'), ...problems },
})

export const endHold = createRoute({
  method: 'post', path: '/people/{id}/holds/{hold}/ends', tags: ['Documents'], security: staffOnly, summary: 'Let go of it: what it kept ends with the next sweep if its time has come.',
  request: { params: z.object({ id, hold: id }) },
  responses: { 204: { description: 'It is held no longer.' }, ...problems },
})
