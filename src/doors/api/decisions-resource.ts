import { createRoute, z } from '@hono/zod-openapi'
import { basis, channel, id, json, jsonBody, key, moment, next, PAGE_LIMIT, PAGE_LIMIT_MAX, problems, reasonCount, ruleNumber, security, sentence, use } from './contract.ts'

export const question = z
  .strictObject({
    person: id,
    purpose: key,
    channel,
    contactPointId: id.optional(),
    about: key.optional().openapi({ description: 'Product group the message is about (soft opt-in, rule D4).' }),
    use: use.default('send'),
  })
  .openapi('Question')
export type Question = z.input<typeof question>

export const decision = z
  .object({
    person: id,
    allowed: z.boolean(),
    rule: ruleNumber,
    article: z.string(),
    sentence,
    basis: basis.nullable(),
    groundId: id.nullable().openapi({ description: 'Told with `foundation` only.' }),
    entrySeq: z.int().nullable().openapi({ description: 'Told with `foundation` only.' }),
    wouldChange: sentence.nullable().openapi({ description: 'What would change a no.' }),
    obligations: z.array(z.enum(['carry-notice', 'carry-opt-out', 'check-register'])),
  })
  .openapi('Decision')
export type Decision = z.infer<typeof decision>

export const questions = z
  .strictObject({
    questions: z.array(question).min(1).max(1000),
    foundation: z.boolean().default(false).openapi({ description: 'Also tell which ground and which entry each answer rests on. Such answers come from the database, not from memory.' }),
  })
  .openapi('Questions')
export type Questions = z.input<typeof questions>
/** Up to where in the log of changes an answer from memory stands, and when that was confirmed. */
export const head = z.object({ index: z.int(), at: moment }).openapi('Head')

export type Head = z.infer<typeof head>

export const decisions = z
  .object({ decisions: z.array(decision), head: head.nullable().openapi({ description: 'Up to which change the answers stand that came from memory; null when all were asked of the database.' }) })
  .openapi('Decisions')
export type Decisions = z.infer<typeof decisions>

export const decide = createRoute({
  method: 'post', path: '/decisions', tags: ['Decisions'], security, summary: 'May this be done, now? One answer for each question, in order. An answer is not a use and is not recorded.',
  request: { body: jsonBody(questions) },
  responses: { 200: json(decisions, 'The answers.'), ...problems },
})

export const CONDITION_OPERATORS = ['is', 'is-not', 'has', 'starts-with', 'contains', 'at-least', 'at-most', 'empty'] as const

export const condition = z
  .strictObject({ field: key, op: z.enum(CONDITION_OPERATORS), value: z.union([z.string().max(500), z.number(), z.boolean()]) })
  .openapi('Condition')
export type Condition = z.infer<typeof condition>

export const audienceWhere = z.array(condition).max(20)

export const audienceQuestion = z
  .strictObject({
    purpose: key,
    channel,
    about: key.optional(),
    use: use.default('send'),
    where: audienceWhere.default([]),
    rule: ruleNumber.optional().openapi({ description: 'List those this rule leaves out, instead of those who may be reached.' }),
    after: z.string().max(500).optional(),
    limit: z.int().min(0).max(PAGE_LIMIT_MAX).default(PAGE_LIMIT).openapi({ description: 'How many people to name; 0 only counts.' }),
  })
  .openapi('AudienceQuestion')
export type AudienceQuestion = z.input<typeof audienceQuestion>

export const audience = z
  .object({
    matching: z.int(),
    permitted: z.int(),
    notPermitted: z.int(),
    reasons: z.array(reasonCount),
    people: z.array(z.object({ id, name: z.string(), contactPoint: z.string().nullable() })),
    next,
    head: head.nullable().openapi({ description: 'Up to which change the counts stand; null when they were asked of the database.' }),
  })
  .openapi('Audience')
export type Audience = z.infer<typeof audience>

export const findAudience = createRoute({
  method: 'post', path: '/audiences', tags: ['Decisions'], security, summary: 'Who may be reached for a purpose on a channel, how many, and why the others not.',
  request: { body: jsonBody(audienceQuestion) },
  responses: { 200: json(audience, 'Counts, and one page of people.'), ...problems },
})
