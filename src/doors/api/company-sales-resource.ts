import { createRoute, z } from '@hono/zod-openapi'
import { id, idPath, json, moment, personReference, problems, staffOnly } from './contract.ts'
import { dealItem } from './deals-resource.ts'
import { invoiceLineItem } from './invoices-resource.ts'
import { quoteItem } from './quotes-resource.ts'

const tag = ['Companies']

const companyEvent = z.object({
  at: moment, type: z.enum(['company', 'deal', 'invoice', 'credit-note', 'payment']), title: z.string(), detail: z.string().nullable(),
  purpose: z.string().nullable().openapi({ description: 'What it was done for; null where it is about nobody.' }), person: personReference.nullable(), deal: id.nullable(), invoice: id.nullable(), actor: z.string().nullable(),
})
const companySales = z.object({ deals: z.array(dealItem), quotes: z.array(quoteItem) }).openapi('CompanySales')
export type CompanySales = z.infer<typeof companySales>
const companyTimeline = z.object({ events: z.array(companyEvent) }).openapi('CompanyTimeline')
export type CompanyTimeline = z.infer<typeof companyTimeline>

export const listCompanyDeals = createRoute({
  method: 'get', path: '/companies/{id}/deals', tags: tag, security: staffOnly, summary: 'Deals with a company and what was offered in them, with people the reader sees.',
  request: { params: idPath }, responses: { 200: json(companySales, 'What is open first; at most a hundred deals.'), ...problems },
})

export const listCompanyInvoices = createRoute({
  method: 'get', path: '/companies/{id}/invoices', tags: tag, security: staffOnly, summary: 'What a company owes or has paid.',
  request: { params: idPath }, responses: { 200: json(z.object({ invoices: z.array(invoiceLineItem) }), 'The newest first; at most a hundred.'), ...problems },
})

export const showCompanyTimeline = createRoute({
  method: 'get', path: '/companies/{id}/timeline', tags: tag, security: staffOnly, summary: 'What happened with a company, each line with its purpose; deals and invoices for who may see such.',
  request: { params: idPath }, responses: { 200: json(companyTimeline, 'The newest hundred.'), ...problems },
})
