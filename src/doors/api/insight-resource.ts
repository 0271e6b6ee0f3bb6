import { createRoute, z } from '@hono/zod-openapi'
import { PURPOSE_KINDS } from '../../purposes/purpose.ts'
import { id, idPath, json, key, moment, problems, staffOnly } from './contract.ts'

const amount = z.string().openapi({ example: '12500.00', description: 'With two decimals.' })
const part = z.object({ of: z.int(), count: z.int() }).nullable().openapi({ description: 'Null where there are fewer than ten, of whom nothing is said.' })
const month = z.string().openapi({ example: '2026-11' })

export const relationInsight = z
  .object({
    since: moment,
    purposes: z.array(z.object({
      purpose: key, label: z.string(), kind: z.enum(PURPOSE_KINDS),
      asked: part.openapi({ description: 'Questions put, and those answered with a yes since.' }),
      regretted: part.openapi({ description: 'Yeses that are older than 30 days, and those taken back within 30 days.' }),
      becameCustomers: part.openapi({ description: 'People who came under this purpose and were no customers, and those who are by now.' }),
      unused: part.openapi({ description: 'People of whom something has been held for this purpose for a year, and those for whom it was not used in that year. For marketing and analysis alone: what the law or an agreement has us do leaves no such mark.' }),
    })),
    regret: z.array(z.object({ month, part })).openapi({ description: 'Of all yeses, month by month.' }),
  })
  .openapi('RelationInsight')
export type RelationInsight = z.infer<typeof relationInsight>

export const salesInsight = z
  .object({
    currency: z.string(),
    stages: z.array(z.object({ id, name: z.string(), count: z.int(), value: amount, days: z.int().nullable().openapi({ description: 'How long the deal in the middle has stood there; null where none does.' }) })),
    months: z.array(z.object({ month, won: z.int(), lost: z.int(), wonValue: amount, lostValue: amount })).openapi({ description: 'The oldest first, this month last.' }),
    winRate: z.number().min(0).max(1).nullable().openapi({ description: 'Of the deals that ended in these months; null of fewer than ten.' }),
    daysToWin: z.int().nullable().openapi({ description: 'Of the won deal in the middle; null of fewer than ten.' }),
  })
  .openapi('SalesInsight')
export type SalesInsight = z.infer<typeof salesInsight>

export const serviceInsight = z
  .object({
    waiting: z.int().openapi({ description: 'Tickets that wait for us now.' }),
    late: z.int().openapi({ description: 'Of these later than was promised.' }),
    months: z.array(z.object({
      month, begun: z.int(), answered: z.int(), answeredInTime: z.int(), solved: z.int(), solvedInTime: z.int(),
      minutesToAnswer: z.int().nullable().openapi({ description: 'Of the ticket in the middle; null of fewer than ten that were answered.' }),
    })).openapi({ description: 'By the month in which a ticket began, of those that are still here; the oldest first, months without any left out.' }),
    sources: z.array(z.object({ source: z.string(), count: z.int() })).openapi({ description: 'Where they came from, the most first.' }),
  })
  .openapi('ServiceInsight')
export type ServiceInsight = z.infer<typeof serviceInsight>

const tags = ['Insight']

export const getServiceInsight = createRoute({
  method: 'get', path: '/insight/service', tags, security: staffOnly, summary: 'How customers’ questions were answered in twelve months, and what waits now.',
  responses: { 200: json(serviceInsight, 'As it stands now.'), ...problems },
})

export const getRelationInsight = createRoute({
  method: 'get', path: '/insight/relation', tags, security: staffOnly, summary: 'Purpose by purpose, over twelve months: who said yes, who regretted it, who became a customer, and what is held without being used.',
  responses: { 200: json(relationInsight, 'Every purpose in force.'), ...problems },
})

export const getSalesInsight = createRoute({
  method: 'get', path: '/pipelines/{id}/insight', tags, security: staffOnly, summary: 'What stands open in a pipeline, and what was won and lost in twelve months.',
  request: { params: idPath, query: z.strictObject({ owner: z.literal('me').optional().openapi({ description: 'Only one’s own.' }) }) },
  responses: { 200: json(salesInsight, 'As it stands now.'), ...problems },
})
