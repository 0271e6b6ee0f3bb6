import { createRoute, z } from '@hono/zod-openapi'
import { id, json, jsonBody, moment, problems, staffOnly } from './contract.ts'
import { textReason } from './notes-resource.ts'

const question = z.object({ id, askedAt: moment, words: z.string(), answeredAt: moment.nullable(), answer: z.string().nullable(), lines: z.int().openapi({ description: 'How much the customer and we have written: the whole stands in the ticket of this id.' }) }).openapi('InvoiceQuestion')
export type InvoiceQuestionBody = z.infer<typeof question>

const openQuestion = z.object({ id, askedAt: moment, person: id, invoice: id }).openapi('OpenInvoiceQuestion')
export type OpenInvoiceQuestionBody = z.infer<typeof openQuestion>

const path = z.object({ id, invoice: id })

export const listOpenQuestions = createRoute({
  method: 'get', path: '/invoice-questions', tags: ['Invoices'], security: staffOnly, summary: 'Questions of customers about invoices that wait for an answer, the oldest first.',
  responses: { 200: json(z.object({ questions: z.array(openQuestion) }), 'The first fifty.'), ...problems },
})

export const listQuestions = createRoute({
  method: 'get', path: '/people/{id}/invoices/{invoice}/questions', tags: ['Invoices'], security: staffOnly, summary: 'What the customer asked about an invoice.',
  request: { params: path },
  responses: { 200: json(z.object({ questions: z.array(question) }), 'The oldest first.'), ...problems },
})

export const answerQuestion = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/questions/{question}/answers', tags: ['Invoices'], security: staffOnly, summary: 'Answer: it stands on the customer’s page, and a mail tells that there is news.',
  request: { params: path.extend({ question: id }), body: jsonBody(z.strictObject({ answer: z.string().trim().min(1).max(4000), reason: textReason }).openapi('InvoiceAnswer')) },
  responses: { 200: json(z.object({ questions: z.array(question) }), 'The questions as they stand now.'), ...problems },
})
