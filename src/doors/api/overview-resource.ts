import { createRoute, z } from '@hono/zod-openapi'
import { day, json, problems, security } from './contract.ts'

const WEEKS = 26
const WEEKS_MAX = 260

export const answersByWeek = z
  .object({
    weeks: z.array(z.object({ week: z.string().openapi({ example: '2026-W09', description: 'ISO 8601.' }), from: day.openapi({ description: 'Its Monday.' }), yes: z.int(), no: z.int() })),
  })
  .openapi('AnswersByWeek')
export type AnswersByWeek = z.infer<typeof answersByWeek>

export const getAnswersByWeek = createRoute({
  method: 'get', path: '/answers-by-week', tags: ['Choices'], security, summary: 'How often somebody said yes and no in each week, the week of today last; imported answers are not counted.',
  request: { query: z.strictObject({ weeks: z.coerce.number().int().min(1).max(WEEKS_MAX).default(WEEKS) }) },
  responses: { 200: json(answersByWeek, 'The weeks, the oldest first.'), ...problems },
})
