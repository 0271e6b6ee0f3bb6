import { createRoute, z } from '@hono/zod-openapi'
import { MOST_EVENTS } from '../../events/event.ts'
import { id, json, jsonBody, key, moment, problems, ruleNumber, security } from './contract.ts'

export const newEvent = z
  .strictObject({
    id: id.openapi({ description: 'The sender’s own: said twice it is one.' }),
    person: id,
    purpose: key,
    name: key.openapi({ example: 'lesson-finished', description: 'What was done, as your service calls it.' }),
    about: z.string().trim().min(1).max(120).nullable().default(null).openapi({ example: 'Lesson 4', description: 'What it was done with, for people to read. No identity numbers (rule H6).' }),
    at: moment,
  })
  .openapi('NewEvent')

export const takenEvents = z
  .object({
    results: z.array(z.object({
      id, outcome: z.enum(['taken', 'known', 'refused']),
      rule: ruleNumber.nullable().openapi({ description: 'Why it was refused.' }), detail: z.string().nullable(),
    })).openapi({ description: 'In the order of the list.' }),
  })
  .openapi('TakenEvents')
export type TakenEvents = z.infer<typeof takenEvents>

export const takeEvents = createRoute({
  method: 'post', path: '/events', tags: ['Events'], security,
  summary: 'Tell what people did in your own service. Each event needs a purpose that the person has a ground for, from its first day on (rule H1); the person sees it, and it ends with the purpose or after a year.',
  request: { body: jsonBody(z.strictObject({ events: z.array(newEvent).min(1).max(MOST_EVENTS) }).openapi('NewEvents')) },
  responses: { 200: json(takenEvents, 'What became of each; what was refused has left nothing behind.'), ...problems },
})
