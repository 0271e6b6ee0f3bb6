import { createRoute, z } from '@hono/zod-openapi'
import { ACTIVITY_KINDS, CALL_OUTCOMES, MOST_MINUTES, TEXT_LENGTH, TITLE_LENGTH } from '../../activities/activity.ts'
import { DAY_PARTS } from '../../activities/day.ts'
import { day, id, idPath, json, jsonBody, key, moment, personReference, problems, staffOnly } from './contract.ts'
import { textReason } from './notes-resource.ts'

const named = z.object({ id, name: z.string() })
export const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/).openapi({ example: '10:00', description: 'On the clock of the house (`zone`).' })

export const activity = z
  .object({
    id,
    of: id.openapi({ description: 'The person it is about; of what is about nobody an id that is no person’s. Stands in its address.' }),
    kind: z.enum(ACTIVITY_KINDS),
    title: z.string(),
    text: z.string().nullable(),
    person: personReference.nullable(),
    deal: named.nullable(),
    company: named.nullable(),
    purpose: z.object({ key, label: z.string() }).nullable().openapi({ description: 'What it is for; it goes with the last ground for that.' }),
    owner: named.nullable(),
    dueOn: day.nullable(),
    dueTime: time.nullable(),
    dueAt: moment.nullable(),
    minutes: z.int().nullable(),
    late: z.boolean(),
    doneAt: moment.nullable(),
    doneBy: z.string().nullable(),
    outcome: z.enum(CALL_OUTCOMES).nullable(),
    invited: z.string().nullable().openapi({ description: 'What became of the last mail about the meeting to the person; null: nobody was invited.' }),
    until: moment.nullable().openapi({ description: 'When it goes, since it is done.' }),
    createdAt: moment,
    createdBy: z.string(),
  })
  .openapi('Activity')
export type ActivityBody = z.infer<typeof activity>

export const activityDay = z
  .object({
    today: day,
    zone: z.string(),
    parts: z.array(z.object({ part: z.enum(DAY_PARTS), activities: z.array(activity) })),
    done: z.array(activity).openapi({ description: 'Today.' }),
    more: z.boolean().openapi({ description: 'There is more than is told.' }),
  })
  .openapi('ActivityDay')
export type ActivityDay = z.infer<typeof activityDay>

export const activitiesOf = z
  .object({
    activities: z.array(activity),
    purposes: z.array(z.object({ key, label: z.string(), kinds: z.array(z.enum(ACTIVITY_KINDS)) })).openapi({ description: 'What a new one may be for: purposes that the person has a living ground for and the reader a role.' }),
    restricted: z.boolean().openapi({ description: 'The person has had the use of their data restricted (art. 18): nothing new is planned (rule D2a).' }),
    name: z.string(),
  })
  .openapi('ActivitiesOfPerson')
export type ActivitiesOfPerson = z.infer<typeof activitiesOf>

const said = {
  kind: z.enum(ACTIVITY_KINDS),
  title: z.string().trim().min(1).max(TITLE_LENGTH),
  text: z.string().trim().min(1).max(TEXT_LENGTH).nullable(),
  dueOn: day.nullable(),
  dueTime: time.nullable(),
  minutes: z.int().min(1).max(MOST_MINUTES).nullable(),
  owner: id.nullable(),
}

export const newActivity = z
  .strictObject({
    ...said,
    kind: said.kind.default('task'), text: said.text.default(null), dueOn: said.dueOn.default(null), dueTime: said.dueTime.default(null), minutes: said.minutes.default(null),
    owner: said.owner.optional().openapi({ description: 'Left out: oneself. Null: nobody yet.' }),
    person: id.optional(), deal: id.optional(), company: id.optional(),
    purpose: key.optional().openapi({ description: 'Left out: what the deal rests on, else the usual one of those the person has a living ground for.' }),
    reason: textReason,
  })
  .openapi('NewActivity', { example: { title: 'Ring about the offer', dueOn: '2026-12-01' } })
export type NewActivityBody = z.input<typeof newActivity>

export const activityChange = z.strictObject({ ...z.object(said).partial().shape, reason: textReason }).openapi('ActivityChange')
export type ActivityChangeBody = z.input<typeof activityChange>

const tags = ['Activities']
export const activityPath = z.object({ person: id, activity: id })
const one = { 200: json(activity, 'As it is now.'), ...problems }
const dayAnswer = { 200: json(activityDay, 'What is overdue, for today, for later and for some day; and what was done today.'), ...problems }

export const showMyDay = createRoute({ method: 'get', path: '/my-day', tags, security: staffOnly, summary: 'What one has before oneself.', responses: dayAnswer })
export const showTeamDay = createRoute({ method: 'get', path: '/team-day', tags, security: staffOnly, summary: 'What the colleagues of one’s teams have before them, and what is nobody’s yet.', responses: dayAnswer })

export const countMyDay = createRoute({
  method: 'get', path: '/my-day/count', tags, security: staffOnly, summary: 'How much one has overdue and for today.',
  responses: { 200: json(z.object({ due: z.int() }), 'A count.'), ...problems },
})

export const listActivitiesOf = createRoute({
  method: 'get', path: '/people/{id}/activities', tags, security: staffOnly, summary: 'Tasks, calls and meetings with a person.',
  request: { params: idPath }, responses: { 200: json(activitiesOf, 'What is to be done first.'), ...problems },
})

export const listActivitiesAt = createRoute({
  method: 'get', path: '/companies/{id}/activities', tags, security: staffOnly, summary: 'Tasks, calls and meetings about a company, with nobody in them.',
  request: { params: idPath }, responses: { 200: json(z.object({ activities: z.array(activity) }), 'What is to be done first.'), ...problems },
})

export const planActivity = createRoute({
  method: 'post', path: '/activities', tags, security: staffOnly, summary: 'Plan a task, a call or a meeting: about a person (rules H1, D2a), a deal, a company or nobody.',
  request: { body: jsonBody(newActivity) }, responses: { 201: json(activity, 'It is planned.'), ...problems },
})

export const showActivity = createRoute({ method: 'get', path: '/activities/{person}/{activity}', tags, security: staffOnly, summary: 'One task, call or meeting.', request: { params: activityPath }, responses: one })

export const changeActivity = createRoute({
  method: 'patch', path: '/activities/{person}/{activity}', tags, security: staffOnly, summary: 'Change what is to be done, when, or by whom.',
  request: { params: activityPath, body: jsonBody(activityChange) }, responses: one,
})

export const completeActivity = createRoute({
  method: 'post', path: '/activities/{person}/{activity}/completions', tags, security: staffOnly, summary: 'Say that it is done.', request: { params: activityPath }, responses: one,
})

export const reopenActivity = createRoute({
  method: 'post', path: '/activities/{person}/{activity}/reopenings', tags, security: staffOnly, summary: 'Take back that it is done.', request: { params: activityPath }, responses: one,
})

export const removeActivity = createRoute({
  method: 'delete', path: '/activities/{person}/{activity}', tags, security: staffOnly, summary: 'Take it away; for a day it can be brought back.', request: { params: activityPath }, responses: one,
})

export const restoreActivity = createRoute({
  method: 'post', path: '/activities/{person}/{activity}/restorations', tags, security: staffOnly, summary: 'Bring back what was taken away.', request: { params: activityPath }, responses: one,
})
