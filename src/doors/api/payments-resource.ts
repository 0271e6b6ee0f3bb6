import { createRoute, z } from '@hono/zod-openapi'
import { BANK_FORMATS, LINE_KINDS } from '../../payments/bank-line.ts'
import { OUTCOMES, UNMATCHED_REASONS } from '../../payments/match-line.ts'
import { STEP_KINDS } from '../../payments/payments.sql.ts'
import { day, id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, security, staffOnly } from './contract.ts'

const amount = z.string().regex(/^-?\d{1,16}\.\d{2}$/).openapi({ example: '1250.50' })
const typed = z.string().trim().min(1).max(24).openapi({ description: 'A decimal number with a point or a comma.', example: '1250.50' })
const bytes = z.any().openapi({ type: 'string', format: 'binary' })
const bankFile = { required: true, content: { 'text/plain': { schema: bytes }, 'application/xml': { schema: bytes }, 'application/octet-stream': { schema: bytes } } } as const

const counts = z.object({
  lines: z.int().openapi({ description: 'New ones: what no file told of before.' }), paid: z.int(), partPaid: z.int(), overpaid: z.int(), takenBack: z.int(), unmatched: z.int(),
  known: z.int().openapi({ description: 'Told of by another file, or twice by this one: counted once.' }), passedOver: z.int().openapi({ description: 'What the company paid itself, and what is not booked yet.' }),
})

const paymentFile = z.object({ id, format: z.enum(BANK_FORMATS), accounts: z.array(z.string()), takenAt: moment, takenBy: z.string(), counts }).openapi('PaymentFile')
export type PaymentFileBody = z.infer<typeof paymentFile>

const matchedInvoice = z.object({ id, number: z.string(), person: personReference, amount })

const rehearsal = z
  .object({
    format: z.enum(BANK_FORMATS), takenBefore: moment.nullable(), counts,
    strangeAccounts: z.array(z.string()).openapi({ description: 'Accounts that are named neither in the settings of invoices nor by a file before: they must be said to be the company’s.' }),
    lines: z.array(z.object({
      row: z.int(), outcome: z.enum(OUTCOMES), reason: z.enum(UNMATCHED_REASONS).nullable(), kind: z.enum(LINE_KINDS), bookedOn: day, amount, currency: z.string(), reference: z.string(), payer: z.string().nullable(),
      invoices: z.array(matchedInvoice),
    })).openapi({ description: 'The first of each outcome.' }),
  })
  .openapi('PaymentFileRehearsal')
export type PaymentFileRehearsalBody = z.infer<typeof rehearsal>

const bankPayment = z
  .object({
    id, kind: z.enum(LINE_KINDS), format: z.enum(BANK_FORMATS), row: z.int(), bookedOn: day, amount, leftOver: amount, currency: z.string(), reference: z.string(), message: z.string(), payer: z.string().nullable(),
    reason: z.enum(UNMATCHED_REASONS).nullable(),
  })
  .openapi('BankPayment')
export type BankPaymentBody = z.infer<typeof bankPayment>

const foundInvoice = z.object({ id, number: z.string(), person: personReference, issuedOn: day, dueOn: day, currency: z.string(), payable: amount, outstanding: amount, reference: z.string() }).openapi('FoundInvoice')
export type FoundInvoiceBody = z.infer<typeof foundInvoice>

const bankPaymentDetail = bankPayment.extend({
  payerAccount: z.string().nullable(),
  steps: z.array(z.object({ id, kind: z.enum(STEP_KINDS), amount, at: moment, by: z.string(), reason: z.string().nullable(), invoice: z.object({ id, number: z.string(), person: personReference }).nullable(), isUndone: z.boolean() })),
  suggestions: z.array(foundInvoice).openapi({ description: 'Invoices that it could be for: by the amount, or by a reference in what the payer wrote.' }),
}).openapi('BankPaymentDetail')
export type BankPaymentDetailBody = z.infer<typeof bankPaymentDetail>

