import { createRoute, z } from '@hono/zod-openapi'
import { MERGE_OBSTACLES, UNDO_DAYS } from '../../resolution/merge.ts'
import { channel, id, idPath, json, jsonBody, key, personReference, problems, sentence, staffOnly } from './contract.ts'

export const PAIRS_AT_MOST = 200

/** The record that is to lead, and the other. */
const pair = z.tuple([id, id])

const obstacle = z.object({ why: z.enum(MERGE_OBSTACLES), sentence }).openapi({ description: 'What stands in the way of making them one.' })

const rehearsals = z
  .object({
    pairs: z.array(z.object({
      leading: personReference, other: personReference, obstacle: obstacle.nullable(),
      stops: z.array(z.object({ purpose: key, label: z.string(), channel, channelLabel: z.string() })).openapi({ description: 'Where a yes of the leading record gives way to a no of the other.' }),
      noes: z.int().openapi({ description: 'Purposes and channels to which nothing was said, and where a no of the other stands from then on.' }),
      restrictions: z.int(),
    })),
    more: z.boolean().openapi({ description: 'More pairs wait than these.' }),
  })
  .openapi('MergeRehearsals')
export type MergeRehearsalsBody = z.infer<typeof rehearsals>

export const rehearseMerges = createRoute({
  method: 'post', path: '/merges/rehearsals', tags: ['People'], security: staffOnly,
  summary: 'What making records one person would change: for named pairs, or for all that are nearly certain.',
  request: { body: jsonBody(z.union([z.strictObject({ pairs: z.array(pair).min(1).max(PAIRS_AT_MOST) }), z.strictObject({ grade: z.literal('sure') })]).openapi('MergeRehearsal')) },
  responses: { 200: json(rehearsals, `At most ${PAIRS_AT_MOST} pairs; nothing is changed.`), ...problems },
})

const merged = z
  .object({
    merged: z.array(z.object({ leading: id, other: id })), refused: z.array(z.object({ leading: id, other: id, sentence })), sentence,
  })
  .openapi('Merged')

export const mergeRecords = createRoute({
  method: 'post', path: '/merges', tags: ['People'], security: staffOnly,
  summary: `Make records one person, pair by pair: the first of each leads. Rows keep their record, every no counts for both (rule L4). It can be undone for ${UNDO_DAYS} days.`,
  request: { body: jsonBody(z.strictObject({ pairs: z.array(pair).min(1).max(PAIRS_AT_MOST) }).openapi('Merge')) },
  responses: { 200: json(merged, 'Which were made one, and which were not and why.'), ...problems },
})

export const separateRecords = createRoute({
  method: 'post', path: '/people/{id}/separations', tags: ['People'], security: staffOnly,
  summary: 'Make a record that another leads one of its own again. What the person has said meanwhile stays with both.',
  request: {
    params: idPath,
    body: jsonBody(z.strictObject({ decision: z.enum(['different', 'open']).openapi({ description: '`different`: they are two people and are not proposed again; `open`: as if nobody had looked at them.' }) }).openapi('Separation')),
  },
  responses: { 200: json(z.object({ sentence }), 'They are two records again.'), ...problems },
})
