import { createRoute, z } from '@hono/zod-openapi'
import { DELIVERY_STATES } from '../../delivery/delivery-state.ts'
import { id, json, jsonBody, moment, problems, security } from './contract.ts'

const participant = z.string().openapi({ example: '0007:5566778899', description: 'Scheme (ISO 6523) and number.' })

export const peppolDocument = z
  .object({
    id, person: id, kind: z.enum(['invoice', 'credit-note']), number: z.string(), sender: participant, receiver: participant,
    documentType: z.string(), process: z.string(), waitingSince: moment, envelope: z.string().openapi({ description: 'UBL in its Standard Business Document, whose instance identifier is `id`: the same each time.' }),
  })
  .openapi('PeppolDocument')
export type PeppolDocumentBody = z.infer<typeof peppolDocument>

export const listPeppol = createRoute({
  method: 'get', path: '/peppol-documents', tags: ['Deliveries'], security, summary: 'E-invoices that wait for an access point: each until it is answered.',
  responses: { 200: json(z.object({ documents: z.array(peppolDocument) }), 'At most twenty, the oldest first.'), ...problems },
})

export const answerPeppol = createRoute({
  method: 'post', path: '/people/{id}/peppol-documents/{delivery}/answers', tags: ['Deliveries'], security, summary: 'Say what became of an e-invoice. Said again it changes nothing; a delivery counts however late.',
  request: {
    params: z.object({ id, delivery: id }),
    body: jsonBody(z.discriminatedUnion('outcome', [z.strictObject({ outcome: z.literal('delivered') }), z.strictObject({ outcome: z.literal('failed'), reason: z.string().trim().min(1).max(300) })]).openapi('PeppolAnswer', { example: { outcome: 'failed', reason: 'The receiver is not registered.' } })),
  },
  responses: { 200: json(z.object({ state: z.enum(DELIVERY_STATES) }), 'How the delivery stands now.'), ...problems },
})
