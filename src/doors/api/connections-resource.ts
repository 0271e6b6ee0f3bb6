import { createRoute, z } from '@hono/zod-openapi'
import { ANSWER_DAYS, ANSWER_DAYS_MAX, KNOWN_BY, SYSTEM_REACHES, SYSTEM_WAYS } from '../../connections/connected-system.ts'
import { ANSWERED_HOW, TASK_ANSWERS, TASK_REASONS, TASK_STATES, TOLD_ACTS } from '../../connections/system-task.ts'
import { id, idPath, json, jsonBody, key, language, moment, open, problems, sentence, staffOnly } from './contract.ts'

const TAG = { tags: ['Connections'], security: staffOnly }

const said = {
  name: z.string().trim().min(1).max(100).openapi({ example: 'The web shop' }),
  recipient: key.openapi({ example: 'carriers', description: 'Which recipient of the catalogue it is: its purposes must share data with that.' }),
  address: z.string().trim().min(1).max(500).openapi({ example: 'https://shop.example.se/tillit', description: 'Of a webhook the URL, https; of tasks by mail the mailbox.' }),
  language,
  purposes: z.array(key).min(1).max(50).openapi({ description: 'What it gets data for.' }),
  fields: z.array(key).max(200).openapi({ description: 'The fields it gets; none: all that its purposes need.' }),
  knownBy: z.array(z.enum(KNOWN_BY)).min(1).max(KNOWN_BY.length).openapi({ description: 'By what it knows people: nothing else is told to it.' }),
  reach: z.enum(SYSTEM_REACHES).openapi({ description: '`purpose`: it has everybody with one of its purposes. `key`: only people whom it fetched or brought by its API key.' }),
  apiKeyId: id.nullable(),
  answerDays: z.int().min(1).max(ANSWER_DAYS_MAX),
}

export const connectedSystem = z
  .object({
    id, way: z.enum(SYSTEM_WAYS), ...said, recipientInWords: sentence, createdAt: moment, paused: z.boolean(),
    health: z.enum(['quiet', 'well', 'failing', 'paused']).openapi({ description: 'By the last try; `quiet` when there was none yet.' }),
    calledAt: moment.nullable(), answeredAt: moment.nullable(), error: z.string().nullable(), errorInWords: sentence.nullable(),
    tasks: z.object({ waiting: z.int(), overdue: z.int(), unsettled: z.int(), settled: z.int() }).openapi({ description: 'What it was told of: waiting for its answer, past the day, refused or never answered, settled.' }),
  })
  .openapi('ConnectedSystem')
export type ConnectedSystemAnswer = z.infer<typeof connectedSystem>

const changed = {
  ...said, language: language.default('en'), fields: said.fields.default([]), reach: said.reach.default('purpose'), apiKeyId: id.nullable().default(null), answerDays: said.answerDays.default(ANSWER_DAYS),
}
const EXAMPLE = { name: 'The web shop', recipient: 'carriers', address: 'https://shop.example.se/tillit', purposes: ['contract'], knownBy: ['customer-number'] }

export const newSystem = z.strictObject({ way: z.enum(SYSTEM_WAYS), ...changed }).openapi('NewConnectedSystem', { example: { way: 'webhook', ...EXAMPLE } })
export type NewSystem = z.input<typeof newSystem>
export const changedSystem = z.strictObject(changed).openapi('ChangedConnectedSystem', { example: EXAMPLE })

const secret = z.string().nullable().openapi({ description: 'What its calls are signed with (Standard Webhooks), shown this one time; null for tasks by mail.', example: 'whsec_…' })

export const connections = z
  .object({
    systems: z.array(connectedSystem),
    unconnected: z.array(z.object({ recipient: key, label: sentence })).openapi({ description: 'Recipients of the catalogue that no system stands for: a colleague tells them.' }),
    recipients: z.array(z.object({ recipient: key, label: sentence, purposes: z.array(key) })).openapi({ description: 'All recipients, and the purposes that share data with each.' }),
  })
  .openapi('Connections')
export type Connections = z.infer<typeof connections>

export const systemTask = z
  .object({
    id, system: z.object({ id, name: z.string() }), act: z.enum(TOLD_ACTS), actInWords: sentence,
    person: id.openapi({ description: 'Of somebody who was forgotten a pseudonym that leads nowhere.' }), erasure: id.nullable(), request: id.nullable(),
    state: z.enum(TASK_STATES), stateInWords: sentence, askedAt: moment, deadline: moment, overdue: z.boolean(), tries: z.int(), nextTry: moment.nullable(),
    error: z.string().nullable(), errorInWords: sentence.nullable(), answeredAt: moment.nullable(), how: z.enum(ANSWERED_HOW).nullable(), howInWords: sentence.nullable(),
    reason: sentence.nullable(), words: z.string().nullable(),
  })
  .openapi('SystemTask')
export type SystemTaskAnswer = z.infer<typeof systemTask>

