import { createRoute, z } from '@hono/zod-openapi'
import { STATISTICS } from '../../anonymity/statistic.ts'
import { json, jsonBody, problems, staffOnly } from './contract.ts'

const MOST_PEOPLE = 2_000_000

export const keptCounts = z
  .object({
    smallest: z.int().openapi({ description: 'No group has fewer people.' }),
    counts: z.array(z.object({
      what: z.enum(STATISTICS), period: z.string().openapi({ example: '2026-W09', description: 'ISO week, or month.' }),
      cell: z.string().openapi({ example: 'mail yes', description: 'The group within the period.' }), count: z.int(),
    })),
  })
  .openapi('KeptCounts')
export type KeptCounts = z.infer<typeof keptCounts>

export const getKeptCounts = createRoute({
  method: 'get', path: '/kept-counts', tags: ['Retention'], security: staffOnly,
  summary: 'What was counted of people for good when a week or month was over: groups of ten and more, blurred by a few, that stay the same whoever is forgotten.',
  responses: { 200: json(keptCounts, 'Every group.'), ...problems },
})

export const makeTestCopy = createRoute({
  method: 'post', path: '/test-copies', tags: ['Retention'], security: staffOnly,
  summary: 'A test copy of the data set that holds nobody: invented people, drawn from groups of ten and more, as packed lines of JSON for `tillit fill`. The last line says what was given up.',
  request: { body: jsonBody(z.strictObject({ people: z.int().min(1).max(MOST_PEOPLE).optional().openapi({ description: 'As many as there are, when left out.' }) })) },
  responses: { 200: { description: 'The copy.', content: { 'application/gzip': { schema: z.string() } } }, ...problems },
})
