import { createRoute, z } from '@hono/zod-openapi'
import { CALL_OUTCOMES, TEXT_LENGTH, TITLE_LENGTH } from '../../activities/activity.ts'
import { activity, time } from './activities-resource.ts'
import { day, id, idPath, json, jsonBody, key, problems, ruleNumber, sentence, staffOnly } from './contract.ts'
import { textReason } from './notes-resource.ts'

export const mayCallAnswers = z
  .object({
    answers: z.array(z.object({
      purpose: key, label: z.string(), allowed: z.boolean(), rule: ruleNumber, sentence, wouldChange: sentence.nullable(), checkRegister: z.boolean().openapi({ description: 'The number is to be looked up in the block register first.' }),
      number: z.string().nullable().openapi({ description: 'Only where the answer is yes, and to those who may see it.' }),
    })).openapi({ description: 'For each purpose that one may be called for and the reader has a role for: what may be done first.' }),
  })
  .openapi('MayCall')
export type MayCallAnswers = z.infer<typeof mayCallAnswers>

export const newCall = z
  .strictObject({
    purpose: key,
    outcome: z.enum(CALL_OUTCOMES).openapi({ description: '`call-back` may plan the next call; `do-not-call` records an objection to marketing by telephone; `incoming`: they called us.' }),
    title: z.string().trim().min(1).max(TITLE_LENGTH).optional(),
    text: z.string().trim().min(1).max(TEXT_LENGTH).nullable().default(null),
    planned: id.optional().openapi({ description: 'The planned call with the person that this was.' }),
    again: z.strictObject({ on: day, time: time.nullable().default(null) }).optional(),
    reason: textReason,
  })
  .openapi('NewCall', { example: { purpose: 'contract', outcome: 'no-answer' } })
export type NewCallBody = z.input<typeof newCall>

export const loggedCall = z.object({ call: activity.nullable(), again: activity.nullable(), saidNo: z.boolean() }).openapi('LoggedCall')
export type LoggedCallBody = z.infer<typeof loggedCall>

const tags = ['Activities']

export const mayCall = createRoute({
  method: 'get', path: '/people/{id}/call-answers', tags, security: staffOnly, summary: 'Whether the person may be called now, for what, and at which number.',
  request: { params: idPath }, responses: { 200: json(mayCallAnswers, 'The answers of the gate. They are no use yet.'), ...problems },
})

export const logCall = createRoute({
  method: 'post', path: '/people/{id}/calls', tags, security: staffOnly, summary: 'Write down a call that was made or came. One that we made is a use, which the gate is asked for again.',
  request: { params: idPath, body: jsonBody(newCall) }, responses: { 201: json(loggedCall, 'It is written down.'), ...problems },
})
