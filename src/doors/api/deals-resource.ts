import { createRoute, z } from '@hono/zod-openapi'
import { DEAL_CHANGE_KINDS, DEAL_MEMBERS, DEAL_STATES, LOST_WHYS } from '../../deals/deal.ts'
import { MOST_STAGES } from '../../deals/pipeline.ts'
import { day, id, idPath, json, jsonBody, key, moment, personReference, problems, sentence, staffOnly } from './contract.ts'

const amount = z.string().openapi({ example: '12500.00', description: 'With two decimals.' })
const typed = z.string().trim().min(1).max(20).openapi({ description: 'A decimal number, with a comma or a point.' })
const name = z.string().trim().min(1).max(120)
const stage = z.strictObject({ id, name: z.string().trim().min(1).max(60), chance: z.int().min(0).max(100).openapi({ description: 'How likely those who stand there buy, in per cent.' }) })
const ownership = z.strictObject({ owner: z.literal('me').optional().openapi({ description: 'Only one’s own.' }) })

export const pipelineShape = z.object({ id, name, stages: z.array(stage) }).openapi('Pipeline')
export type PipelineBody = z.infer<typeof pipelineShape>

export const setPipelineBody = z.strictObject({ name, stages: z.array(stage).min(1).max(MOST_STAGES) }).openapi('NewPipeline')
export type NewPipelineBody = z.input<typeof setPipelineBody>

export const dealItem = z
  .object({
    id, person: personReference, company: z.object({ id, name: z.string() }).nullable().openapi({ description: 'Who would buy, where it is not the person themselves.' }), pipeline: id, stage: id, name: z.string(), value: amount, currency: z.string(), expectedOn: day.nullable(),
    owner: z.object({ id, name: z.string() }).nullable(), state: z.enum(DEAL_STATES), lostWhy: z.enum(LOST_WHYS).nullable(), begunAt: moment, movedAt: moment, endedAt: moment.nullable(),
  })
  .openapi('Deal')
export type DealItem = z.infer<typeof dealItem>

export const dealsOf = z
  .object({ deals: z.array(dealItem), mayOffer: z.boolean().openapi({ description: 'Whether they may be offered something as it is; otherwise a deal begins with how they asked (rule H1).' }) })
  .openapi('DealsOfPerson')
export type DealsOfPerson = z.infer<typeof dealsOf>

export const dealDetail = dealItem
  .extend({
    changes: z.array(z.object({ id, kind: z.enum(DEAL_CHANGE_KINDS), stage: id.nullable(), quote: id.nullable().openapi({ description: 'The version of a quote that it was about.' }), members: z.array(z.enum(DEAL_MEMBERS)), at: moment, by: z.string() })),
    endsWith: z.array(z.object({ purpose: key, name: z.string(), heldUntil: moment.nullable() })).openapi({ description: 'Grounds that end with the deal, and until when what rests on them alone is held then.' }),
  })
  .openapi('DealDetail')
export type DealBody = z.infer<typeof dealDetail>

export const board = z
  .object({ stages: z.array(stage.extend({ count: z.int(), value: amount, deals: z.array(dealItem).openapi({ description: 'The first hundred, the nearest day first.' }) })) })
  .openapi('DealBoard')
export type DealBoard = z.infer<typeof board>

export const forecastShape = z
  .object({
    months: z.array(z.object({ month: z.string().openapi({ description: '`2026-11`; `late` for what should have been decided before this month, `some-day` where nobody said when.' }), won: amount, open: amount, weighed: amount, count: z.int() })),
    lost: z.array(z.object({ why: z.enum(LOST_WHYS), count: z.int(), value: amount })).openapi({ description: 'In the last twelve months.' }),
    currency: z.string(),
  })
  .openapi('DealForecast')
export type DealForecast = z.infer<typeof forecastShape>

