import { createRoute, z } from '@hono/zod-openapi'
import { json, problems, security } from './contract.ts'

export const demo = z.object({ state: z.enum(['filling', 'done', 'none']), done: z.int(), total: z.int() }).openapi('Demo')
export type Demo = z.infer<typeof demo>

export const getDemo = createRoute({
  method: 'get', path: '/demo', tags: ['Other'], security, summary: 'How far the demo company has been filled in.',
  responses: { 200: json(demo, 'Progress.'), ...problems },
})