const accounts = z.strictObject({ accounts: z.literal('ours').optional().openapi({ description: 'Somebody has looked: the accounts of this file are the company’s.' }) })

export const listPaymentFiles = createRoute({
  method: 'get', path: '/payment-files', tags: ['Payments'], security: staffOnly, summary: 'Files of banks that were taken in, the newest first.',
  responses: { 200: json(z.object({ files: z.array(paymentFile), open: z.int().openapi({ description: 'Payments of which something is on no invoice.' }) }), 'The last fifty.'), ...problems },
})

export const rehearsePaymentFile = createRoute({
  method: 'post', path: '/payment-files/rehearsals', tags: ['Payments'], security, summary: 'What a file of payments would do (BgMax, camt.053, camt.054); nothing is done, and nothing kept.',
  request: { body: bankFile },
  responses: { 200: json(rehearsal, 'Line by line.'), ...problems },
})

export const takePaymentFile = createRoute({
  method: 'post', path: '/payment-files', tags: ['Payments'], security, summary: 'Take in a file of payments, all of it or nothing. The same file, or the same payment in another file, counts once.',
  request: { query: accounts, body: bankFile },
  responses: { 200: json(paymentFile, 'It had been taken in before: nothing was done.'), 201: json(paymentFile, 'What it did.'), ...problems },
})

export const listBankPayments = createRoute({
  method: 'get', path: '/bank-payments', tags: ['Payments'], security: staffOnly, summary: 'What banks told of, the newest first; with `open` what is on no invoice.',
  request: { query: pageQuery.extend({ open: z.stringbool().default(false) }) },
  responses: { 200: json(z.object({ payments: z.array(bankPayment), next }), 'A page of them.'), ...problems },
})

export const showBankPayment = createRoute({
  method: 'get', path: '/bank-payments/{id}', tags: ['Payments'], security: staffOnly, summary: 'One of them: who paid, what was done about it, and which invoices it could be for.',
  request: { params: idPath },
  responses: { 200: json(bankPaymentDetail, 'As it stands.'), ...problems },
})

export const matchBankPayment = createRoute({
  method: 'post', path: '/bank-payments/{id}/matches', tags: ['Payments'], security: staffOnly, summary: 'Put what is left of it on one invoice, or share it out.',
  request: { params: idPath, body: jsonBody(z.strictObject({ shares: z.array(z.strictObject({ person: id, invoice: id, amount: typed })).min(1).max(20) }).openapi('Match')) },
  responses: { 200: json(bankPaymentDetail, 'As it stands now.'), ...problems },
})

export const endBankPayment = createRoute({
  method: 'post', path: '/bank-payments/{id}/endings', tags: ['Payments'], security: staffOnly, summary: 'Say that what is left was paid back, or is no payment of an invoice, and why.',
  request: { params: idPath, body: jsonBody(z.strictObject({ kind: z.enum(['returned', 'set-aside']), reason: z.string().trim().min(1).max(500) }).openapi('Ending')) },
  responses: { 200: json(bankPaymentDetail, 'As it stands now.'), ...problems },
})

export const undoBankPaymentStep = createRoute({
  method: 'post', path: '/bank-payments/{id}/steps/{step}/undoings', tags: ['Payments'], security: staffOnly, summary: 'Take back what was done about it: it is open again.',
  request: { params: z.object({ id, step: id }) },
  responses: { 200: json(bankPaymentDetail, 'As it stands now.'), ...problems },
})

export const searchInvoices = createRoute({
  method: 'post', path: '/invoice-searches', tags: ['Payments'], security: staffOnly, summary: 'Find invoices by number, reference, amount or name; what is still to be paid first.',
  request: { body: jsonBody(z.strictObject({ text: z.string().trim().min(1).max(100) }).openapi('InvoiceSearch')) },
  responses: { 200: json(z.object({ invoices: z.array(foundInvoice) }), 'The first twenty.'), ...problems },
})
