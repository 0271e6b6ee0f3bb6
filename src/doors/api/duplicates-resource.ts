import { createRoute, z } from '@hono/zod-openapi'
import { COMPARED } from '../../resolution/compare.ts'
import { DUPLICATE_DECISIONS, LATER_DAYS } from '../../resolution/decide-duplicates.ts'
import { GRADES } from '../../resolution/grade.ts'
import { channel, id, json, jsonBody, key, moment, next, problems, sentence, staffOnly } from './contract.ts'
import { flag, fieldValue } from './people-resource.ts'

/** What one of the two has in the register. */
const side = z
  .object({
    id, name: z.string(), flags: z.array(flag), recordedAt: moment,
    values: z.array(z.object({ field: z.string(), label: z.string(), value: fieldValue, source: z.string(), recordedAt: moment })).openapi({ description: 'Names, addresses, numbers and birth date, each with where it came from and when.' }),
  })
  .openapi('DuplicateSide')
export type DuplicateSideBody = z.infer<typeof side>

const pair = z
  .object({
    grade: z.enum(GRADES), foundAt: moment,
    agrees: z.array(z.object({ by: z.enum(COMPARED), how: z.enum(['same', 'alike', 'different']) })).openapi({ description: 'What both have, and how far it agrees.' }),
    people: z.array(side).length(2),
    choices: z.array(z.object({ purpose: key, label: z.string(), channel, channelLabel: z.string(), said: z.array(z.enum(['yes', 'no', 'none'])).length(2), together: z.enum(['yes', 'no', 'none']) }))
      .openapi({ description: 'What either has said, in the order of `people`, and what would stand of one human: any no wins (rule L4).' }),
  })
  .openapi('PossibleDuplicate')
export type PossibleDuplicateBody = z.infer<typeof pair>

const duplicates = z
  .object({
    pairs: z.array(pair), next,
    counts: z.object({ sure: z.int(), unsure: z.int(), later: z.int() }).openapi({ description: `How many wait, and how many rest because somebody put them off: for ${LATER_DAYS} days.` }),
    lastPass: z.object({ at: moment, people: z.int() }).nullable().openapi({ description: 'When the register was last gone through, and how many people were compared.' }),
  })
  .openapi('PossibleDuplicates')
export type PossibleDuplicatesBody = z.infer<typeof duplicates>

export const PAIRS_AT_MOST = 20

export const listDuplicates = createRoute({
  method: 'get', path: '/duplicates', tags: ['People'], security: staffOnly,
  summary: 'People who may be in the register twice, the surest first. Restricted people and protected identities are not compared and not in it.',
  request: { query: z.strictObject({ grade: z.enum(GRADES).default('sure'), after: z.string().max(500).optional(), limit: z.coerce.number().int().min(1).max(PAIRS_AT_MOST).default(10) }) },
  responses: { 200: json(duplicates, 'One page.'), ...problems },
})

export const decideDuplicates = createRoute({
  method: 'post', path: '/duplicates/decisions', tags: ['People'], security: staffOnly, summary: 'Say of pairs that they are two people (never asked again), or put them off; `open` takes either back. Nothing changes for the people.',
  request: { body: jsonBody(z.strictObject({ pairs: z.array(z.tuple([id, id])).min(1).max(200), decision: z.enum(DUPLICATE_DECISIONS) }).openapi('DuplicateDecision')) },
  responses: { 200: json(z.object({ decided: z.int(), sentence }), 'How many of the pairs are there.'), ...problems },
})
