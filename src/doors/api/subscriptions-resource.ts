import { createRoute, z } from '@hono/zod-openapi'
import { PERIOD_MONTHS, SUBSCRIPTION_STATES } from '../../billing/subscription.ts'
import { day, id, idPath, json, jsonBody, moment, next, pageQuery, personReference, problems, sentence, staffOnly } from './contract.ts'
import { newInvoice } from './invoices-resource.ts'

const line = newInvoice.shape.lines.element.omit({ allowance: true })
const lines = z.array(line).min(1).max(50).openapi({ description: 'For a whole period. A part of it costs as many days of it as there are.' })
const months = z.literal(PERIOD_MONTHS).openapi({ description: 'How long a period is: a month, a quarter, a year.' })
const billingDay = z.int().min(1).max(31).openapi({ description: 'Day of the month on which periods begin; in shorter months their last day.' })

export const newSubscription = z
  .strictObject({
    name: z.string().trim().min(1).max(200), months, startsOn: day, endsOn: day.optional().openapi({ description: 'The last day.' }),
    billingDay: billingDay.optional().openapi({ description: 'Left out: the day on which it starts. Before the first period that begins on it lies a short one.' }),
    agreement: id.optional().openapi({ description: 'The ground it is for: it ends with it. Left out: the newest agreement that lives.' }), lines,
  })
  .openapi('NewSubscription', { example: { name: 'Broadband 100', months: 1, startsOn: '2026-03-01', lines: [{ description: 'Broadband', quantity: '1', price: '399', priceHasVat: true }] } })
export type NewSubscriptionBody = z.input<typeof newSubscription>

export const subscriptionChange = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('terms'), day: day.openapi({ description: 'The first day of the new terms.' }), lines }),
    z.strictObject({ kind: z.literal('paused'), day: day.openapi({ description: 'The first day that is not invoiced.' }) }),
    z.strictObject({ kind: z.literal('resumed'), day: day.openapi({ description: 'The first day that is invoiced again.' }) }),
    z.strictObject({ kind: z.literal('ended'), day: day.nullable().openapi({ description: 'The last day; null: it goes on after all.' }) }),
  ])
  .openapi('SubscriptionChange', { example: { kind: 'paused', day: '2026-06-01' } })
export type SubscriptionChangeBody = z.input<typeof subscriptionChange>

const nextInvoice = z.object({ from: day, to: day, payable: z.string().nullable(), currency: z.string().nullable(), problem: sentence.nullable().openapi({ description: 'Why it could not be issued today.' }) })

export const subscriptionItem = z
  .object({
    id, person: personReference, name: z.string(), months, billingDay, startsOn: day, endsOn: day.nullable().openapi({ description: 'The last day, of its own or of the agreement.' }),
    state: z.enum(SUBSCRIPTION_STATES), next: nextInvoice.nullable(),
  })
  .openapi('Subscription')
export type SubscriptionItem = z.infer<typeof subscriptionItem>

export const subscription = subscriptionItem
  .extend({
    invoicedUntil: day.nullable(), lines: z.array(line).openapi({ description: 'What it is invoiced with today.' }),
    nextLines: z.array(z.object({ description: z.string(), amount: z.string() })).openapi({ description: 'The lines of the next invoice, without VAT, in the language of the customer.' }),
    changes: z.array(z.object({ id, kind: z.enum(['terms', 'paused', 'resumed', 'ended']), day: day.nullable(), lines: z.array(line).nullable(), notedAt: moment, by: z.string() })),
    invoices: z.array(z.object({ from: day, to: day, invoice: id })),
  })
  .openapi('SubscriptionDetail')
export type SubscriptionBody = z.infer<typeof subscription>

const path = z.object({ id, subscription: id })

export const listSubscriptions = createRoute({
  method: 'get', path: '/subscriptions', tags: ['Invoices'], security: staffOnly, summary: 'Subscriptions, the newest first, each with its next invoice.',
  request: { query: pageQuery },
  responses: { 200: json(z.object({ subscriptions: z.array(subscriptionItem), next }), 'A page of them.'), ...problems },
})

export const listSubscriptionsOf = createRoute({
  method: 'get', path: '/people/{id}/subscriptions', tags: ['Invoices'], security: staffOnly, summary: 'What a person subscribes to.',
  request: { params: idPath },
  responses: { 200: json(z.object({ subscriptions: z.array(subscriptionItem) }), 'All of them.'), ...problems },
})

export const startSubscription = createRoute({
  method: 'post', path: '/people/{id}/subscriptions', tags: ['Invoices'], security: staffOnly, summary: 'Begin a subscription of somebody who has an agreement (rule D1).',
  request: { params: idPath, body: jsonBody(newSubscription) },
  responses: { 201: json(subscription, 'It is begun. Nothing is invoiced before a run.'), ...problems },
})

export const showSubscription = createRoute({
  method: 'get', path: '/people/{id}/subscriptions/{subscription}', tags: ['Invoices'], security: staffOnly, summary: 'One subscription: what was said about it, what was invoiced, and what the next invoice will be.',
  request: { params: path },
  responses: { 200: json(subscription, 'As it stands today.'), ...problems },
})

export const changeSubscription = createRoute({
  method: 'post', path: '/people/{id}/subscriptions/{subscription}/changes', tags: ['Invoices'], security: staffOnly, summary: 'New terms, a pause or an end, from a day. What was invoiced stays.',
  request: { params: path, body: jsonBody(subscriptionChange) },
  responses: { 201: json(subscription, 'As it stands now.'), ...problems },
})
