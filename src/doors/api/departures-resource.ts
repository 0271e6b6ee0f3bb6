import { createRoute, z } from '@hono/zod-openapi'
import { CUT, HANDED_OVER } from '../../staff/departure.ts'
import { id, json, jsonBody, moment, problems, sentence, staffOnly } from './contract.ts'

const loosened = z.object({
  what: z.enum([...CUT, ...HANDED_OVER]), inWords: sentence, count: z.int(),
  names: z.array(z.string()).openapi({ description: 'Of those that have a name.' }),
})

export const departureRehearsal = z
  .object({ cut: z.array(loosened), handedOver: z.array(loosened).openapi({ description: 'What becomes another colleague’s, where one is named; otherwise it stays as it is.' }) })
  .openapi('DepartureRehearsal')
export type DepartureRehearsal = z.infer<typeof departureRehearsal>

export const departure = departureRehearsal
  .extend({
    id, leavesAt: moment, handTo: id.nullable(), askedAt: moment, askedBy: z.string(),
    state: z.enum(['waiting', 'done', 'cancelled']), doneAt: moment.nullable(), cancelledAt: moment.nullable(),
  })
  .openapi('Departure')
export type Departure = z.infer<typeof departure>

const colleague = z.object({ id })

export const rehearseDeparture = createRoute({
  method: 'post', path: '/colleagues/{id}/departure-rehearsals', tags: ['Colleagues'], security: staffOnly, summary: 'What would be cut and handed over if this colleague left now; nothing is changed.',
  request: { params: colleague },
  responses: { 200: json(departureRehearsal, 'What would happen.'), ...problems },
})

export const newDeparture = z
  .strictObject({
    at: moment.nullable().default(null).openapi({ description: 'When they leave; null: now.' }),
    handTo: id.nullable().default(null).openapi({ description: 'The colleague whose their unfinished records become.' }),
  })
  .openapi('NewDeparture')
export type NewDeparture = z.input<typeof newDeparture>

export const createDeparture = createRoute({
  method: 'post', path: '/colleagues/{id}/departures', tags: ['Colleagues'], security: staffOnly,
  summary: 'A colleague leaves, now or on a day: sessions, ways in, keys, links and what runs for them end, everywhere within a second.',
  request: { params: colleague, body: jsonBody(newDeparture) },
  responses: { 201: json(departure, 'The departure, with what was cut where it was now.'), ...problems },
})

export const listDepartures = createRoute({
  method: 'get', path: '/colleagues/{id}/departures', tags: ['Colleagues'], security: staffOnly, summary: 'Departures of a colleague, newest first.',
  request: { params: colleague },
  responses: { 200: json(z.object({ departures: z.array(departure) }), 'The departures.'), ...problems },
})

export const cancelDeparture = createRoute({
  method: 'delete', path: '/colleagues/{id}/departures/{departure}', tags: ['Colleagues'], security: staffOnly, summary: 'Call off a departure before its day.',
  request: { params: z.object({ id, departure: id }) },
  responses: { 204: { description: 'Called off; nothing was cut.' }, ...problems },
})
