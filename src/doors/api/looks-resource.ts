import { createRoute, z } from '@hono/zod-openapi'
import { LOOK_KINDS, LOOK_WHYS } from '../../looks/look.ts'
import { day, id, idPath, json, jsonBody, moment, next, pageQuery, problems, sentence, staffOnly } from './contract.ts'

export const look = z
  .object({
    id, at: moment,
    person: id.openapi({ description: 'Without a name: the log holds no values, and whoever wants to know opens the person, which is noted.' }),
    by: z.object({ kind: z.enum(['staff', 'key']), id, name: z.string(), roles: z.array(z.string()).openapi({ description: 'What the colleague was at that moment.' }) }),
    why: z.enum(LOOK_WHYS),
    kind: z.enum(LOOK_KINDS),
    inWords: sentence,
    fields: z.array(z.object({ field: z.string(), label: z.string() })),
  })
  .openapi('Look')
export type Look = z.infer<typeof look>

export const looksPage = z.object({ looks: z.array(look), next }).openapi('LooksPage')
export type LooksPage = z.infer<typeof looksPage>

export const listLooks = createRoute({
  method: 'get', path: '/looks', tags: ['Looks'], security: staffOnly, summary: 'Who looked at whose data, which fields, why and when; newest first.',
  request: { query: pageQuery.extend({ person: id.optional(), by: id.optional().openapi({ description: 'A colleague or a key.' }), since: moment.optional(), until: moment.optional() }) },
  responses: { 200: json(looksPage, 'One page of looks.'), ...problems },
})

export const listPersonLooks = createRoute({
  method: 'get', path: '/people/{id}/looks', tags: ['Looks'], security: staffOnly, summary: 'Who looked at the data of this person; newest first.',
  request: { params: idPath, query: pageQuery },
  responses: { 200: json(looksPage, 'One page of looks.'), ...problems },
})

export const lookNotice = z
  .object({
    id, day, raisedAt: moment, since: moment,
    colleague: z.object({ id, name: z.string() }),
    people: z.int().openapi({ description: 'Within the hour before; each person once.' }),
    opened: z.int(), listed: z.int(), exported: z.int(),
    usual: z.number().nullable().openapi({ description: 'Median of the colleague’s own hours of the 30 days before; null while there are fewer than ten such hours.' }),
    acknowledged: z.object({ at: moment, by: z.string(), words: z.string() }).nullable(),
  })
  .openapi('LookNotice')
export type LookNotice = z.infer<typeof lookNotice>

export const listLookNotices = createRoute({
  method: 'get', path: '/look-notices', tags: ['Looks'], security: staffOnly,
  summary: 'Unusual reading: more than 200 people an hour, or more than five times what is usual for the colleague. One a colleague and day.',
  request: { query: z.strictObject({ limit: pageQuery.shape.limit }) },
  responses: { 200: json(z.object({ notices: z.array(lookNotice), open: z.int().openapi({ description: 'Of these, not acknowledged.' }) }), 'Those not acknowledged first, then newest first.'), ...problems },
})

export const acknowledgeLookNotice = createRoute({
  method: 'post', path: '/look-notices/{id}/acknowledgements', tags: ['Looks'], security: staffOnly, summary: 'Say what an unusual reading was; not for whom it is about.',
  request: { params: idPath, body: jsonBody(z.strictObject({ words: z.string().trim().min(1).max(2000) })) },
  responses: { 204: { description: 'Noted.' }, ...problems },
})
