import { createRoute, z } from '@hono/zod-openapi'
import { CALL_WISHES } from '../../consent/call-wish.ts'
import { LIFE_STAGES } from '../../lifecycle/life-stage.ts'
import {
  basis, capacity, channel, contactPointKind, country, day, id, idPath, json, key, language, moment, personReference, problems, ruleNumber, security, sentence,
} from './contract.ts'
import { document, hold } from './documents-resource.ts'
import { fieldValue, flag } from './people-resource.ts'

/** Until when something is held: a date, or the event it waits for, and always in words. */
export const until = z.object({ date: day.optional(), event: z.string().optional(), sentence }).openapi('Until')
export type Until = z.infer<typeof until>

/** Why something is held, from where, since when and until when. */
const held = {
  purposes: z.array(z.object({ purpose: key, label: z.string(), basis })).openapi({ description: 'Living grounds that need it; none when only a retention rule keeps it.' }),
  source: z.string(),
  collected: z.enum(['self', 'other', 'inferred']),
  recordedAt: moment,
  recordedBy: z.string(),
  until,
}

export const heldField = z
  .object({
    field: key,
    label: z.string(),
    category: z.string(),
    value: fieldValue,
    inferred: z.boolean(),
    aged: z.boolean().openapi({ description: 'Nobody has said it anew, or that it is still right, for a year.' }),
    ...held,
    blocked: z.object({ since: moment, deleteAfter: moment }).optional(),
  })
  .openapi('HeldField')
export type HeldField = z.infer<typeof heldField>

export const heldContactPoint = z
  .object({
    id,
    kind: contactPointKind,
    value: z.string(),
    verified: z.boolean(),
    verifiedHow: z.string().nullable(),
    since: moment,
    ...held,
    sharedWith: z.int().openapi({ description: 'How many other people have the same contact point.' }),
  })
  .openapi('HeldContactPoint')
export type HeldContactPoint = z.infer<typeof heldContactPoint>

export const personGround = z
  .object({
    id, purpose: key, label: z.string(), basis, since: moment,
    until: moment.nullable(),
    waitsFor: z.string().nullable(),
    reference: z.string().nullable(),
    endedAt: moment.nullable(),
    evidence: z.record(z.string(), z.unknown()),
  })
  .openapi('PersonGround')
export type PersonGround = z.infer<typeof personGround>

export const CHOICE_STATES = ['given', 'unconfirmed', 'withdrawn', 'objected', 'expired', 'asked', 'no-answer', 'none'] as const
export const choiceState = z.enum(CHOICE_STATES)
export type ChoiceState = z.infer<typeof choiceState>

export const choiceOnChannel = z
  .object({
    channel,
    state: choiceState,
    since: moment.nullable(),
    frequency: z.string().nullable(),
    until: moment.nullable().openapi({ description: 'When a yes ends by itself: through each channel on a day of its own.' }),
    decision: z.object({ allowed: z.boolean(), rule: ruleNumber, article: z.string(), sentence, wouldChange: sentence.nullable() }),
    contactPoint: z.string().nullable(),
  })
  .openapi('ChoiceOnChannel')
export type ChoiceOnChannel = z.infer<typeof choiceOnChannel>

export const personChoice = z
  .object({ purpose: key, label: z.string(), description: z.string(), channels: z.array(choiceOnChannel) })
  .openapi('PersonChoice')
export type PersonChoice = z.infer<typeof personChoice>

const verdict = z.object({ allowed: z.boolean(), rule: ruleNumber, sentence })
/** What may reach the person through one channel, at one glance. */
export const reachOnChannel = z
  .object({
    channel,
    service: verdict.extend({ label: z.string().openapi({ description: 'The purpose it would be for.' }) }).nullable().openapi({ description: 'Whether they may be written to or called about what they have with us; null where that is nothing.' }),
    offers: z.array(z.object({ purpose: key, label: z.string(), frequency: z.string().nullable() })).openapi({ description: 'Marketing that may reach them so, and how often they want it.' }),
    why: verdict.nullable().openapi({ description: 'Why no marketing may, where none may.' }),
  })
  .openapi('ReachOnChannel')
export type ReachOnChannel = z.infer<typeof reachOnChannel>

export const personRelation = z
  .object({
    kind: z.enum(['guardian', 'proxy', 'payer', 'estate', 'household', 'role']),
    person: personReference,
    direction: z.enum(['of', 'for']).openapi({ description: '`of`: the other is the guardian, payer, … of this person; `for`: this person is it for the other.' }),
    since: moment,
    until: moment.nullable(),
  })
  .openapi('PersonRelation')
export type PersonRelation = z.infer<typeof personRelation>

export const person = z
  .object({
    id,
    name: z.string(),
    capacity,
    country: country.nullable(),
    language: language.nullable(),
    flags: z.array(flag),
    recordedAt: moment,
    fields: z.array(heldField),
    contactPoints: z.array(heldContactPoint),
    grounds: z.array(personGround),
    relations: z.array(personRelation),
    choices: z.array(personChoice),
    reach: z.array(reachOnChannel).openapi({ description: 'By mail, text message, telephone and letter.' }),
    callWish: z.object({ wish: z.enum(CALL_WISHES), at: moment, by: z.enum(['person', 'staff', 'system']) }).nullable().openapi({ description: 'When they want to be called, as they said or a colleague noted for them.' }),
    noToAllMarketing: z.object({ since: moment }).nullable(),
    stopAsking: z.object({ since: moment }).nullable(),
    restrictions: z.array(z.object({ purpose: z.string(), field: z.string(), since: moment })).openapi({ description: '`*` is all.' }),
    stage: z.enum(LIFE_STAGES).openapi({ description: 'Where they stand in their life with the company, told from grounds and documents.' }),
    stageLabel: sentence,
    documents: z.array(document).openapi({ description: 'What was issued to them; to whoever may open it.' }),
    holds: z.array(hold.pick({ id: true, item: true, reason: true, since: true, until: true })).openapi({ description: 'What is kept from ending now.' }),
    records: z.object({
      ledBy: personReference.nullable().openapi({ description: 'The record of the same person that leads this one, and through which they are met.' }),
      others: z.array(z.object({ person: personReference, mergedAt: moment, leads: z.boolean().openapi({ description: 'The other is led by this one.' }), undoableUntil: moment.nullable().openapi({ description: 'Until when the other can be made a record of its own again; null where it cannot.' }) })),
    }).openapi({ description: 'Other records that were found to be of the same person. What each of them holds is asked of it by its id.' }),
    notices: z.array(z.object({ source: z.string(), dueAt: moment, givenAt: moment.nullable() })),
  })
  .openapi('Person')
export type Person = z.infer<typeof person>

export const getPerson = createRoute({
  method: 'get', path: '/people/{id}', tags: ['People'], security, summary: 'One person: what is held, why, from where and until when, and what may be done.',
  request: { params: idPath },
  responses: { 200: json(person, 'The person.'), ...problems },
})
