import { createRoute, z } from '@hono/zod-openapi'
import { id, idPath, json, jsonBody, moment, problems, staffOnly } from './contract.ts'
import { exportWish } from './exports-resource.ts'

export const createExportJob = createRoute({
  method: 'post', path: '/export-jobs', tags: ['People'], security: staffOnly, summary: 'The same export as a job: its file waits, sealed, for whoever asked for it.',
  request: { body: jsonBody(exportWish) },
  responses: { 202: json(z.object({ id }), 'It is on its way; see /jobs.'), ...problems },
})

export const cancelExportJob = createRoute({
  method: 'post', path: '/export-jobs/{id}/cancellations', tags: ['People'], security: staffOnly, summary: 'End one’s own export; what there is of its file goes at once.',
  request: { params: idPath },
  responses: { 204: { description: 'It has ended.' }, ...problems },
})

export const exportLink = z.object({ secret: z.string(), expiresAt: moment }).openapi('ExportLink')
export type ExportLink = z.infer<typeof exportLink>

export const linkExportFile = createRoute({
  method: 'post', path: '/export-jobs/{id}/links', tags: ['People'], security: staffOnly,
  summary: 'The right to fetch the file of one’s own export: once, within a quarter of an hour. The file is removed when it was fetched, or after a day.',
  request: { params: idPath },
  responses: { 200: json(exportLink, 'What the file is fetched with.'), ...problems },
})

export const fetchExportFile = createRoute({
  method: 'post', path: '/export-jobs/{id}/fetches', tags: ['People'], security: staffOnly, summary: 'The file. A transfer that breaks off leaves it for another address.',
  request: { params: idPath, body: jsonBody(z.strictObject({ secret: z.string().min(1).max(200) })) },
  responses: { 200: { description: 'The file.', content: { 'text/csv': { schema: z.string() }, 'application/x-ndjson': { schema: z.string() } } }, ...problems },
})
