import { createRoute, z } from '@hono/zod-openapi'
import { BATCH_STATES } from '../../delivery/letters.sql.ts'
import { id, idPath, json, jsonBody, moment, problems, sentence, staffOnly } from './contract.ts'

export const letterBatch = z
  .object({
    id, state: z.enum(BATCH_STATES), letters: z.int().openapi({ description: 'How many are to be looked at.' }), done: z.int(), pages: z.int().openapi({ description: 'Sides, blank backs among them.' }),
    failure: sentence.nullable(), createdAt: moment, finishedAt: moment.nullable(), handedOverAt: moment.nullable(),
  })
  .openapi('LetterBatch')
export type LetterBatchBody = z.infer<typeof letterBatch>

const batches = z.object({ batches: z.array(letterBatch) })
export type LetterBatchesBody = z.infer<typeof batches>

export const listBatches = createRoute({
  method: 'get', path: '/letter-batches', tags: ['Deliveries'], security: staffOnly, summary: 'Letters put together for a print house, the newest first.',
  responses: { 200: json(batches, 'The last fifty.'), ...problems },
})

export const startBatch = createRoute({
  method: 'post', path: '/letter-batches', tags: ['Deliveries'], security: staffOnly, summary: 'Put every letter that waits into a batch, sorted by country and postal code; the file is made in the background.',
  responses: { 201: json(batches, 'With the new one first.'), ...problems },
})

export const endBatch = createRoute({
  method: 'post', path: '/letter-batches/{id}/ends', tags: ['Deliveries'], security: staffOnly, summary: 'Say that a batch was handed over to the print house, or give it up: then its letters wait again.',
  request: { params: idPath, body: jsonBody(z.strictObject({ how: z.enum(['handed-over', 'cancelled']) }).openapi('LetterBatchEnd', { example: { how: 'handed-over' } })) },
  responses: { 200: json(batches, 'How they stand now.'), ...problems },
})

export const fetchBatch = createRoute({
  method: 'get', path: '/letter-batches/{id}/file', tags: ['Deliveries'], security: staffOnly, summary: 'The print file of a batch: PDF, and a manifest without names. Until it was handed over, as often as it takes.',
  request: { params: idPath },
  responses: { 200: { description: 'A zip.', content: { 'application/zip': { schema: z.string() } } }, ...problems },
})

export const printLetter = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/deliveries/{delivery}/prints', tags: ['Deliveries'], security: staffOnly, summary: 'One letter to print here: with the sheet for the window, and what lies beside.',
  request: { params: z.object({ id, invoice: id, delivery: id }) },
  responses: { 200: { description: 'A PDF.', content: { 'application/pdf': { schema: z.string() } } }, ...problems },
})
