import { createRoute, z } from '@hono/zod-openapi'
import { RUN_KINDS, RUN_STATES } from '../../billing/run.ts'
import { day, id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, sentence, staffOnly } from './contract.ts'

export const invoiceRun = z
  .object({
    id, kind: z.enum(RUN_KINDS).openapi({ description: '`due` invoices what is due; `undo` credits the invoices of another run.' }), upTo: day.nullable(), undoes: id.nullable(),
    undoneBy: id.nullable().openapi({ description: 'The run that takes this one back, or is rehearsed to.' }),
    state: z.enum(RUN_STATES), done: z.int(), of: z.int().nullable(),
    invoices: z.int().openapi({ description: 'How many were issued; in a rehearsal, how many would be.' }), leftOut: z.int(), amount: z.string(), currency: z.string().nullable(),
    reasons: z.array(z.object({ sentence, count: z.int() })), questions: z.array(z.object({ purpose: z.string(), count: z.int() })).openapi({ description: 'How many of the invoices carry a question, by purpose.' }),
    failure: sentence.nullable(), createdAt: moment, by: z.string(), startedAt: moment.nullable(), finishedAt: moment.nullable(),
  })
  .openapi('InvoiceRun')
export type InvoiceRun = z.infer<typeof invoiceRun>

export const runItem = z
  .object({ id, person: personReference, subscription: id.nullable(), from: day.nullable(), invoice: id.nullable(), number: z.string().nullable(), amount: z.string().nullable(), reason: sentence.nullable(), rule: z.string().nullable() })
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
