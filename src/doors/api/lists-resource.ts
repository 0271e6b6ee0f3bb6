import { createRoute, z } from '@hono/zod-openapi'
import { id, idPath, json, jsonBody, key, PAGE_LIMIT_MAX, problems, staffOnly } from './contract.ts'
import { audienceWhere } from './decisions-resource.ts'
import { flag } from './people-resource.ts'

const COLUMNS_MOST = 30

const columns = z.array(key).max(COLUMNS_MOST).openapi({ description: 'Fields of the catalogue; also country, capacity and purpose (those held for).' })
const sort = z.strictObject({ by: key, direction: z.enum(['up', 'down']) }).openapi({ description: '`name` or a field. Whoever has no such value comes last.' })

const wish = {
  where: audienceWhere.default([]).openapi({ description: 'As for an audience; also `{ field: "reachable", op: "is", value: "news email" }`: may be sent to for a purpose on a channel.' }),
  search: z.string().trim().max(200).default('').openapi({ description: 'Words of a name, city or customer number, or a piece of an address or number.' }),
}

export const listQuestion = z
  .strictObject({
    ...wish,
    columns: columns.default([]),
    sort: sort.default({ by: 'name', direction: 'up' }),
    after: z.string().max(2000).optional(),
    before: z.string().max(2000).optional(),
    at: z.number().min(0).max(1).optional().openapi({ description: 'Instead of a page before: about so far into the list, 0 to 1.' }),
    limit: z.int().min(1).max(PAGE_LIMIT_MAX).default(100),
  })
  .openapi('ListQuestion')
export type ListQuestion = z.input<typeof listQuestion>

export const listRow = z
  .object({ id, name: z.string(), flags: z.array(flag), cells: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])) })
  .openapi('ListRow')
export type ListRow = z.infer<typeof listRow>

export const listPage = z
  .object({
    rows: z.array(listRow),
    previous: z.string().nullable().openapi({ description: 'Give it as `before`; null at the beginning.' }),
    next: z.string().nullable().openapi({ description: 'Give it as `after`; null at the end.' }),
  })
  .openapi('ListPage')
export type ListPage = z.infer<typeof listPage>

export const askList = createRoute({
  method: 'post', path: '/lists/people', tags: ['Lists'], security: staffOnly, summary: 'One page of a list of people: columns, filters and order as asked for.',
  description: 'A field that the reader may not see is as one that is not there. Who is changed meanwhile may change places; nobody who stays in place is missed or comes twice.',
  request: { body: jsonBody(listQuestion) },
  responses: { 200: json(listPage, 'The page.'), ...problems },
})

export const countQuestion = z.strictObject({ ...wish, exact: z.boolean().default(false) }).openapi('ListCountQuestion')

export const listCount = z
  .object({ count: z.int().nullable().openapi({ description: 'Null where only counting them all would tell; ask with `exact`.' }), exact: z.boolean() })
  .openapi('ListCount')
export type ListCount = z.infer<typeof listCount>

export const askCount = createRoute({
  method: 'post', path: '/lists/people/counts', tags: ['Lists'], security: staffOnly, summary: 'How many are in a list: about, at once, or exactly.',
  request: { body: jsonBody(countQuestion) },
  responses: { 200: json(listCount, 'The number.'), ...problems },
})

export const viewDraft = z
  .strictObject({ name: z.string().trim().min(1).max(80), shared: z.boolean().default(false), ...wish, columns, sort })
  .openapi('ViewDraft')
export type ViewDraft = z.input<typeof viewDraft>

export const savedView = viewDraft
  .extend({
    id, list: z.literal('people'), mine: z.boolean(), by: z.string().openapi({ description: 'Name of its author.' }),
    leftOut: z.int().openapi({ description: 'So many of its columns, filters or its order are left out: the reader may not see them, or they are no more.' }),
  })
  .openapi('SavedView')
export type SavedView = z.infer<typeof savedView>

export const listViews = createRoute({
  method: 'get', path: '/saved-views', tags: ['Lists'], security: staffOnly, summary: 'Views that are kept: one’s own, and those that others share.',
  responses: { 200: json(z.object({ views: z.array(savedView) }), 'The views, by name.'), ...problems },
})

export const createView = createRoute({
  method: 'post', path: '/saved-views', tags: ['Lists'], security: staffOnly, summary: 'Keep a view.',
  request: { body: jsonBody(viewDraft) },
  responses: { 200: json(z.object({ id }), 'Its id.'), ...problems },
})

export const changeView = createRoute({
  method: 'put', path: '/saved-views/{id}', tags: ['Lists'], security: staffOnly, summary: 'Change one’s own view; what was left out of it stays in it.',
  request: { params: idPath, body: jsonBody(viewDraft) },
  responses: { 200: json(z.object({ id }), 'Its id.'), ...problems },
})

export const deleteView = createRoute({
  method: 'delete', path: '/saved-views/{id}', tags: ['Lists'], security: staffOnly, summary: 'Remove one’s own view.',
  request: { params: idPath },
  responses: { 204: { description: 'It is gone.' }, ...problems },
})