export const newDeal = z
  .strictObject({
    name, value: typed, pipeline: id, stage: id.optional(), expectedOn: day.nullable().default(null), owner: id.nullable().optional().openapi({ description: 'Left out: oneself.' }),
    company: id.optional().openapi({ description: 'The company the person asks for, in a role there.' }),
    asked: z.strictObject({ surface: z.enum(['web', 'mail', 'phone', 'counter', 'letter']), words: sentence.trim().min(1).max(300) }).optional().openapi({ description: 'How somebody who is no customer asked for an offer; without it they may not be offered anything (rule H1).' }),
  })
  .openapi('NewDeal', { example: { name: 'Awnings', value: '12500', pipeline: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40' } })
export type NewDealBody = z.input<typeof newDeal>

export const dealChange = z.strictObject({ name, value: typed, stage: id, expectedOn: day.nullable(), owner: id.nullable() }).partial().openapi('DealChange')
export type DealChangeBody = z.input<typeof dealChange>

export const dealEnd = z.discriminatedUnion('state', [z.strictObject({ state: z.literal('won') }), z.strictObject({ state: z.literal('lost'), why: z.enum(LOST_WHYS) })]).openapi('DealEnd')
export type DealEndBody = z.input<typeof dealEnd>

const path = z.object({ id, deal: id })
const tags = ['Deals']

export const listPipelines = createRoute({
  method: 'get', path: '/pipelines', tags, security: staffOnly, summary: 'The ways that sales go.',
  responses: { 200: json(z.object({ pipelines: z.array(pipelineShape) }), 'The oldest first.'), ...problems },
})

export const setPipeline = createRoute({
  method: 'put', path: '/pipelines/{id}', tags, security: staffOnly, summary: 'Name a pipeline and its stages, in order.',
  request: { params: idPath, body: jsonBody(setPipelineBody) },
  responses: { 200: json(pipelineShape, 'As it is now. A stage in which deals stand cannot go.'), ...problems },
})

export const showBoard = createRoute({
  method: 'get', path: '/pipelines/{id}/board', tags, security: staffOnly, summary: 'What is open, stage by stage.',
  request: { params: idPath, query: ownership },
  responses: { 200: json(board, 'With how many there are in each stage and what they come to.'), ...problems },
})

export const showForecast = createRoute({
  method: 'get', path: '/pipelines/{id}/forecast', tags, security: staffOnly, summary: 'What the months to come may bring, what was won, and why deals were lost.',
  request: { params: idPath, query: ownership },
  responses: { 200: json(forecastShape, 'Months with nothing are left out.'), ...problems },
})

export const listDealsOf = createRoute({
  method: 'get', path: '/people/{id}/deals', tags, security: staffOnly, summary: 'The deals with a person.',
  request: { params: idPath },
  responses: { 200: json(dealsOf, 'What is open first.'), ...problems },
})

export const startDeal = createRoute({
  method: 'post', path: '/people/{id}/deals', tags, security: staffOnly, summary: 'Begin a deal with somebody who is a customer or has asked for an offer (rule H1).',
  request: { params: idPath, body: jsonBody(newDeal) },
  responses: { 201: json(dealDetail, 'It is begun.'), ...problems },
})

export const showDeal = createRoute({
  method: 'get', path: '/people/{id}/deals/{deal}', tags, security: staffOnly, summary: 'One deal and what was done with it.',
  request: { params: path },
  responses: { 200: json(dealDetail, 'As it stands.'), ...problems },
})

export const changeDeal = createRoute({
  method: 'patch', path: '/people/{id}/deals/{deal}', tags, security: staffOnly, summary: 'Move a deal, or change its name, value, day or colleague.',
  request: { params: path, body: jsonBody(dealChange) },
  responses: { 200: json(dealDetail, 'As it is now.'), ...problems },
})

export const endDeal = createRoute({
  method: 'post', path: '/people/{id}/deals/{deal}/endings', tags, security: staffOnly, summary: 'Win a deal or lose it. Who buys is a customer; who does not is a prospect no longer.',
  request: { params: path, body: jsonBody(dealEnd) },
  responses: { 201: json(dealDetail, 'It has ended.'), ...problems },
})

export const reopenDeal = createRoute({
  method: 'post', path: '/people/{id}/deals/{deal}/reopenings', tags, security: staffOnly, summary: 'Take up a deal that had ended, where it was.',
  request: { params: path },
  responses: { 201: json(dealDetail, 'It is open.'), ...problems },
})
