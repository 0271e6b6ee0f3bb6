import { createRoute, z } from '@hono/zod-openapi'
import { CAPACITIES } from '../../law/channel.ts'
import { CARD_LENGTH } from '../../leads/card.ts'
import { DECLINED_WHYS, LEAD_PLACE, LEAD_SOURCES, LEAD_STATES, LEAD_WORDS } from '../../leads/lead.ts'
import { id, idPath, json, jsonBody, key, moment, personReference, problems, ruleNumber, security, staffOnly } from './contract.ts'
import { newDeal } from './deals-resource.ts'
import { textReason } from './notes-resource.ts'

const ASKED_BY = ['web', 'mail', 'phone', 'counter', 'letter'] as const
const CONTACTED_BY = ['phone', 'mail', 'counter', 'letter'] as const

const contactPoint = z.strictObject({ kind: z.enum(['email', 'phone']), value: z.string().trim().min(1).max(254) })
const value = z.union([z.string().max(1_000), z.array(z.string().max(200)).max(50)])

export const leadItem = z
  .object({
    id, person: personReference, source: z.enum(LEAD_SOURCES), place: z.string(), said: z.string().nullable(), owner: z.object({ id, name: z.string() }).nullable(),
    state: z.enum([...LEAD_STATES, 'over']).openapi({ description: '`answered`: they said that we may get in touch. `over`: its day has come.' }), begunAt: moment, stateAt: moment,
    until: moment.nullable().openapi({ description: 'When it ends by itself; null where a deal has taken over.' }),
    tellBy: moment.nullable().openapi({ description: 'Until when they must be told what is held of them (art. 14); null where they have been.' }),
    mailed: z.boolean().openapi({ description: 'A mail that tells it and puts the choices is on its way or has gone.' }),
  })
  .openapi('Lead')
export type LeadItem = z.infer<typeof leadItem>

export const leadList = z.object({ leads: z.array(leadItem), count: z.int(), next: z.string().nullable(), months: z.int().nullable().openapi({ description: 'So long a lead lasts; null where no purpose of getting in touch is published.' }) }).openapi('Leads')
export type LeadList = z.infer<typeof leadList>

export const leadDetail = leadItem
  .extend({
    purpose: z.object({ key, name: z.string() }), asked: z.boolean().openapi({ description: 'They asked us; otherwise our interest carries it, and an offer needs that they ask (rule H1).' }),
    deletedOn: moment.nullable().openapi({ description: 'When what only this lead needs is deleted, if nothing happens.' }),
    changes: z.array(z.object({ id, kind: z.enum(['begun', 'contacted', 'told', 'answered', 'renewed', 'declined', 'qualified', 'handed']), words: z.string().nullable(), at: moment, by: z.string() })),
  })
  .openapi('LeadDetail')
export type LeadBody = z.infer<typeof leadDetail>

export const newLead = z
  .strictObject({
    source: z.enum(LEAD_SOURCES), place: z.string().trim().min(1).max(LEAD_PLACE).openapi({ description: 'Where you met, or who gave the details: the person is told it.' }),
    said: z.string().trim().min(1).max(LEAD_WORDS).nullable().default(null), reason: textReason,
    asked: z.enum(ASKED_BY).nullable().default(null).openapi({ description: 'Where they asked to be contacted; null where they did not.' }),
    values: z.record(key, value).default({}), contactPoints: z.array(contactPoint).max(10).default([]), country: z.string().length(2).nullable().default(null),
    capacity: z.enum(CAPACITIES).default('consumer'), owner: id.nullable().optional().openapi({ description: 'Left out: oneself; of another system nobody.' }),
    collected: z.enum(['self', 'other']).default('other').openapi({ description: '`self`: a system that speaks for people has the details from them; otherwise they are told by mail (art. 14).' }),
  })
  .openapi('NewLead', { example: { source: 'fair', place: 'Husmässan i Lund', said: 'Wants a price on awnings', asked: 'counter', values: { given_name: 'Eva', family_name: 'Lindqvist' }, contactPoints: [{ kind: 'email', value: 'eva@example.org' }] } })
export type NewLeadBody = z.input<typeof newLead>

export const startedLead = z
  .object({
    id, person: id, until: moment, known: z.boolean().openapi({ description: 'They were in the register before; no second record was made. Never told to another system.' }), mailed: z.boolean(),
    leftOut: z.array(z.object({ field: z.string().nullable(), rule: ruleNumber.nullable(), sentence: z.string() })),
  })
  .openapi('StartedLead')
