import { createRoute, z } from '@hono/zod-openapi'
import { SUPPLIES, VAT_CATEGORIES } from '../../law/vat.ts'
import { UNITS } from '../../invoices/draft-line.ts'
import { INVOICE_STATES } from '../../invoices/invoice-state.ts'
import { country, day, id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, security, staffOnly } from './contract.ts'

/** An amount as it is written in XML and JSON alike: a point, and at most two decimals. */
const amount = z.string().regex(/^-?\d{1,13}(?:\.\d{1,2})?$/).openapi({ example: '1250.50' })
const typed = z.string().trim().min(1).max(24).openapi({ description: 'A decimal number with a point or a comma.', example: '12.5' })

const words = z.string().trim().min(1).max(500)

const party = z.strictObject({
  name: z.string().trim().min(1).max(200),
  organisationNumber: z.string().trim().max(20).optional(),
  vatNumber: z.string().trim().max(20).optional(),
  approvedForFTax: z.boolean().optional().openapi({ description: 'Sweden: “Godkänd för F-skatt” stands on the invoice.' }),
  inRegisterOfEnterprises: z.boolean().optional().openapi({ description: 'Norway: “Foretaksregisteret” stands on the invoice.' }),
  address: z.strictObject({ street: z.string().trim().max(200).optional(), more: z.string().trim().max(200).optional(), postcode: z.string().trim().max(20).optional(), city: z.string().trim().max(100).optional(), country }),
  contact: z.strictObject({ name: z.string().trim().max(200).optional(), phone: z.string().trim().max(40).optional(), email: z.string().trim().max(254).optional() }).optional(),
  endpoint: z.strictObject({ scheme: z.string().regex(/^\d{4}$/), id: z.string().trim().min(1).max(50) }).optional().openapi({ description: 'Where e-invoices go in Peppol: scheme (ISO 6523) and number.' }),
})

export const invoicing = z
  .strictObject({
    seller: party,
    currency: z.string().regex(/^[A-Z]{3}$/).openapi({ example: 'SEK' }),
    prefix: z.string().regex(/^[A-Za-z0-9-]{0,10}$/).default('').openapi({ description: 'Stands before the running number.' }),
    firstNumber: z.int().min(1).max(999_999_999).optional().openapi({ description: 'Where the series of another system goes on. Numbers that were given already stay given.' }),
    dueDays: z.int().min(0).max(365).default(30),
    codeDays: z.int().min(0).max(365).optional().openapi({ description: 'Days after the next invoice during which the code of the one before still tells who somebody is; 30 when left out. It says no for good.' }),
    wholeUnits: z.boolean().default(false).openapi({ description: 'What is to be paid is rounded to whole kronor.' }),
    accounts: z.array(z.strictObject({ type: z.enum(['bankgiro', 'plusgiro', 'iban', 'account']), number: z.string().trim().min(2).max(40), bank: z.string().trim().regex(/^[A-Z0-9]{8}(?:[A-Z0-9]{3})?$/).optional() })).max(4).readonly(),
    swish: z.string().regex(/^\d{10,15}$/).optional(),
    reference: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('ocr'), control: z.enum(['check-digit', 'length-and-check-digit']) }),
      z.strictObject({ kind: z.literal('kid'), modulus: z.union([z.literal(10), z.literal(11)]) }),
    ]),
    terms: z.strictObject({ sv: words, nb: words, en: words }).partial().optional().openapi({ description: 'What is said about paying late. Left out: the day of payment alone.' }),
  })
  .openapi('Invoicing')
export type InvoicingBody = z.infer<typeof invoicing>

/** Lines of an invoice to be. */
export const newLines = z.array(z.strictObject({
  description: z.string().trim().min(1).max(500), quantity: typed, unit: z.enum(UNITS).default('C62').openapi({ description: 'UN/ECE Recommendation 20.' }), price: typed,
  priceHasVat: z.boolean().default(false), allowance: typed.optional(),
  supply: z.enum(SUPPLIES).optional().openapi({ description: 'What is sold decides the rate of the day.' }),
  vat: z.strictObject({ category: z.enum(VAT_CATEGORIES), percent: z.number().min(0).max(99).optional(), exemption: z.string().trim().max(300).optional() }).optional().openapi({ description: 'Said instead, by category (UNCL5305).' }),
})).min(1).max(500)

