import { createRoute, z } from '@hono/zod-openapi'
import { MASS_OPS, MASS_OUTCOMES, MASS_STATES, UNDO_OUTCOMES } from '../../mass-changes/mass-change.ts'
import { collected, id, idPath, json, jsonBody, key, moment, personReference, problems, sentence, staffOnly } from './contract.ts'
import { audienceWhere } from './decisions-resource.ts'
import { fieldValue } from './people-resource.ts'

/** Rows that were ticked one by one; for more there is the filter. */
const NAMED_MOST = 5_000

export const massTargets = z
  .object({ targets: z.array(z.object({ key, name: z.string(), type: z.enum(['text', 'date', 'list', 'amount', 'choice', 'owner', 'team']) })) })
  .openapi('MassChangeTargets')
export type MassTargets = z.infer<typeof massTargets>

export const listMassTargets = createRoute({
  method: 'get', path: '/mass-change-targets', tags: ['Changes of many'], security: staffOnly, summary: 'What may be the same for many people, and the reader may change.',
  responses: { 200: json(massTargets, 'Fields of the catalogue; also `owner` and `team`.'), ...problems },
})

export const newMassChange = z
  .strictObject({
    target: key, op: z.enum(MASS_OPS), value: fieldValue.optional().openapi({ description: 'For lists the items; for `owner` and `team` an id. None with `clear`.' }),
    source: z.string().trim().min(1).max(200).openapi({ description: 'Where it comes from; shown to the person.' }),
    collected,
    where: audienceWhere.default([]), search: z.string().trim().max(200).default(''),
    people: z.array(id).min(1).max(NAMED_MOST).optional().openapi({ description: 'Only these of the list. Without: everybody in it at this moment.' }),
  })
  .openapi('NewMassChange')
export type NewMassChange = z.input<typeof newMassChange>

export const createMassChange = createRoute({
  method: 'post', path: '/mass-changes', tags: ['Changes of many'], security: staffOnly, summary: 'Change one thing of everybody in a list. It is tried first, and changes nothing until it is let go.',
  description: 'What no ground needs is not written, and counted (rule H1). Choices are nobody’s but the person’s: they are not changed so, nor are grounds.',
  request: { body: jsonBody(newMassChange) },
  responses: { 202: json(z.object({ id }), 'It is being tried.'), ...problems },
})

const outcome = z.object({ outcome: z.enum([...new Set([...MASS_OUTCOMES, ...UNDO_OUTCOMES])]), count: z.int(), sentence: sentence.nullable() })

export const massChange = z
  .object({
    id, target: key, name: z.string(), op: z.enum(MASS_OPS), value: fieldValue.nullable(), valueName: z.string().nullable().openapi({ description: 'Of an owner or team the name.' }),
    source: z.string(), state: z.enum(MASS_STATES), people: z.int(),
    done: z.int().openapi({ description: 'How many of the people the step under way has gone through.' }),
    foreseen: z.array(outcome), outcomes: z.array(outcome), undone: z.array(outcome),
    createdAt: moment, by: z.string(), startedAt: moment.nullable(), finishedAt: moment.nullable(), undoableUntil: moment.nullable(), failure: sentence.nullable(),
  })
  .openapi('MassChange')
export type MassChangeBody = z.infer<typeof massChange>

export const showMassChange = createRoute({
  method: 'get', path: '/mass-changes/{id}', tags: ['Changes of many'], security: staffOnly, summary: 'How far it is, what it would do, what it did, and what was taken back.',
  request: { params: idPath },
  responses: { 200: json(massChange, 'The change.'), ...problems },
})

export const listMassPeople = createRoute({
  method: 'get', path: '/mass-changes/{id}/people', tags: ['Changes of many'], security: staffOnly, summary: 'Some of those of whom the last step says this, by name.',
  request: { params: idPath, query: z.strictObject({ outcome: z.enum([...new Set([...MASS_OUTCOMES, ...UNDO_OUTCOMES])]) }) },
  responses: { 200: json(z.object({ people: z.array(personReference) }), 'The first hundred that the reader sees.'), ...problems },
})

const moving = (path: '/runs' | '/stops' | '/undoings', summary: string) => ({
  method: 'post' as const, path: `/mass-changes/{id}${path}` as const, tags: ['Changes of many'], security: staffOnly, summary,
  request: { params: idPath },
  responses: { 202: json(massChange, 'The change.'), ...problems },
})
export const runMassChange = createRoute(moving('/runs', 'Let a change go that was tried.'))
export const stopMassChange = createRoute(moving('/stops', 'Stop it. What was changed stays so, and can be undone.'))
export const undoMassChange = createRoute(moving('/undoings', 'Take it back within thirty days. Who was changed since is left alone (rule M1).'))