export type StartedLeadBody = z.infer<typeof startedLead>

export const cardReading = z
  .object({
    fields: z.array(z.object({ key, label: z.string(), value: z.string(), needed: z.boolean() })).openapi({ description: 'What getting in touch needs is kept, the rest is left out (rule H1).' }),
    contactPoints: z.array(contactPoint), others: z.array(z.object({ name: z.string(), value: z.string() })), country: z.string().nullable(),
    known: z.array(z.object({ id, name: z.string(), by: z.enum(['email', 'phone']) })).openapi({ description: 'Who is in the register with one of these addresses or numbers.' }),
  })
  .openapi('CardReading')
export type CardReading = z.infer<typeof cardReading>

export const renewal = z.strictObject({ words: z.string().trim().min(1).max(LEAD_WORDS), reason: textReason }).openapi('LeadRenewal')
export const contact = z.strictObject({ surface: z.enum(CONTACTED_BY), told: z.boolean().default(false).openapi({ description: 'They were told what is held of them and from where (art. 14).' }) }).openapi('LeadContact')
export const ending = z.strictObject({ why: z.enum(DECLINED_WHYS) }).openapi('LeadEnding')

const path = z.object({ id, lead: id })
const tags = ['Leads']

export const listLeads = createRoute({
  method: 'get', path: '/leads', tags, security: staffOnly, summary: 'Leads that are open, whatever ends soonest first.',
  request: { query: z.strictObject({ owner: z.literal('me').optional(), source: z.enum(LEAD_SOURCES).optional(), ends: z.literal('soon').optional().openapi({ description: 'Only those that end within a week.' }), after: z.string().optional() }) },
  responses: { 200: json(leadList, 'A hundred at a time.'), ...problems },
})

export const readCard = createRoute({
  method: 'post', path: '/business-cards', tags, security: staffOnly, summary: 'Read what a business card says in its square code or file. Nothing is kept.',
  request: { body: jsonBody(z.strictObject({ text: z.string().min(1).max(CARD_LENGTH) })) },
  responses: { 200: json(cardReading, 'What is on it, beside what is needed.'), ...problems },
})

export const startLead = createRoute({
  method: 'post', path: '/leads', tags, security, summary: 'Make somebody a lead, for a while.',
  request: { body: jsonBody(newLead) },
  responses: { 201: json(startedLead, 'They are one; who gave the details themself or is told by mail can say no at any time.'), ...problems },
})

export const listLeadsOf = createRoute({
  method: 'get', path: '/people/{id}/leads', tags, security: staffOnly, summary: 'The leads of a person.',
  request: { params: idPath }, responses: { 200: json(z.object({ leads: z.array(leadItem) }), 'The newest first.'), ...problems },
})

const shown = { 200: json(leadDetail, 'As it stands.'), ...problems }
const done = { 201: json(leadDetail, 'As it is now.'), ...problems }

export const showLead = createRoute({ method: 'get', path: '/people/{id}/leads/{lead}', tags, security: staffOnly, summary: 'One lead and what was done with it.', request: { params: path }, responses: shown })
export const handLead = createRoute({
  method: 'patch', path: '/people/{id}/leads/{lead}', tags, security: staffOnly, summary: 'Give a lead to a colleague.',
  request: { params: path, body: jsonBody(z.strictObject({ owner: id.nullable() }).openapi('LeadOwner')) }, responses: shown,
})
export const contactLead = createRoute({
  method: 'post', path: '/people/{id}/leads/{lead}/contacts', tags, security: staffOnly, summary: 'Note that one got in touch; who has not been told what is held is told then (rule D8).',
  request: { params: path, body: jsonBody(contact) }, responses: done,
})
export const renewLead = createRoute({
  method: 'post', path: '/people/{id}/leads/{lead}/renewals', tags, security: staffOnly, summary: 'Let a lead last anew, for a new reason.',
  request: { params: path, body: jsonBody(renewal) }, responses: done,
})
export const endLead = createRoute({
  method: 'post', path: '/people/{id}/leads/{lead}/endings', tags, security: staffOnly, summary: 'Let a lead go at once.',
  request: { params: path, body: jsonBody(ending) }, responses: done,
})
export const qualifyLead = createRoute({
  method: 'post', path: '/people/{id}/leads/{lead}/deals', tags, security: staffOnly, summary: 'Make a lead a deal. Who has not asked yet must have (rule H1).',
  request: { params: path, body: jsonBody(newDeal) }, responses: { 201: json(z.object({ id }), 'The deal.'), ...problems },
})