export const newInvoice = z
  .strictObject({
    lines: newLines,
    issuedOn: day.optional(), dueOn: day.optional(), deliveredOn: day.optional(), buyerReference: z.string().trim().min(1).max(100).optional(),
    company: id.optional().openapi({ description: 'The company that buys, where the person has a role; then it owes, and the person is its reference.' }),
  })
  .openapi('NewInvoice', { example: { lines: [{ description: 'Window cleaning', quantity: '3', unit: 'HUR', price: '450', priceHasVat: true, supply: 'standard' }] } })
export type NewInvoiceBody = z.input<typeof newInvoice>

/** What lines come to. */
export const totals = z.object({
  net: amount, vat: amount, gross: amount, rounding: amount, payable: amount,
  shares: z.array(z.object({ category: z.enum(VAT_CATEGORIES), percent: z.number(), taxable: amount, vat: amount })),
  lines: z.array(z.object({ description: z.string(), quantity: z.string(), unit: z.string(), price: z.string(), percent: z.number(), amount })),
})

export const invoiceDraft = z.object({ issuedOn: day, dueOn: day, currency: z.string(), buyer: z.object({ name: z.string(), address: z.array(z.string()) }), totals }).openapi('InvoiceDraft')
export type InvoiceDraftBody = z.infer<typeof invoiceDraft>

const code = z.object({ state: z.enum(['open', 'says-no', 'revoked', 'none']), until: moment.nullable() }).openapi({ description: 'The code that is typed from the invoice: `open` tells who the customer is, with a fact from an earlier invoice; `says-no` does nothing else any more.' })

export const invoiceLineItem = z
  .object({
    id, kind: z.enum(['invoice', 'credit-note']), number: z.string(), person: personReference, issuedOn: day, dueOn: day, currency: z.string(), payable: amount, outstanding: amount.openapi({ description: 'Of the invoice itself; below zero, what is owed to the customer.' }), fee: amount.openapi({ description: 'Asked for reminding of it and not paid: money goes to the invoice first.' }),
    state: z.enum(INVOICE_STATES), reference: z.string(), documentId: id,
  })
  .openapi('InvoiceItem')
export type InvoiceItem = z.infer<typeof invoiceLineItem>

export const invoiceOfPerson = invoiceLineItem.extend({ code }).openapi('InvoiceOfPerson')
export type InvoiceOfPerson = z.infer<typeof invoiceOfPerson>

const creditable = z.object({ line: z.int(), description: z.string(), unit: z.string(), quantity: z.string(), amount })

/** Parts of an invoice to take back; none named: all that is left. */
export const newCredit = z
  .strictObject({
    lines: z.array(z.strictObject({
      line: z.int().min(1).openapi({ description: 'Of the invoice, counted from 1.' }), quantity: typed.optional(), amount: typed.optional().openapi({ description: 'Without VAT. Neither quantity nor amount: all that is left of the line.' }),
    })).min(1).max(500).optional(),
  })
  .openapi('NewCredit', { example: { lines: [{ line: 1, quantity: '1' }] } })
export type NewCreditBody = z.input<typeof newCredit>

export const creditDraft = z.object({ currency: z.string(), totals, outstanding: amount.openapi({ description: 'What is left to pay after it.' }) }).openapi('CreditDraft')
export type CreditDraftBody = z.infer<typeof creditDraft>

export const invoice = invoiceLineItem.extend({
  buyer: z.object({ name: z.string(), address: z.array(z.string()) }), totals, issuedAt: moment, credits: id.nullable(),
  creditNotes: z.array(z.object({ id, number: z.string(), issuedOn: day, payable: amount })).openapi({ description: 'What took it back, the newest first.' }),
  creditable: z.array(creditable).openapi({ description: 'What is left of each line to take back.' }),
  code,
  payments: z.array(z.object({ id, paidOn: day, amount, how: z.string() })),
}).openapi('Invoice')
export type InvoiceBody = z.infer<typeof invoice>

const invoicePath = z.object({ id, invoice: id })

export const showInvoicing = createRoute({
  method: 'get', path: '/invoicing', tags: ['Invoices'], security: staffOnly, summary: 'How the company invoices.',
  responses: { 200: json(z.object({ invoicing: invoicing.nullable() }), 'Null until somebody has said.'), ...problems },
})

