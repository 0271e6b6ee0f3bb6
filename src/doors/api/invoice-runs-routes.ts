import { cancelRun } from '../../billing/cancel-run.ts'
import { requestRun } from '../../billing/request-run.ts'
import { requestUndo } from '../../billing/request-undo.ts'
import type { Run, RunItem } from '../../billing/run.ts'
import { selectItems, selectRun, selectRuns, selectUndoings } from '../../billing/runs.sql.ts'
import { startRun } from '../../billing/start-run.ts'
import { selectNumbers } from '../../invoices/invoices.sql.ts'
import { selectNames } from '../../people/people-list.sql.ts'
import type { Tx } from '../../plumbing/database.ts'
import { Problem } from '../../plumbing/errors.ts'
import type { StaffActor } from '../../staff/staff-actor.ts'
import { selectActorNames } from '../../staff/staff.sql.ts'
import type { LocalDate } from '../../values/calendar.ts'
import type { PersonId } from '../../values/ids.ts'
import { amountText } from '../../values/money.ts'
import { t, type Language } from '../../values/text.ts'
import type { House } from '../house.ts'
import { scopeFor } from '../staff/key-scope.ts'
import { signedIn } from '../staff/signed-in.ts'
import type { Api } from './api-door.ts'
import { cursorId, cursorMoment, cursorOf, cursorParts } from './cursor.ts'
import * as resource from './invoice-runs-resource.ts'
import { refuseClosed } from './invoices-routes.ts'
import { readerLanguage } from './reader.ts'

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
    return c.json(await acted(c.get('actor'), readerLanguage(c), async (tx) => (await existing(tx, id), await startRun(tx, id, c.req.valid('json').deliver), id)), 200)
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

async function existing(tx: Tx, runId: string): Promise<Run> {
  const run = await selectRun(tx, runId)
  if (!run) throw new Problem('not-found', { text: 'billing.run-unknown' })
  return run
}

async function answerOf(tx: Tx, run: Run, language: Language): Promise<resource.InvoiceRun> {
  const names = await selectActorNames(tx, [run.createdBy])
  const undoing = (await selectUndoings(tx, run.runId)).findLast((one) => one.state !== 'cancelled' && one.state !== 'failed')
  const { counts } = run
  return {
    id: run.runId, kind: run.kind, upTo: run.upTo, undoes: run.undoes, undoneBy: undoing?.runId ?? null, state: run.state, done: run.done, of: run.total,
    invoices: counts.invoices, leftOut: counts.leftOut, amount: amountText(BigInt(counts.amount)), currency: counts.currency ?? null,
    reasons: Object.entries(counts.reasons).map(([reason, count]) => ({ sentence: t(language, reason), count })), questions: Object.entries(counts.questions).map(([purpose, count]) => ({ purpose, count })),
    failure: run.failure === null ? null : t(language, run.failure), createdAt: run.createdAt.toISOString(), by: names.get(run.createdBy) ?? '', startedAt: run.startedAt?.toISOString() ?? null, finishedAt: run.finishedAt?.toISOString() ?? null,
  }
}

async function itemsOf(tx: Tx, items: readonly RunItem[], language: Language): Promise<resource.RunItemBody[]> {
  const names = await selectNames(tx, items.map((one) => one.personId))
  const numbers = await selectNumbers(tx, items.flatMap(({ personId, invoiceId }) => (invoiceId === null ? [] : [{ personId, invoiceId }])))
  return items.map((one) => ({
    id: one.itemId, person: { id: one.personId, name: names.get(one.personId) ?? '' }, subscription: one.subscriptionId, from: one.periodFrom, invoice: one.invoiceId, number: one.invoiceId === null ? null : (numbers.get(one.invoiceId) ?? null),
    amount: one.amount === null ? null : amountText(one.amount), reason: one.reason === null ? null : t(language, one.reason), rule: one.rule,
  }))
}
