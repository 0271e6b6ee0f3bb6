import { createRoute, z } from '@hono/zod-openapi'
import { JOB_KINDS, JOB_STATES } from '../../jobs/job.ts'
import { id, json, moment, next, pageQuery, problems, sentence, staffOnly } from './contract.ts'

export const job = z
  .object({
    id,
    kind: z.enum(JOB_KINDS),
    title: z.string().openapi({ description: 'Name of a file or a mailing; of an export the key of its purpose; of a run of invoices the day up to which, empty when it credits; of an ending of values the name of the field; of a change of many the key of what is changed.' }),
    field: z.string().nullable().openapi({ description: 'Key of the field whose values end.' }),
    state: z.enum(JOB_STATES),
    rehearsal: z.boolean(),
    done: z.int(),
    of: z.int().nullable().openapi({ description: 'Null while that is not known.' }),
    startedAt: moment,
    finishedAt: moment.nullable(),
    by: z.string().openapi({ description: 'Name of whoever asked for it.' }),
    mine: z.boolean(),
    result: z.record(z.string(), z.number()),
    failure: sentence.nullable(),
    file: z.enum(['ready', 'fetched', 'removed']).nullable(),
    mayCancel: z.boolean(),
    mayFetch: z.boolean(),
  })
  .openapi('Job')
export type Job = z.infer<typeof job>

export const jobsPage = z.object({ jobs: z.array(job), next }).openapi('JobsPage')
export type JobsPage = z.infer<typeof jobsPage>

export const listJobs = createRoute({
  method: 'get', path: '/jobs', tags: ['Jobs'], security: staffOnly, summary: 'Imports, mailings, exports, runs of invoices, endings of fields and changes of many under way and done, newest first: one’s own, and with the permission others’.',
  request: { query: pageQuery.extend({ open: z.enum(['true', 'false']).default('false').openapi({ description: 'Only what is under way, and what ended within the last minutes.' }) }) },
  responses: { 200: json(jobsPage, 'One page of jobs.'), ...problems },
})