export const listSystems = createRoute({
  method: 'get', path: '/connected-systems', ...TAG, summary: 'Systems that are told of erasure, rectification, restriction (art. 19) and of noes, and how each does.',
  responses: { 200: json(connections, 'The systems, by name.'), ...problems },
})

export const createSystem = createRoute({
  method: 'post', path: '/connected-systems', ...TAG, summary: 'Connect a system.',
  request: { body: jsonBody(newSystem) },
  responses: { 201: json(connectedSystem.extend({ secret }).openapi('NewlyConnectedSystem'), 'It is told from now on.'), ...problems },
})
export type NewlyConnectedSystem = z.infer<(typeof createSystem)['responses'][201]['content']['application/json']['schema']>

export const changeSystem = createRoute({
  method: 'put', path: '/connected-systems/{id}', ...TAG, summary: 'Change what is said of a system.',
  request: { params: idPath, body: jsonBody(changedSystem) },
  responses: { 200: json(connectedSystem, 'As it is now.'), ...problems },
})

export const endSystem = createRoute({
  method: 'delete', path: '/connected-systems/{id}', ...TAG, summary: 'Disconnect a system. What it has not answered waits for a colleague.',
  request: { params: idPath }, responses: { 204: { description: 'Disconnected.' }, ...problems },
})

export const renewSecret = createRoute({
  method: 'post', path: '/connected-systems/{id}/secrets', ...TAG, summary: 'A new secret; the old one is worth nothing at once.',
  request: { params: idPath }, responses: { 201: json(z.object({ secret: z.string() }).openapi('ConnectionSecret'), 'Shown this one time.'), ...problems },
})

export const pingSystem = createRoute({
  method: 'post', path: '/connected-systems/{id}/pings', ...TAG, summary: 'Call a system to see whether it answers. The call is about nobody.',
  request: { params: idPath }, responses: { 200: json(z.object({ ok: z.boolean(), inWords: sentence }).openapi('Ping'), 'What came back.'), ...problems },
})
export type Ping = z.infer<(typeof pingSystem)['responses'][200]['content']['application/json']['schema']>

const switched = (noun: string, summary: string) => createRoute({
  method: 'post', path: `/connected-systems/{id}/${noun}`, ...TAG, summary, request: { params: idPath }, responses: { 200: json(connectedSystem, 'As it is now.'), ...problems },
})
export const pauseSystem = switched('pauses', 'Tell a system nothing for a while. Days go on.')
export const resumeSystem = switched('resumptions', 'Tell it again, what has waited first.')

export const callBack = createRoute({
  method: 'post', path: '/connected-systems/{id}/answers', tags: ['Connections'], security: open,
  summary: 'A system says what came of a task it had accepted. Signed with its secret as our calls are (webhook-id, webhook-timestamp, webhook-signature); the same answer may come again.',
  request: {
    params: idPath,
    body: jsonBody(z.strictObject({ id: id.openapi({ description: 'Of the task: `data.id` of the call.' }), status: z.enum(TASK_ANSWERS), reason: z.enum(TASK_REASONS).optional() })
      .openapi('SystemAnswer', { example: { id: '01963f2a-7c51-7d2e-9a3b-5f6c1d2e3f40', status: 'done' } })),
  },
  responses: { 200: json(z.object({ id, status: z.enum(TASK_ANSWERS) }), 'It is noted.'), ...problems },
})

export const listSystemTasks = createRoute({
  method: 'get', path: '/connected-systems/{id}/tasks', ...TAG, summary: 'What a system was told of, the newest first; it names nobody.',
  request: { params: idPath, query: z.strictObject({ unsettled: z.enum(['true', 'false']).default('false').openapi({ description: '`true`: only what is not settled.' }) }) },
  responses: { 200: json(z.object({ tasks: z.array(systemTask) }), 'At most 200 tasks.'), ...problems },
})

export const listPersonTasks = createRoute({
  method: 'get', path: '/people/{id}/system-tasks', ...TAG, summary: 'What other systems were told of a person, and what they answered.',
  request: { params: idPath }, responses: { 200: json(z.object({ tasks: z.array(systemTask) }), 'The newest first.'), ...problems },
})

export const answerTask = createRoute({
  method: 'post', path: '/system-tasks/{id}/answers', ...TAG, summary: 'A colleague has found out what came of a task, and says how.',
  request: { params: idPath, body: jsonBody(z.strictObject({ status: z.enum(TASK_ANSWERS), words: z.string().trim().min(10).max(500) }).openapi('TaskAnswer', { example: { status: 'done', words: 'Their support confirmed it by phone, case 4711.' } })) },
  responses: { 200: json(systemTask, 'As it is now.'), ...problems },
})

export const callTask = createRoute({
  method: 'post', path: '/system-tasks/{id}/calls', ...TAG, summary: 'Tell the system now instead of at the next try.',
  request: { params: idPath }, responses: { 200: json(systemTask, 'It is told within seconds.'), ...problems },
})
