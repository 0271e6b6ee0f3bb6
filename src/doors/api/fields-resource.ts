import { createRoute, z } from '@hono/zod-openapi'
import { FIELD_ENDING_STATES, REMOVAL_STARTS } from '../../lifecycle/field-ending.ts'
import { publishedField } from './catalogue-resource.ts'
import { id, idPath, json, jsonBody, key, moment, problems, sentence, staffOnly } from './contract.ts'

export const fieldUsage = z
  .object({
    field: key,
    people: z.int().openapi({ description: 'How many have a value.' }), reach: z.int().openapi({ description: 'Of how many it may be held.' }),
    addedAt: moment, writtenAt: moment.nullable(), seenAt: moment.nullable().openapi({ description: 'When a colleague or another system last saw a value.' }),
    uses: z.array(z.object({ kind: z.enum(['list', 'mailing', 'export']), purpose: z.string().nullable(), times: z.int(), lastAt: moment })).openapi({ description: 'Lists that show or filter it, and mailings and exports whose people were chosen by it.' }),
    finding: z.object({ kind: z.enum(['unused', 'empty']), sentence }).nullable(),
    removable: z.boolean(),
  })
  .openapi('FieldUsage')
export type FieldUsage = z.infer<typeof fieldUsage>

export const listFieldUsage = createRoute({
  method: 'get', path: '/field-usage', tags: ['Catalogue'], security: staffOnly, summary: 'How each field is used: who has it, when it was last written and seen, and where people are chosen by it.',
  responses: { 200: json(z.object({ fields: z.array(fieldUsage) }), 'The fields in force.'), ...problems },
})

export const fieldEnding = z
  .object({
    id, kind: z.enum(['removal', 'narrowing']), note: z.string(), state: z.enum(FIELD_ENDING_STATES), startsAt: moment, askedAt: moment, askedBy: z.string(), finishedAt: moment.nullable(),
    people: z.object({ of: z.int().nullable(), done: z.int() }), ended: z.int(), failure: sentence.nullable(),
  })
  .openapi('FieldEnding')
export type FieldEnding = z.infer<typeof fieldEnding>

export const fieldPage = z
  .object({
    field: publishedField.nullable().openapi({ description: 'Null when it has left the catalogue.' }),
    label: z.string(),
    usage: fieldUsage.nullable(),
    history: z.array(z.object({ kind: z.enum(['version', 'needed', 'not-needed']), version: z.int().nullable(), name: z.string().nullable(), retired: z.boolean(), purpose: z.string().nullable(), publishedAt: moment, publishedBy: z.string(), note: z.string() })),
    endings: z.array(fieldEnding).openapi({ description: 'Newest first.' }),
  })
  .openapi('FieldPage')
export type FieldPage = z.infer<typeof fieldPage>

export const getField = createRoute({
  method: 'get', path: '/fields/{key}', tags: ['Catalogue'], security: staffOnly, summary: 'One field: what it is, how it is used, its history, and its removal.',
  request: { params: z.object({ key }) },
  responses: { 200: json(fieldPage, 'The field.'), ...problems },
})

export const removeField = createRoute({
  method: 'post', path: '/fields/{key}/removals', tags: ['Catalogue'], security: staffOnly, summary: 'Remove a field with all that is held in it, at once or in a day; until it begins it can be called off.',
  request: { params: z.object({ key }), body: jsonBody(z.strictObject({ start: z.enum(REMOVAL_STARTS), note: z.string().trim().min(1).max(1000) })) },
  responses: { 201: json(z.object({ id }), 'The job.'), ...problems },
})

export const cancelRemoval = createRoute({
  method: 'post', path: '/field-removals/{id}/cancellations', tags: ['Catalogue'], security: staffOnly, summary: 'Call off a removal that has not begun.',
  request: { params: idPath },
  responses: { 204: { description: 'The field stays.' }, ...problems },
})
