import { createRoute, z } from '@hono/zod-openapi'
import {
  basis, capacity, collected, contactPointKind, country, day, id, idPath, json, jsonBody, key, moment, next, pageQuery, problems, ruleNumber, security, sentence,
} from './contract.ts'

/** `demo` is on everybody while the installation is a demo. */
export const flag = z.enum([
  'protected-identity', 'deceased', 'child', 'guardian', 'sole-trader', 'paper-only', 'former-customer', 'rights-only', 'no-marketing', 'stop-asking',
  'restricted', 'shared-address', 'demo',
])
export type Flag = z.infer<typeof flag>

export const personSummary = z
  .object({
    id,
    name: z.string(),
    city: z.string().nullable().openapi({ description: 'Null when not held, or hidden because of protected identity.' }),
    country: country.nullable(),
    capacity,
    flags: z.array(flag),
    contactPoints: z.array(z.object({ kind: contactPointKind, value: z.string(), verified: z.boolean() })),
    purposes: z.array(z.object({ purpose: key, until: day.nullable() })).openapi({ description: 'Purposes with a living ground; `until` null waits for an event.' }),
  })
  .openapi('PersonSummary')
export type PersonSummary = z.infer<typeof personSummary>

export const peoplePage = z
  .object({
    people: z.array(personSummary),
    next,
    total: z.int(),
    totalIsLowerBound: z.literal(true).optional().openapi({ description: 'There are at least so many; counting them all would take long.' }),
  })
  .openapi('PeoplePage')
export type PeoplePage = z.infer<typeof peoplePage>

export const listPeople = createRoute({
  method: 'get', path: '/people', tags: ['People'], security, summary: 'People by name, found by name, city, customer number or contact point.',
  request: { query: pageQuery.extend({ search: z.string().trim().max(200).optional(), purpose: key.optional() }) },
  responses: { 200: json(peoplePage, 'One page of people.'), ...problems },
})

/** Field values as the catalogue types them; dates as ISO 8601 text, money in minor units. */
export const fieldValue = z.union([z.string().max(10_000), z.number(), z.boolean(), z.array(z.string().max(1000)).max(200)])
export type FieldValue = z.infer<typeof fieldValue>

export const newPerson = z.strictObject({
  values: z.record(key, fieldValue).default({}),
  contactPoints: z
    .array(z.strictObject({ kind: z.enum(['email', 'phone']), value: z.string().min(1).max(1000) }))
    .max(20)
    .default([])
    .openapi({ description: 'A postal address is made of the values street, postal_code, city and region.' }),
  country: country.nullable().default(null),
})

export const newPeople = z
  .strictObject({
    source: z.string().trim().min(1).max(200).openapi({ description: 'Where the data comes from; shown to the person.' }),
    collected,
    purposes: z.array(key).min(1).max(50),
    ground: basis.exclude(['consent', 'soft-opt-in']).openapi({ description: 'What the purposes rest on. A consent is recorded as a choice of the person, with its evidence.' }),
    capacity: capacity.default('consumer'),
    when: day.optional().openapi({ description: 'The day of the contract: somebody who was forgotten comes back by a newer one alone (rule E4).' }),
    people: z.array(newPerson).min(1).max(1000),
  })
  .openapi('NewPeople')
export type NewPeople = z.input<typeof newPeople>

export const heldValue = z.object({ field: z.string(), rule: ruleNumber, sentence }).openapi('HeldValue')
export type HeldValue = z.infer<typeof heldValue>

/** Without a field it is about the person as a whole; without a rule the value could not be read. */
export const heldReason = z.object({ field: z.string().nullable(), rule: ruleNumber.nullable(), sentence }).openapi('HeldReason')

export const recordedPeople = z
  .object({ results: z.array(z.object({ id: id.nullable(), outcome: z.enum(['new', 'changed', 'unchanged', 'held-back']), held: z.array(heldReason) })) })
  .openapi('RecordedPeople')
export type RecordedPeople = z.infer<typeof recordedPeople>

export const recordPeople = createRoute({
  method: 'post', path: '/people', tags: ['People'], security, summary: 'Record people; what no ground needs is held back and named (rule H1).',
  request: { body: jsonBody(newPeople) },
  responses: { 200: json(recordedPeople, 'One result for each person, in order.'), ...problems },
})

export const changedValues = z
  .strictObject({ values: z.record(key, fieldValue.nullable()).openapi({ description: 'Null removes the value.' }) })
  .openapi('ChangedValues')
export type ChangedValues = z.input<typeof changedValues>

export const changeValues = createRoute({
  method: 'patch', path: '/people/{id}/values', tags: ['People'], security, summary: 'Correct values (art. 16).',
  request: { params: idPath, body: jsonBody(changedValues) },
  responses: { 200: json(z.object({ changed: z.array(z.string()), held: z.array(heldValue) }), 'What was changed, and what was held back.'), ...problems },
})

export const timelineEvent = z
  .object({
    at: moment,
    type: z.enum(['entry', 'use', 'provenance', 'ground', 'code', 'note', 'invoice', 'credit-note', 'payment', 'deal', 'activity', 'event', 'ticket', 'letter', 'lead']),
    title: z.string(),
    detail: z.string().nullable(),
    rule: ruleNumber.nullable(),
    seq: z.int().nullable().openapi({ description: "Place in the person's own sequence of ledger entries." }),
    receipt: z.boolean().openapi({ description: 'There is a receipt to download for this entry.' }),
    surface: z.string().nullable(),
    actor: z.string().nullable(),
    invoice: id.nullable().openapi({ description: 'The invoice or credit note that it is about.' }),
    deal: id.nullable(),
    ticket: id.nullable(),
    lead: id.nullable(),
  })
  .openapi('TimelineEvent')
export type TimelineEvent = z.infer<typeof timelineEvent>

export const timelinePage = z.object({ events: z.array(timelineEvent), next }).openapi('TimelinePage')
export type TimelinePage = z.infer<typeof timelinePage>

export const getTimeline = createRoute({
  method: 'get', path: '/people/{id}/timeline', tags: ['People'], security, summary: 'What happened, newest first.',
  request: { params: idPath, query: pageQuery },
  responses: { 200: json(timelinePage, 'One page of events.'), ...problems },
})
