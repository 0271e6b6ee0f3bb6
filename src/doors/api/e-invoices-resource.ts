import { createRoute, z } from '@hono/zod-openapi'
import { MAX_DOCUMENT_BYTES } from '../../lifecycle/issued-document.ts'
import { day, id, json, jsonBody, personReference, problems, security, sentence } from './contract.ts'

const body = jsonBody(z.strictObject({
  ubl: z.base64().min(1).max(Math.ceil(MAX_DOCUMENT_BYTES / 3) * 4).openapi({ description: `The e-invoice (UBL 2.1, invoice or credit note) in base64, at most ${MAX_DOCUMENT_BYTES / 1024 / 1024} MB.` }),
  customer: z.string().trim().min(1).max(254).optional().openapi({ description: 'Whom it is for: an id, a customer number or an e-mail address. Left out: as it says itself (BT-46, BT-58, BT-49).', example: '20481' }),
  keepReference: z.boolean().default(false).openapi({ description: 'Bring it in although its payment reference (BT-83) is wrong: an issued invoice is not changed.' }),
}))
const told = z.object({ rule: z.string().nullable(), field: z.string().nullable().openapi({ description: 'Where, as a path of the file.', example: 'cac:InvoiceLine[2]/cac:Item' }), sentence })
const invoice = { kind: z.enum(['invoice', 'credit-note']), number: z.string(), issuedOn: day, currency: z.string(), payable: z.string().openapi({ example: '1250.50' }) }
const warnings = z.array(told).openapi({ description: 'Rules of EN 16931 or of a country that it does not hold to, but may.' })

const rehearsed = z.object({
  person: personReference.nullable(), foundBy: z.enum(['id', 'customer-number', 'email']).nullable(), buyer: z.string().openapi({ description: 'Whom it is for, as it says itself.' }), ...invoice,
  faults: z.array(told).openapi({ description: 'What keeps it out, by rule and place; none: it may come in.' }), warnings,
}).openapi('RehearsedEInvoice')
const brought = z.object({ person: id, ...invoice, warnings }).openapi('BroughtInvoice')

export type RehearsedEInvoice = z.infer<typeof rehearsed>
export type BroughtInvoice = z.infer<typeof brought>

export const rehearseEInvoice = createRoute({
  method: 'post', path: '/e-invoices/rehearsals', tags: ['Invoices'], security, summary: 'What an e-invoice of another system is, whom it is for, and everything that keeps it out; nothing is kept.',
  request: { body }, responses: { 200: json(rehearsed, 'As it would be brought in, or not.'), ...problems },
})
export const bringInEInvoice = createRoute({
  method: 'post', path: '/e-invoices', tags: ['Invoices'], security, summary: 'Keep an e-invoice that another system issued among the issued documents of its customer, as it is (rule H4).',
  request: { body }, responses: { 201: json(brought, 'It is kept.'), ...problems },
})
