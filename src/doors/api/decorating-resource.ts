import { createRoute, z } from '@hono/zod-openapi'
import { MAX_DOCUMENT_BYTES } from '../../lifecycle/issued-document.ts'
import { id, json, jsonBody, problems, security } from './contract.ts'

const MB = MAX_DOCUMENT_BYTES / 1024 / 1024
const file = (what: string) => z.base64().min(1).max(Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4).optional().openapi({ description: `${what}, in base64; the two together at most ${MB} MB.` })

export const decorateInvoice = createRoute({
  method: 'post', path: '/decorations', tags: ['Invoices'], security,
  summary: 'Add the privacy part, with a link and a code of the customer’s own, to a finished invoice of another system.',
  request: {
    body: jsonBody(z.strictObject({
      customer: z.string().trim().min(1).max(254).optional().openapi({ description: 'Whom it is for: an id, a customer number or an e-mail address. Left out: as the e-invoice says (BT-46, BT-58, BT-49).', example: '20481' }),
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
