import { createRoute, z } from '@hono/zod-openapi'
import { DELIVERY_STATES } from '../../delivery/delivery-state.ts'
import { DELIVERY_WAYS, WAY_REASONS } from '../../delivery/delivery-way.ts'
import { ENDINGS } from '../../delivery/end-delivery.ts'
import { id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, security, sentence, staffOnly } from './contract.ts'

const way = z.enum(DELIVERY_WAYS)

const participant = z.strictObject({ scheme: z.string().regex(/^\d{4}$/), id: z.string().trim().min(1).max(50) }).openapi({ description: 'Where e-invoices go in Peppol: scheme (ISO 6523) and number.', example: { scheme: '0007', id: '5566778899' } })

export const deliverySettings = z
  .strictObject({
    order: z.array(way).min(1).max(DELIVERY_WAYS.length).refine((ways) => new Set(ways).size === ways.length).readonly().openapi({ description: 'The first of these that reaches somebody who has said nothing.' }),
    fallback: z.enum(['ask', 'letter']).openapi({ description: 'A mail was refused for good: a colleague looks, or a letter goes by itself.' }),
    window: z.enum(['left', 'right']).openapi({ description: 'Where the window of the envelope is (C5, C65).' }),
    peppol: z.boolean(),
    reminderFeeAgreed: z.boolean().openapi({ description: 'The terms have a fee for reminders; Swedish law asks for that.' }),
    lateInterest: z.boolean().default(false).openapi({ description: 'Reminders say what statutory interest has come to. It is no part of what they ask for.' }),
    reminderDays: z.int().min(5).max(60),
  })
  .openapi('DeliverySettings')
export type DeliverySettingsBody = z.infer<typeof deliverySettings>

export const delivery = z
  .object({
    id, way, why: z.enum(WAY_REASONS), state: z.enum(DELIVERY_STATES), reason: z.string().nullable().openapi({ description: 'Number of the rule that refused, a word of ours, or what the other side said.' }),
    sentence: sentence.nullable(), reminder: id.nullable(), askedAt: moment, changedAt: moment, standsIn: z.boolean().openapi({ description: 'For an earlier one that did not arrive.' }), batch: id.nullable(),
  })
  .openapi('Delivery')
export type DeliveryBody = z.infer<typeof delivery>

const ways = z.object({
  way: way.nullable().openapi({ description: 'How the invoices of this person go; null when nothing reaches them.' }), why: z.enum(WAY_REASONS).nullable(), possible: z.array(way),
  choice: z.object({ way: way.nullable(), participant: participant.nullable(), withUbl: z.boolean(), by: z.enum(['person', 'staff']), at: moment }).nullable(),
}).openapi('DeliveryWays')
export type WaysBody = z.infer<typeof ways>

export const deliveries = z.object({ deliveries: z.array(delivery), ways })
export type DeliveriesBody = z.infer<typeof deliveries>

export const listedDelivery = delivery.extend({ person: personReference, invoice: id, number: z.string() }).openapi('ListedDelivery')
export type ListedDeliveryBody = z.infer<typeof listedDelivery>

const invoicePath = z.object({ id, invoice: id })

export const showDeliverySettings = createRoute({
  method: 'get', path: '/delivery-settings', tags: ['Deliveries'], security: staffOnly, summary: 'How the company delivers invoices.',
  responses: { 200: json(deliverySettings, 'As it is now; until somebody has said, what is usual in the country.'), ...problems },
})

export const setDeliverySettings = createRoute({
  method: 'put', path: '/delivery-settings', tags: ['Deliveries'], security: staffOnly, summary: 'Say how the company delivers invoices, from now on.',
  request: { body: jsonBody(deliverySettings) },
  responses: { 200: json(deliverySettings, 'It counts for what is sent from now on.'), ...problems },
})

export const listDeliveries = createRoute({
  method: 'get', path: '/deliveries', tags: ['Deliveries'], security: staffOnly, summary: 'Deliveries of invoices, what changed last first.',
  request: { query: pageQuery.extend({ way: way.optional(), state: z.enum(DELIVERY_STATES).optional(), troubled: z.enum(['yes']).optional().openapi({ description: 'What went wrong and nobody has dealt with.' }) }) },
  responses: { 200: json(z.object({ deliveries: z.array(listedDelivery), counts: z.array(z.object({ way, state: z.enum(DELIVERY_STATES), count: z.int() })), next }), 'A page of them, and how many wait or went wrong in all.'), ...problems },
})

export const listDeliveriesOf = createRoute({
  method: 'get', path: '/people/{id}/invoices/{invoice}/deliveries', tags: ['Deliveries'], security: staffOnly, summary: 'How an invoice and its reminders went, and which way it would go.',
  request: { params: invoicePath },
  responses: { 200: json(deliveries, 'The newest first.'), ...problems },
})

export const deliverInvoice = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/deliveries', tags: ['Deliveries'], security, summary: 'Send an invoice: the way the customer’s invoices go, or another that reaches them. What is on its way or was sent is not sent twice.',
  request: { params: invoicePath, body: jsonBody(z.strictObject({ way: way.optional(), again: z.boolean().default(false).openapi({ description: 'Once more, though it was sent.' }), reminder: id.optional() }).openapi('NewDelivery', { example: { way: 'email' } })) },
  responses: { 201: json(deliveries, 'How it stands now.'), ...problems },
})

export const endDelivery = createRoute({
  method: 'post', path: '/people/{id}/invoices/{invoice}/deliveries/{delivery}/ends', tags: ['Deliveries'], security: staffOnly, summary: 'Say what became of a delivery: it is not to go, it came back, or it has arrived.',
  request: { params: invoicePath.extend({ delivery: id }), body: jsonBody(z.strictObject({ how: z.enum(ENDINGS) }).openapi('DeliveryEnd', { example: { how: 'returned' } })) },
  responses: { 200: json(deliveries, 'How it stands now.'), ...problems },
})

export const returnMail = createRoute({
  method: 'post', path: '/mail-returns', tags: ['Deliveries'], security, summary: 'Tell that the mail of an invoice came back: a relay or a mail provider calls this with the Message-ID.',
  request: { body: jsonBody(z.strictObject({
    messageId: z.string().trim().regex(/^<[^<>\s]{3,250}>$/).openapi({ description: 'As it stood in the mail, with its angle brackets (RFC 5322 3.6.4).' }),
    status: z.string().regex(/^[245]\.\d{1,3}\.\d{1,3}$/).openapi({ description: 'Enhanced status code (RFC 3463). Only 5, for good, changes anything.' }),
  }).openapi('MailReturn', { example: { messageId: '<9mZ0b3K2Qx7v@example.com>', status: '5.1.1' } })) },
  responses: { 200: json(z.object({ outcome: z.enum(['returned', 'not-known', 'not-for-good']) }), '`returned`: it is noted, the address rests from invoices for ninety days, and a letter goes where the company has said so.'), ...problems },
})

export const chooseDelivery = createRoute({
  method: 'put', path: '/people/{id}/delivery-choice', tags: ['Deliveries'], security: staffOnly, summary: 'Note how somebody wants their invoices.',
  request: { params: idPath, body: jsonBody(z.strictObject({ way: way.nullable(), participant: participant.nullable().optional(), withUbl: z.boolean().optional() }).openapi('DeliveryChoice', { example: { way: 'letter' } })) },
  responses: { 200: json(ways, 'How their invoices go now.'), ...problems },
})
