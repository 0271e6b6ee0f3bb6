import { takeLease } from '../ledger/take-lease.ts'
import type { Database, Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { isPassing } from '../plumbing/passing-error.ts'
import { creditRun } from './credit-run.ts'
import { invoiceDue } from './invoice-due.ts'
import { invoiceListed } from './invoice-listed.ts'
import { countListed } from './lists.sql.ts'
import { counted, type Run } from './run.ts'
import type { Issuer } from './run-batch.ts'
import { insertItems, lockRun, selectDueRun, selectRun, updateRunProgress, updateRunState, updateRunTotal } from './runs.sql.ts'
import { countSubscriptions } from './subscriptions.sql.ts'

/** One copy of the program works runs at a time; another takes over when it has been silent for so long. */
const LEASE = 'invoice-runs'
const LEASE_MS = 30_000
const GIVEN_BACK = -1

const WORK = { due: invoiceDue, undo: creditRun, listed: invoiceListed } as const

export interface RunTools extends Issuer {
  /** Whether whoever let it go may still invoice: it is asked before each batch (AZ-09). */
  mayGoOn(tx: Tx, run: Run): Promise<boolean>
}

/**
 * Works off the oldest run that waits, or rehearses it; true when it did. Each batch has its invoices, what it did and how far it has come in one transaction, so
 * that a kill loses and doubles nothing, and it goes on where it was stopped. `holder` names this copy.
 */
export async function workRun(database: Database, tools: RunTools, holder: string, stopping?: AbortSignal): Promise<boolean> {
  const runId = await database.read(selectDueRun)
  if (runId === undefined) return false
  const hold = async (tx: Tx, ms: number) => (await takeLease(tx, LEASE, holder, ms)) !== undefined
  const renew = async (tx: Tx) => !stopping?.aborted && (await hold(tx, LEASE_MS))
  if (!(await database.write(renew))) return false
  try {
    await begin(database, runId)
    while ((await database.write(renew)) && (await database.write((tx) => nextBatch(tx, tools, runId))));
  } catch (error) {
    // A database that went away says nothing about the run: it is gone on with when the database is back.
    if (isPassing(error)) throw error
    await database.write((tx) => updateRunState(tx, runId, ['rehearsing', 'waiting', 'running'], 'failed', error instanceof Problem ? error.detail.text : 'billing.failed'))
    if (!(error instanceof Problem)) throw error
  } finally {
    await database.write((tx) => hold(tx, GIVEN_BACK))
  }
  return true
}

/** How many will be gone through, for whoever watches. */
async function begin(database: Database, runId: string): Promise<void> {
  await database.write(async (tx) => {
    await updateRunState(tx, runId, ['waiting'], 'running')
    const run = (await selectRun(tx, runId))!
    if (run.done === 0 && run.kind === 'due') await updateRunTotal(tx, runId, await countSubscriptions(tx))
    if (run.done === 0 && run.kind === 'listed') await updateRunTotal(tx, runId, await countListed(tx, runId))
    if (run.undoes) await updateRunTotal(tx, runId, (await selectRun(tx, run.undoes))!.counts.invoices)
  })
}

/** One batch; false when that was the last, or somebody has ended it. */
async function nextBatch(tx: Tx, tools: RunTools, runId: string): Promise<boolean> {
  const run = await lockRun(tx, runId)
  if (run?.state !== 'running' && run?.state !== 'rehearsing') return false
  if (!(await tools.mayGoOn(tx, run))) throw new Problem('forbidden', { text: 'billing.not-permitted-any-more' })
  const rehearsal = run.state === 'rehearsing'
  const batch = await WORK[run.kind](tx, tools, run, rehearsal)
  if (!batch) return end(tx, run)
  await insertItems(tx, runId, rehearsal, batch.items.filter((one) => !rehearsal || one.reason !== null))
  await updateRunProgress(tx, runId, { done: run.done + batch.looked, after: batch.after, counts: counted(run.counts, batch.items, batch.questions, batch.currency) })
  return true
}

async function end(tx: Tx, run: Run): Promise<boolean> {
  await updateRunState(tx, run.runId, [run.state], run.state === 'rehearsing' ? 'rehearsed' : 'done')
  return false
}
