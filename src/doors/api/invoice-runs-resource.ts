import { createRoute, z } from '@hono/zod-openapi'
import { RUN_KINDS, RUN_STATES } from '../../billing/run.ts'
import { day, id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, security, sentence, staffOnly } from './contract.ts'
import { newLines } from './invoices-resource.ts'

export const invoiceRun = z
  .object({
    id, kind: z.enum(RUN_KINDS).openapi({ description: '`due` invoices what is due; `listed` invoices a list that was brought; `undo` credits the invoices of another run.' }), upTo: day.nullable(), undoes: id.nullable(),
    undoneBy: id.nullable().openapi({ description: 'The run that takes this one back, or is rehearsed to.' }),
    list: z.object({
      name: z.string(), rows: z.int(), unread: z.array(z.string()).openapi({ description: 'Columns that nobody reads here.' }),
      faults: z.array(z.object({ row: z.int(), column: z.string().nullable(), sentence })).openapi({ description: 'The first 500 that come to nothing, by row. Each takes its whole invoice with it.' }), wrong: z.int(),
    }).nullable().openapi({ description: 'Of a list that was brought.' }),
    state: z.enum(RUN_STATES), done: z.int(), of: z.int().nullable(),
    invoices: z.int().openapi({ description: 'How many were issued; in a rehearsal, how many would be.' }), leftOut: z.int(), amount: z.string(), currency: z.string().nullable(),
    reasons: z.array(z.object({ sentence, count: z.int() })), questions: z.array(z.object({ purpose: z.string(), count: z.int() })).openapi({ description: 'How many of the invoices carry a question, by purpose.' }),
    failure: sentence.nullable(), createdAt: moment, by: z.string(), startedAt: moment.nullable(), finishedAt: moment.nullable(),
  })
  .openapi('InvoiceRun')
export type InvoiceRun = z.infer<typeof invoiceRun>

export const runItem = z
  .object({ id, person: personReference, subscription: id.nullable(), from: day.nullable(), row: z.int().nullable().openapi({ description: 'Of a list, where it begins.' }), invoice: id.nullable(), number: z.string().nullable(), amount: z.string().nullable(), reason: sentence.nullable(), rule: z.string().nullable() })
  .openapi('InvoiceRunItem')
export type RunItemBody = z.infer<typeof runItem>

export const listRuns = createRoute({
  method: 'get', path: '/invoice-runs', tags: ['Invoices'], security: staffOnly, summary: 'Runs of invoices, the newest first.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ runs: z.array(invoiceRun), next }), 'A page of them.'), ...problems },
})

export const createRun = createRoute({
  method: 'post', path: '/invoice-runs', tags: ['Invoices'], security: staffOnly, summary: 'Rehearse a run that invoices each period of a subscription that begins up to a day and has no invoice. Nothing is issued.',
  request: { body: jsonBody(z.strictObject({ upTo: day }).openapi('NewInvoiceRun', { example: { upTo: '2026-04-01' } })) },
  responses: { 201: json(invoiceRun, 'It is being rehearsed.'), ...problems },
})

const bytes = { schema: { type: 'string', format: 'binary' } } as const
const again = z.enum(['true', 'false']).default('false').openapi({ description: 'It is meant, though the same list was brought before.' })

export const bringFile = createRoute({
  method: 'post', path: '/invoice-runs/files', tags: ['Invoices'], security: staffOnly,
  summary: 'Rehearse a run of a list in a file: CSV of any kind, or a spreadsheet (xlsx). Nothing is issued.',
  description: 'A row is a line. Columns, in Swedish, Norwegian or English: customer number, text, quantity, unit, price or amount without VAT, VAT in per cent, why there is none, due day, currency, reference, and what it all comes to. Rows of one customer with the same reference and due day are one invoice.',
  request: {
    query: z.object({ again }),
    headers: z.object({ 'x-file-name': z.string().min(1).max(1000).openapi({ description: 'The file name, percent-encoded UTF-8.' }) }),
    body: { required: true, content: { 'text/csv': bytes, 'text/plain': bytes, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': bytes, 'application/octet-stream': bytes } },
  },
  responses: { 201: json(invoiceRun, 'It is being rehearsed.'), ...problems },
})

const amountSaid = z.string().regex(/^\d{1,12}([.,]\d{1,2})?$/)
const listedInvoice = z.strictObject({
  customer: z.string().trim().min(1).max(100).openapi({ description: 'The customer number.' }), lines: newLines, dueOn: day.optional(), reference: z.string().trim().min(1).max(100).optional(),
  total: amountSaid.optional().openapi({ description: 'What it comes to with VAT; one that comes to something else is left out.' }), currency: z.string().regex(/^[A-Z]{3}$/).optional(),
})

export const bringList = createRoute({
  method: 'post', path: '/invoice-runs/lists', tags: ['Invoices'], security, summary: 'Rehearse a run of a list of invoices. Nothing is issued before a colleague has seen what it comes to and lets it go.',
  request: {
    query: z.object({ again }),
    body: jsonBody(z.strictObject({ name: z.string().trim().min(1).max(200), invoices: z.array(listedInvoice).min(1).max(1000) }).openapi('InvoiceList', {
      example: { name: 'Repairs in March', invoices: [{ customer: '10041', lines: [{ description: 'Repair', quantity: '2', unit: 'HUR', price: '450', supply: 'standard' }], dueOn: '2026-04-30', total: '1125.00' }] },
    })),
  },
  responses: { 201: json(invoiceRun, 'It is being rehearsed.'), ...problems },
})

export const showRun = createRoute({
  method: 'get', path: '/invoice-runs/{id}', tags: ['Invoices'], security: staffOnly, summary: 'One run: what it would do, does or did.',
  request: { params: idPath },
  responses: { 200: json(invoiceRun, 'As it stands.'), ...problems },
})

export const listRunItems = createRoute({
  method: 'get', path: '/invoice-runs/{id}/items', tags: ['Invoices'], security: staffOnly, summary: 'What a run issued, or left out and why, by name.',
  request: { params: idPath, query: pageQuery.extend({ leftOut: z.enum(['true', 'false']).default('false') }) },
  responses: { 200: json(z.object({ items: z.array(runItem), next }), 'A page of them.'), ...problems },
})

export const startRun = createRoute({
  method: 'post', path: '/invoice-runs/{id}/starts', tags: ['Invoices'], security: staffOnly, summary: 'Let a run go that was rehearsed. It goes on by itself, whatever happens to the program.',
  request: { params: idPath, body: jsonBody(z.strictObject({ deliver: z.boolean().default(false).openapi({ description: 'Put each invoice on its way as it is issued, the way the customer’s invoices go.' }) }).openapi('InvoiceRunStart', { example: { deliver: true } })) },
  responses: { 200: json(invoiceRun, 'It waits for its turn.'), ...problems },
})

export const cancelRun = createRoute({
  method: 'post', path: '/invoice-runs/{id}/cancellations', tags: ['Invoices'], security: staffOnly, summary: 'End a run. What it issued stays issued.',
  request: { params: idPath },
  responses: { 200: json(invoiceRun, 'It has ended.'), ...problems },
})

export const undoRun = createRoute({
  method: 'post', path: '/invoice-runs/{id}/undos', tags: ['Invoices'], security: staffOnly, summary: 'Rehearse a run that takes this one back by a credit note for each of its invoices.',
  request: { params: idPath },
  responses: { 201: json(invoiceRun, 'It is being rehearsed.'), ...problems },
})
