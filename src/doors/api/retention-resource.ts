import { createRoute, z } from '@hono/zod-openapi'
import { id, json, jsonBody, key, moment, problems, sentence, staffOnly } from './contract.ts'
import { retention } from './catalogue-resource.ts'

export const retentionChange = z.strictObject({ purpose: key, retention }).openapi('RetentionChange')
/** Four eyes are on exactly these. */
export const retentionChanges = z.array(retentionChange).min(1).max(100)

const month = z.object({
  month: z.string().openapi({ example: '2026-04' }),
  grounds: z.int().openapi({ description: 'Grounds whose time of holding ends in it.' }),
  people: z.int().openapi({ description: 'People whom nothing holds any more after it.' }),
})

export const sweepRun = z
  .object({
    slot: z.string().openapi({ example: '2026-03-02T02', description: 'Day and hour on the wall for which it ran.' }),
    begunAt: moment, finishedAt: moment.nullable(), refused: sentence.nullable(),
    groundsEnded: z.int(), valuesEnded: z.int(), documentsDeleted: z.int(), peopleErased: z.int(), waiting: z.int(), warned: z.int(),
  })
  .openapi('SweepRun')

export const retentionOverview = z
  .object({
    rules: z.array(z.object({ purpose: key, label: z.string(), retention, sentence, people: z.int() })),
    months: z.array(month).openapi({ description: 'What leaves in the next twelve months as things stand; months in which nothing leaves are there too.' }),
    sweep: z.object({
      nextAt: moment,
      doubt: z.object({ knownAt: moment, sentence }).nullable().openapi({ description: 'The clock is not believed, so nothing is deleted (TU-03).' }),
      runs: z.array(sweepRun).openapi({ description: 'The newest fourteen.' }),
    }),
    waiting: z.array(z.object({ why: z.enum(['hold', 'request', 'relation', 'message']), sentence, people: z.int() })).openapi({ description: 'People whose time is over and who are kept all the same.' }),
  })
  .openapi('RetentionOverview')
export type RetentionOverview = z.infer<typeof retentionOverview>

export const getRetention = createRoute({
  method: 'get', path: '/retention', tags: ['Retention'], security: staffOnly, summary: 'How long data is kept for each purpose, what leaves when, and what the sweep has done.',
  responses: { 200: json(retentionOverview, 'As things stand.'), ...problems },
})

export const retentionRehearsal = z
  .object({
    problems: z.array(z.object({ purpose: z.string().optional(), rule: z.string().optional(), sentence })),
    effects: z.array(z.object({
      purpose: key, label: z.string(), grounds: z.int(), people: z.int(), earlier: z.int(), later: z.int(), atOnce: z.int(),
    })).openapi({ description: 'Grounds of each purpose that would end earlier, later and at once.' }),
    now: z.array(month), afterwards: z.array(month),
    leavingAtOnce: z.int().openapi({ description: 'People whom the next sweep would forget; 1,000 stands for that many or more.' }),
    exceptions: z.array(z.object({ person: z.object({ id, name: z.string() }), why: z.enum(['hold', 'request', 'relation', 'message']), sentence })).openapi({ description: 'People who would stay all the same; at most fifty.' }),
  })
  .openapi('RetentionRehearsal')
export type RetentionRehearsal = z.infer<typeof retentionRehearsal>

export const rehearseRetention = createRoute({
  method: 'post', path: '/retention/rehearsals', tags: ['Retention'], security: staffOnly, summary: 'What other rules would do to the people there are; nothing is changed (rule M1).',
  request: { body: jsonBody(z.strictObject({ changes: retentionChanges }).openapi('RetentionWish', { example: { changes: [{ purpose: 'news', retention: { from: 'consent-given', months: 24, warnDays: 30 } }] } })) },
  responses: { 200: json(retentionRehearsal, 'What would happen.'), ...problems },
})

export const changeRetention = createRoute({
  method: 'post', path: '/retention/changes', tags: ['Retention'], security: staffOnly,
  summary: 'Publish other rules, which a second colleague has allowed (`POST /approvals` of the kind `retention-change` with the same changes).',
  request: { body: jsonBody(z.strictObject({ changes: retentionChanges, note: z.string().trim().min(1).max(1000), approval: id.optional() })) },
  responses: { 201: json(z.object({ version: z.int().openapi({ description: 'Of the catalogue.' }), grounds: z.int().openapi({ description: 'Grounds that were given another day.' }) }), 'They are in force.'), ...problems },
})

export const confirmClock = createRoute({
  method: 'post', path: '/retention/clock-confirmations', tags: ['Retention'], security: staffOnly, summary: 'Say that the clock is right, after it was doubted: the sweep goes on.',
  // It takes nothing; whatever else comes along is refused by name.
  request: { body: { required: false, content: { 'application/json': { schema: z.strictObject({}) } } } },
  responses: { 204: { description: 'The clock is believed.' }, ...problems },
})

export const minimisationFinding = z
  .object({
    kind: z.enum(['unused-field', 'purpose-without-people', 'people-without-purpose']),
    key: key.nullable(), label: z.string(), people: z.int(), sentence,
    proposal: z.object({ retireFields: z.array(key).optional(), retirePurposes: z.array(key).optional() }).nullable()
      .openapi({ description: 'A change for `POST /catalogue/rehearsals` and `/catalogue/versions`; null: shorten how long it is kept.' }),
  })
  .openapi('MinimisationFinding')
export type MinimisationFinding = z.infer<typeof minimisationFinding>

export const getMinimisation = createRoute({
  method: 'get', path: '/minimisation', tags: ['Retention'], security: staffOnly, summary: 'What is held or offered and does not seem to be needed (art. 5(1)(c)), each with what to rehearse.',
  responses: { 200: json(z.object({ findings: z.array(minimisationFinding) }), 'What was found.'), ...problems },
})
