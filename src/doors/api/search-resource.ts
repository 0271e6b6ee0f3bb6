import { createRoute, z } from '@hono/zod-openapi'
import { FOUND_KINDS } from '../../search/found.ts'
import { LONGEST_SEARCH } from '../../search/wanted.ts'
import { json, jsonBody, personReference, problems, sentence, staffOnly } from './contract.ts'

const MOST_OF_A_KIND = 50

export const searchQuestion = z
  .strictObject({
    words: z.string().trim().min(1).max(LONGEST_SEARCH),
    near: z.boolean().default(false).openapi({ description: 'Also what is written or sounds much alike. While somebody types, leave it out.' }),
    kinds: z.array(z.enum(FOUND_KINDS)).min(1).optional().openapi({ description: 'Only these.' }),
    limit: z.int().min(1).max(MOST_OF_A_KIND).default(7).openapi({ description: 'So many of each kind.' }),
  })
  .openapi('SearchQuestion')
export type SearchQuestion = z.input<typeof searchQuestion>

export const foundThing = z
  .object({
    id: z.string().openapi({ description: 'Its id; of a purpose its key.' }),
    person: personReference.nullable().openapi({ description: 'Whom it is about.' }),
    title: sentence, about: z.string().nullable(),
    how: z.enum(['exact', 'name', 'word', 'near']).openapi({ description: 'An identifier that was typed whole, a name by its beginning, words anywhere, or only much alike.' }),
  })
  .openapi('FoundThing')
export type FoundThing = z.infer<typeof foundThing>

export const searchAnswer = z
  .object({ groups: z.array(z.object({ kind: z.enum(FOUND_KINDS), found: z.array(foundThing), isMore: z.boolean() })) })
  .openapi('SearchAnswer')
export type SearchAnswer = z.infer<typeof searchAnswer>

export const searchEverything = createRoute({
  method: 'post', path: '/searches', tags: ['Search'], security: staffOnly, summary: 'Look for words in everything: people, companies, invoices, quotes, deals, tickets, requests, notes, mailings, purposes.',
  description: 'What the reader may not see is not there and not counted. The words stand in the body, so that no log of addresses holds them; they are kept nowhere.',
  request: { body: jsonBody(searchQuestion) },
  responses: { 200: json(searchAnswer, 'What was found, kind by kind, the best first.'), ...problems },
})
