import type { z } from '@hono/zod-openapi'
import type { Logger } from 'pino'
import { decideAudience } from '../../decisions/decide-audience.ts'
import { delimiterOf, exportHead, exportLines, type ExportForm } from '../../exports/export-form.ts'
import { exportPeople as exportBatch, type ExportWish as Wish } from '../../exports/export-people.ts'
import { lookerOf } from '../../looks/looker.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { Database, Tx } from '../../plumbing/database.ts'
import { selectInstallation } from '../../plumbing/installation.sql.ts'
import { selectCatalogue } from '../../purposes/catalogue.sql.ts'
import type { PersonId } from '../../values/ids.ts'
import type { House } from '../house.ts'
import { refuseOutOfScope, refuseUnseen, scopeFor, seesField } from '../staff/key-scope.ts'
import { isStillGood } from '../../staff/departures.sql.ts'
import { actorId, type StaffActor } from '../../staff/staff-actor.ts'
import type { Api } from './api-door.ts'
import { exportPeople, type exportWish } from './exports-resource.ts'
import { holdMassExport } from './hold-mass-export.ts'

type Asked = z.output<typeof exportWish>

const TYPES = { csv: 'text/csv; charset=utf-8', jsonl: 'application/x-ndjson' }

export function addExportsRoutes(api: Api, { database, log }: House): void {
  api.openapi(exportPeople, async (c) => {
    const asked = c.req.valid('json')
    const { wish, form } = await database.report((tx) => prepareExport(tx, c.get('actor'), asked))
    await holdMassExport(database, c.get('actor'), asked)
    return c.body(streamOf(parts(database, wish, form, c.get('actor')), log), 200, fileHeaders(asked.purpose, form.format, database.clock())) as never
  })
}

/** What a browser is told of a file; its name is made here, never taken from anybody. */
export function fileHeaders(purpose: string, format: ExportForm['format'], at: Date): Record<string, string> {
  return { 'content-type': TYPES[format], 'content-disposition': `attachment; filename="${purpose}-${at.toISOString().slice(0, 10)}.${format}"`, 'cache-control': 'no-store' }
}

/** Everything that can be refused is refused before the first row. */
export async function prepareExport(tx: Tx, actor: StaffActor, asked: Asked): Promise<{ wish: Wish; form: ExportForm }> {
  const scope = await scopeFor(tx, actor)
  refuseOutOfScope(scope, [asked.purpose], () => 'purpose')
  refuseUnseen(actor, scope, asked.where.map((one) => one.field), (place) => `where.${place}.field`)
  refuseUnseen(actor, scope, asked.fields ?? [], (place) => `fields.${place}`)
  const { purposes, fields } = await selectCatalogue(tx)
  const purpose = purposes.find((one) => one.key === asked.purpose)
  if (!purpose) throw new Problem('invalid', { text: 'api.purpose-unknown', field: 'purpose' })
  if (!(purpose.channels as string[]).includes(asked.channel)) throw new Problem('invalid', { text: 'api.export-channel', field: 'channel', parameters: { channels: purpose.channels.join(', ') } })
  const needed = purpose.fields.filter((key) => seesField(scope, key) && fields.some((one) => one.key === key && !one.sensitive))
  const notNeeded = asked.fields?.findIndex((field) => !needed.includes(field)) ?? -1
  if (notNeeded >= 0) throw new Problem('refused', { rule: 'H1', text: 'decisions.filter.field-not-needed', field: `fields.${notNeeded}`, parameters: { field: asked.fields![notNeeded]! } })
  const question = { purpose: asked.purpose, channel: asked.channel, use: 'export' as const }
  await decideAudience(tx, question, asked.where, { limit: 1 })
  const installation = await selectInstallation(tx)
  return {
    wish: { question, where: asked.where, fields: asked.fields ?? needed, actor: { kind: actor.kind === 'key' ? 'system' : 'staff', id: actorId(actor) }, looker: lookerOf(actor) },
    form: { format: asked.format, delimiter: asked.delimiter ?? delimiterOf(installation?.controller.country ?? null), mark: asked.byteOrderMark },
  }
}

/** The file in parts; each is decided, recorded and committed before it is handed out. */
async function* parts(database: Database, wish: Wish, form: ExportForm, actor: StaffActor): AsyncGenerator<string, void, void> {
  if (form.format === 'csv') yield exportHead(form, wish.fields)
  for (let after: PersonId | null = null, more = true; more;) {
    const batch: Awaited<ReturnType<typeof exportBatch>> = await database.reportAndRecord(async (tx) => {
      // It may go on long after it was asked for: whoever has left or signed out gets no more of it.
      if (!(await isStillGood(tx, actor))) throw new Problem('unauthenticated', { text: 'leaving.gone' })
      return exportBatch(tx, wish, after)
    })
    const lines = exportLines(form, wish.fields, batch.rows)
    if (lines !== '') yield lines
    after = batch.after
    more = after !== null
  }
}

/** As fast as it is read: nothing is decided ahead of a reader who waits, nor after one who has gone. A failure breaks the transfer off. */
export function streamOf(texts: AsyncGenerator<string | Uint8Array, void, void>, log: Logger): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let gone = false
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await texts.next()
        if (gone) return
        if (done) controller.close()
        else controller.enqueue(typeof value === 'string' ? encoder.encode(value) : value)
      } catch (error) {
        log.error({ err: error }, 'an export broke off')
        // The server prints what it is given, so it is given no words of the database.
        controller.error(new Error('the export broke off'))
      }
    },
    async cancel() {
      gone = true
      await texts.return()
    },
  }, { highWaterMark: 0 })
}
