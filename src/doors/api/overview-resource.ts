import { createRoute, z } from '@hono/zod-openapi'
import { PURPOSE_KINDS } from '../../purposes/purpose.ts'
import { SURFACES } from '../../ledger/entry.ts'
import { channel, day, json, key, problems, staffOnly } from './contract.ts'
import { head } from './decisions-resource.ts'

const WEEKS = 26
const WEEKS_MAX = 260

export const answersByWeek = z
  .object({
    weeks: z.array(z.object({ week: z.string().openapi({ example: '2026-W09', description: 'ISO 8601.' }), from: day.openapi({ description: 'Its Monday.' }), yes: z.int(), no: z.int() })),
    surfaces: z.array(z.object({ surface: z.enum(SURFACES), yes: z.int(), no: z.int() })).openapi({ description: 'The same weeks, by where it was said, of those who are in the register today.' }),
  })
  .openapi('AnswersByWeek')
export type AnswersByWeek = z.infer<typeof answersByWeek>

export const getAnswersByWeek = createRoute({
  method: 'get', path: '/answers-by-week', tags: ['Choices'], security: staffOnly, summary: 'How often somebody said yes and no in each week, the week of today last; imported answers are not counted.',
  request: {
    query: z.strictObject({
      weeks: z.coerce.number().int().min(1).max(WEEKS_MAX).default(WEEKS),
      purpose: key.optional().openapi({ description: 'Answers to this purpose alone, with those to everything. Like `surface` it counts those who are in the register today; without both, whoever was forgotten stays counted in groups of ten or more.' }),
      surface: z.enum(SURFACES).optional(),
    }),
  },
  responses: { 200: json(answersByWeek, 'The weeks, the oldest first.'), ...problems },
})

export const reach = z
  .object({
    head,
    people: z.int().openapi({ description: 'How many people are counted.' }),
    complete: z.boolean().openapi({ description: 'False while somebody who came in or changed lately is still being worked out, and so is not counted.' }),
    purposes: z.array(z.object({
      purpose: key, label: z.string(), kind: z.enum(PURPOSE_KINDS),
      channels: z.array(z.object({ channel, permitted: z.int(), notPermitted: z.int() })),
    })),
  })
  .openapi('Reach')
export type Reach = z.infer<typeof reach>

export const getReach = createRoute({
  method: 'get', path: '/reach', tags: ['Decisions'], security: staffOnly, summary: 'How many people may be met for each purpose through each channel, now.',
  responses: { 200: json(reach, 'Every purpose in force, through every channel it offers.'), ...problems },
})
