import { cancelExport } from '../../exports/cancel-export.ts'
import { deleteExportFile, selectExportPart } from '../../exports/export-jobs.sql.ts'
import type { ExportJob } from '../../exports/export-job.ts'
import { linkExport } from '../../exports/link-export.ts'
import { requestExport } from '../../exports/request-export.ts'
import { openPart } from '../../exports/sealed-part.ts'
import { takeExport } from '../../exports/take-export.ts'
import { newSecret, secretHash } from '../../staff/secret.ts'
import { actorId } from '../../staff/staff-actor.ts'
import type { House } from '../house.ts'
import type { Api } from './api-door.ts'
import { cancelExportJob, createExportJob, fetchExportFile, linkExportFile } from './export-jobs-resource.ts'
import { fileHeaders, prepareExport, streamOf } from './exports-routes.ts'
import { holdMassExport } from './hold-mass-export.ts'

export function addExportJobsRoutes(api: Api, house: House): void {
  const { database, log } = house

  api.openapi(createExportJob, async (c) => {
    const asked = c.req.valid('json')
    const actor = c.get('actor')
    const { wish, form } = await database.report((tx) => prepareExport(tx, actor, asked))
    await holdMassExport(database, actor, asked)
    const id = await database.write((tx) => requestExport(tx, actorId(actor), wish, form))
    return c.json({ id }, 202)
  })

  api.openapi(cancelExportJob, async (c) => {
    await database.write((tx) => cancelExport(tx, c.req.valid('param').id, actorId(c.get('actor'))))
    return c.body(null, 204)
  })

  api.openapi(linkExportFile, async (c) => {
    const secret = newSecret()
    const { expiresAt } = await database.write((tx) => linkExport(tx, c.req.valid('param').id, actorId(c.get('actor')), secretHash(secret)))
    return c.json({ secret, expiresAt: expiresAt.toISOString() }, 200)
  })

  api.openapi(fetchExportFile, async (c) => {
    const { secret } = c.req.valid('json')
    const job = await database.write((tx) => takeExport(tx, c.req.valid('param').id, actorId(c.get('actor')), secretHash(secret)))
    log.info({ exportId: job.exportId, staffId: actorId(c.get('actor')) }, 'the file of an export is fetched')
    return c.body(streamOf(fileParts(house, job), log), 200, fileHeaders(job.wish.question.purpose, job.form.format, job.createdAt)) as never
  })
}

/** The file part by part; when all of it has gone out it is removed. */
async function* fileParts({ database, keeper }: House, { exportId }: ExportJob): AsyncGenerator<Uint8Array, void, void> {
  for (let part = 0; ; part++) {
    const sealed = await database.read((tx) => selectExportPart(tx, exportId, part))
    if (!sealed) break
    yield openPart(keeper.keys.tokens, exportId, part, sealed)
  }
  await database.write((tx) => deleteExportFile(tx, exportId, true))
}
