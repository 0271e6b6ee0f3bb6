import { createRoute, z } from '@hono/zod-openapi'
import { MAX_DOCUMENT_BYTES } from '../../lifecycle/issued-document.ts'
import { DECORATION_WAYS } from '../../decorating/decoration.ts'
import { id, json, jsonBody, moment, next, pageQuery, personReference, problems, security, sentence, staffOnly } from './contract.ts'

const MB = MAX_DOCUMENT_BYTES / 1024 / 1024
const file = (what: string) => z.base64().min(1).max(Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4).optional().openapi({ description: `${what}, in base64; the two together at most ${MB} MB.` })

export const decorateInvoice = createRoute({
  method: 'post', path: '/decorations', tags: ['Invoices'], security,
  summary: 'Add the privacy part, with a link and a code of the customer’s own, to a finished invoice of another system.',
  request: {
    body: jsonBody(z.strictObject({
      customer: z.string().trim().min(1).max(254).optional().openapi({ description: 'Whom it is for: an id, a customer number or an e-mail address. Left out: as the e-invoice says (BT-46, BT-58, BT-49).', example: '20481' }),
      name: z.string().trim().min(1).max(200).optional().openapi({ description: 'What the invoice is called, to know it again by.', example: 'F-1042' }),
      pdf: file('The invoice as it was drawn'), ubl: file('The e-invoice (UBL 2.1, invoice or credit note)'),
    })),
  },
  responses: {
    200: json(z.object({
      person: id, invoice: id.openapi({ description: 'What its link and code are revoked by.' }),
      pdf: z.string().nullable().openapi({ description: 'The same bytes with a page after them; unchanged where it is signed.' }),
      ubl: z.string().nullable().openapi({ description: 'The same e-invoice with one note and one reference more; unchanged where it is signed.' }),
      sheet: z.string().nullable().openapi({ description: 'The privacy part as a PDF of its own, to go beside what is signed.' }),
    }).openapi('Decorated'), 'What goes to the customer, in base64.'),
    ...problems,
  },
})

const way = z.enum(DECORATION_WAYS).openapi({ description: 'How it came here.' })
const decoration = z.object({
  id: id.openapi({ description: 'What its link and code are revoked by.' }), at: moment, way, person: personReference, name: z.string().nullable(), language: z.enum(['sv', 'nb', 'en']),
  words: z.string().openapi({ description: 'The sentence that stands on it.' }), pdf: z.boolean(), ubl: z.boolean(), signed: z.boolean().openapi({ description: 'Nothing was added; a sheet went beside it.' }),
}).openapi('Decoration')
const state = z.object({
  folder: z.object({
    path: z.string(), files: z.object({ waiting: z.int(), working: z.int(), done: z.int(), refused: z.int() }).nullable().openapi({ description: 'Null: it cannot be looked into.' }),
  }).nullable().openapi({ description: 'The watched folder; null where none is set (DECORATE_FOLDER).' }),
  refusals: z.array(z.object({ id, at: moment, way, name: z.string().nullable(), rule: z.string().nullable(), sentence })).openapi({ description: 'What could not be done in the last thirty days, the newest first, at most fifty.' }),
}).openapi('DecoratingState')

export type DecorationBody = z.infer<typeof decoration>
export type DecoratingState = z.infer<typeof state>

export const listDecorations = createRoute({
  method: 'get', path: '/decorations', tags: ['Invoices'], security: staffOnly, summary: 'Invoices of other systems that got the privacy part, the newest first.',
  request: { query: pageQuery }, responses: { 200: json(z.object({ decorations: z.array(decoration), next }), 'A page of them.'), ...problems },
})
export const showDecorating = createRoute({
  method: 'get', path: '/decorations/state', tags: ['Invoices'], security: staffOnly, summary: 'How it stands with the watched folder, and what could not be decorated.',
  responses: { 200: json(state, 'Now.'), ...problems },
})
