import { createHash } from 'node:crypto'
import { cancelRun } from '../../billing/cancel-run.ts'
import { LIST_ROWS_MAX, listOf, readList } from '../../billing/list.ts'
import { requestListedRun, type BroughtList } from '../../billing/request-listed-run.ts'
import { requestRun } from '../../billing/request-run.ts'
import { requestUndo } from '../../billing/request-undo.ts'
import type { Run, RunItem } from '../../billing/run.ts'
import { selectItems, selectRun, selectRuns, selectUndoings } from '../../billing/runs.sql.ts'
import { startRun } from '../../billing/start-run.ts'
import { readApart } from '../../imports/read-apart.ts'
import type { TableRow } from '../../imports/table.ts'
import { selectInvoicing, selectNumbers } from '../../invoices/invoices.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import { selectInScope } from '../../people/scope.sql.ts'
import { RETENTION_ZONE } from '../../people/start-grounds.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import { piecesOf } from '../../plumbing/spooled-file.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import { localDateIn, type LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import { fileNameOf } from './file-name.ts'
import * as resource from './invoice-runs-resource.ts'
import { refuseClosed } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'

const PIECE_BYTES = 1024 * 1024

export function addInvoiceRunsRoutes(api: Api, house: House): void {
  api.openapi(resource.listRuns, async (c) => {
    const { after, limit } = c.req.valid('query')
    const [createdAt, runId] = after === undefined ? [] : cursorParts(after, 2)
    const runs = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      return Promise.all((await selectRuns(tx, runId === undefined ? undefined : { createdAt: cursorMoment(createdAt!), runId: cursorId(runId) }, limit)).map((run) => answerOf(tx, run, readerLanguage(c))))
    })
    const last = runs.length === limit ? runs.at(-1) : undefined
    return c.json({ runs, next: last ? cursorOf([last.createdAt, last.id]) : null }, 200)
  })

  api.openapi(resource.listRunItems, async (c) => {
    const { after, limit, leftOut } = c.req.valid('query')
    const items = await house.database.read(async (tx) => {
      refuseClosed(await scopeFor(tx, c.get('actor')))
      await existing(tx, c.req.valid('param').id)
      const found = await selectItems(tx, c.req.valid('param').id, { leftOut: leftOut === 'true', after: after === undefined ? undefined : cursorId(cursorParts(after, 1)[0]), limit })
      return itemsOf(tx, found, readerLanguage(c))
    })
    if (items.length > 0) await house.looks.note({ actor: c.get('actor'), why: 'document', people: [...new Set(items.map((one) => one.person.id))].map((personId) => ({ personId: personId as PersonId, fields: ['documents'] })) })
    const last = items.length === limit ? items.at(-1) : undefined
    return c.json({ items, next: last ? cursorOf([last.id]) : null }, 200)
  })

  addOneRun(api, house)
  addBrought(api, house)
}

function addOneRun(api: Api, { database }: House): void {
  api.openapi(resource.createRun, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    return c.json(await acted(c.get('actor'), readerLanguage(c), (tx) => requestRun(tx, c.req.valid('json').upTo as LocalDate, staffId)), 201)
  })

  api.openapi(resource.showRun, async (c) => c.json(await database.read(async (tx) => {
    refuseClosed(await scopeFor(tx, c.get('actor')))
    return answerOf(tx, await existing(tx, c.req.valid('param').id), readerLanguage(c))
  }), 200))

  api.openapi(resource.startRun, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await acted(c.get('actor'), readerLanguage(c), async (tx) => (await existing(tx, id), await startRun(tx, id, c.req.valid('json').deliver, signedIn(c.get('actor')).staffId), id)), 200)
  })

  api.openapi(resource.cancelRun, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(await acted(c.get('actor'), readerLanguage(c), async (tx) => (await existing(tx, id), await cancelRun(tx, id), id)), 200)
  })

  api.openapi(resource.undoRun, async (c) => {
    const { staffId } = signedIn(c.get('actor'))
    return c.json(await acted(c.get('actor'), readerLanguage(c), (tx) => requestUndo(tx, c.req.valid('param').id, staffId)), 201)
  })

  /** Does something to a run and answers how it stands then. */
  function acted(actor: StaffActor, language: Language, act: (tx: Tx) => Promise<string>): Promise<resource.InvoiceRun> {
    return database.write(async (tx) => {
      refuseClosed(await scopeFor(tx, actor))
      return answerOf(tx, (await selectRun(tx, await act(tx)))!, language)
    })
  }
}