export const setInvoicing = createRoute({
  method: 'put', path: '/invoicing', tags: ['Invoices'], security: staffOnly, summary: 'Say how the company invoices, from now on.',
  request: { body: jsonBody(invoicing) },
  responses: { 200: json(z.object({ invoicing }), 'It counts from the next invoice on.'), ...problems },
})

export const listInvoices = createRoute({
  method: 'get', path: '/invoices', tags: ['Invoices'], security: staffOnly, summary: 'Invoices and credit notes, the newest first.',
  request: { query: pageQuery.extend({ state: z.enum(INVOICE_STATES).optional(), search: z.string().trim().max(100).optional().openapi({ description: 'The beginning of a number, a whole reference, or a piece of the name on it.' }) }) },
  responses: { 200: json(z.object({ invoices: z.array(invoiceLineItem), next }), 'A page of them.'), ...problems },
})

export const listInvoicesOf = createRoute({
  method: 'get', path: '/people/{id}/invoices', tags: ['Invoices'], security: staffOnly, summary: 'What was invoiced to a person.',
  request: { params: idPath },
  responses: { 200: json(z.object({ invoices: z.array(invoiceOfPerson) }), 'The newest first.'), ...problems },
})

export const rehearseInvoice = createRoute({
  method: 'post', path: '/people/{id}/invoices/rehearsal', tags: ['Invoices'], security: staffOnly, summary: 'What an invoice would come to; nothing is issued, and no number taken.',
  request: { params: idPath, body: jsonBody(newInvoice) },
  responses: { 200: json(invoiceDraft, 'As it would be.'), ...problems },
})

export const issueInvoice = createRoute({
  method: 'post', path: '/people/{id}/invoices', tags: ['Invoices'], security, summary: 'Issue an invoice: it gets the next number, is frozen, and kept as long as the law says (rule H4).',
  request: { params: idPath, body: jsonBody(newInvoice) },
  responses: { 201: json(invoice, 'It is issued.'), ...problems },
})

export const showInvoice = createRoute({
  method: 'get', path: '/people/{id}/invoices/{invoice}', tags: ['Invoices'], security: staffOnly, summary: 'One invoice, its payments, and what took it back.',
  request: { params: invoicePath },
  responses: { 200: json(invoice, 'As it was issued.'), ...problems },
})

export const fetchElectronicInvoice = createRoute({
  method: 'get', path: '/people/{id}/invoices/{invoice}/ubl', tags: ['Invoices'], security: staffOnly, summary: 'The invoice in UBL 2.1 (Peppol BIS Billing 3.0).',
  request: { params: invoicePath },
  responses: { 200: { description: 'XML.', content: { 'application/xml': { schema: z.string() } } }, ...problems },
})

export const creditInvoice = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/credit', tags: ['Invoices'], security: staffOnly, summary: 'Take an invoice back, or parts of it, by a credit note that names it. Several never come to more than the invoice.',
  request: { params: invoicePath, body: { required: false, content: { 'application/json': { schema: newCredit } } } },
  responses: { 201: json(invoice, 'The credit note.'), ...problems },
})

export const rehearseCredit = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/credit/rehearsal', tags: ['Invoices'], security: staffOnly, summary: 'What a credit note would come to; nothing is issued, and no number taken.',
  request: { params: invoicePath, body: { required: false, content: { 'application/json': { schema: newCredit } } } },
  responses: { 200: json(creditDraft, 'As it would be.'), ...problems },
})

export const revokeCode = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/code-revocations', tags: ['Invoices'], security: staffOnly, summary: 'The invoice is in wrong hands: its link and its typed code open nothing any more, and what they opened ends.',
  request: { params: invoicePath, body: jsonBody(z.strictObject({ reason: z.string().trim().min(1).max(300) }).openapi('NewCodeRevocation', { example: { reason: 'The customer found the letter opened.' } })) },
  responses: { 201: json(invoice, 'They open nothing. The next invoice carries new ones.'), ...problems },
})

export const notePayment = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/payments', tags: ['Invoices'], security: staffOnly, summary: 'Note that something was paid, or paid back (below zero).',
  request: { params: invoicePath, body: jsonBody(z.strictObject({ paidOn: day, amount: typed, how: z.enum(['bank', 'swish', 'card', 'cash', 'other']) }).openapi('NewPayment', { example: { paidOn: '2026-03-02', amount: '450.00', how: 'bank' } })) },
  responses: { 201: json(invoice, 'How the invoice stands now.'), ...problems },
})