/** Lists that somebody brings: read first, then found, then rehearsed. */
function addBrought(api: Api, house: House): void {
  const { database } = house
  const bring = async (actor: StaffActor, language: Language, list: Omit<BroughtList, 'by' | 'maySee'>) => database.write(async (tx) => {
    const scope = await scopeFor(tx, actor)
    refuseClosed(scope)
    const by = actor.kind === 'staff' ? { kind: 'staff' as const, id: actor.staffId } : { kind: 'key' as const, id: actor.apiKeyId }
    const maySee = async (people: readonly PersonId[]) => (scope ? selectInScope(tx, scope, people) : new Set(people))
    return answerOf(tx, (await selectRun(tx, await requestListedRun(tx, house.keeper.keys.identifierIndex, { ...list, by, maySee })))!, language)
  })

  api.openapi(resource.bringFile, async (c) => {
    const { bytes } = c.get('upload')!
    const country = (await database.read(selectInvoicing))?.seller.address.country ?? ''
    const today = localDateIn(RETENTION_ZONE, database.clock())
    const { rows, read } = await readApart(bytes, {}, async (table) => {
      const found: TableRow[] = []
      for await (const piece of table.walk('rows', undefined)) {
        found.push(...piece)
        if (found.length > LIST_ROWS_MAX) throw new Problem('invalid', { text: 'billing.list.too-long', field: 'file', parameters: { most: LIST_ROWS_MAX } })
      }
      return { rows: found.length, read: readList({ header: table.header, rows: found, spreadsheet: table.kind === 'spreadsheet', country, today }) }
    })
    const name = fileNameOf(c.req.valid('header')['x-file-name'])
    return c.json(await bring(c.get('actor'), readerLanguage(c), { name, digest: digestOf(piecesOf(bytes, PIECE_BYTES)), rows, read, again: c.req.valid('query').again === 'true' }), 201)
  })

  api.openapi(resource.bringList, async (c) => {
    const { name, invoices } = c.req.valid('json')
    const digest = digestOf([Buffer.from(JSON.stringify(invoices))])
    return c.json(await bring(c.get('actor'), readerLanguage(c), { name, digest, rows: invoices.length, read: listOf(invoices as never), again: c.req.valid('query').again === 'true' }), 201)
  })
}

function digestOf(pieces: Iterable<Uint8Array>): string {
  const hash = createHash('sha256')
  for (const piece of pieces) hash.update(piece)
  return hash.digest('hex')
}

async function existing(tx: Tx, runId: string): Promise<Run> {
  const run = await selectRun(tx, runId)
  if (!run) throw new Problem('not-found', { text: 'billing.run-unknown' })
  return run
}

async function answerOf(tx: Tx, run: Run, language: Language): Promise<resource.InvoiceRun> {
  const by = run.createdBy ?? run.createdByKey!
  const names = await selectActorNames(tx, [by])
  const undoing = (await selectUndoings(tx, run.runId)).findLast((one) => one.state !== 'cancelled' && one.state !== 'failed')
  const { counts, list } = run
  return {
    id: run.runId, kind: run.kind, upTo: run.upTo, undoes: run.undoes, undoneBy: undoing?.runId ?? null,
    list: list && { name: list.name, rows: list.rows, unread: list.unread, wrong: list.wrong, faults: list.faults.map(({ row, column, text }) => ({ row, column, sentence: t(language, text) })) }, state: run.state, done: run.done, of: run.total,
    invoices: counts.invoices, leftOut: counts.leftOut, amount: amountText(BigInt(counts.amount)), currency: counts.currency ?? null,
    reasons: Object.entries(counts.reasons).map(([reason, count]) => ({ sentence: t(language, reason), count })), questions: Object.entries(counts.questions).map(([purpose, count]) => ({ purpose, count })),
    failure: run.failure === null ? null : t(language, run.failure), createdAt: run.createdAt.toISOString(), by: names.get(by) ?? '', startedAt: run.startedAt?.toISOString() ?? null, finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

async function itemsOf(tx: Tx, items: readonly RunItem[], language: Language): Promise<resource.RunItemBody[]> {
  const names = await selectNames(tx, items.map((one) => one.personId))
  const numbers = await selectNumbers(tx, items.flatMap(({ personId, invoiceId }) => (invoiceId === null ? [] : [{ personId, invoiceId }])))
  return items.map((one) => ({
    id: one.itemId, person: { id: one.personId, name: names.get(one.personId) ?? '' }, subscription: one.subscriptionId, from: one.periodFrom, row: one.row, invoice: one.invoiceId, number: one.invoiceId === null ? null : (numbers.get(one.invoiceId) ?? null),
    amount: one.amount === null ? null : amountText(one.amount), reason: one.reason === null ? null : t(language, one.reason), rule: one.rule,
  }))
}
