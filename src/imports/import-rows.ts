import type { Keeper } from '../keeper/keeper.ts'
import { lives } from '../people/ground.ts'
import { begunGrounds, type NewGround } from '../people/new-ground.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import { insertGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { readFiscalYears } from '../purposes/read-fiscal-years.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { admitRows } from './admit-rows.ts'
import { findSharers } from './find-sharers.ts'
import { holdErased } from './hold-erased.ts'
import { holdRows } from './hold-rows.ts'
import type { ImportPlan, ImportRow } from './import-plan.ts'
import { SUSPECTED_DUPLICATE, type Reason, type RowResult } from './import.ts'
import type { Holder } from './known-person.ts'
import { matchPerson } from './match-person.ts'
import type { PlannedRow } from './planned-row.ts'
import { readHolders, type Sharers } from './read-holders.ts'
import { recordAnswers } from './record-answers.ts'
import { plannedAnswers } from './row-answers.ts'
import type { ReadyRow } from './row-choices.ts'
import { sealRows } from './seal-rows.ts'
import { plannedGrounds } from './row-grounds.ts'
import { rowKeys } from './row-keys.ts'
import { insertBefore } from './undo.sql.ts'

const NO_GROUND: Reason = { column: null, field: null, rule: 'H1', text: 'imports.held.no-ground' }

/** Rows that go one after the other are looked up again each time; so many at a time, so that it does not grow with the batch. */
const LOOKED_UP_AGAIN = 200

/** What an import needs of the keeper. */
export type ImportKeeper = Pick<Keeper, 'journal' | 'keys' | 'keyRoom'>

/**
 * Imports some rows: finds whom each is about, starts the grounds the importer claims, holds what they need, records
 * the answers the file can prove (rules H1, L3, L4, D8, D9), and tells for each row what became of it. Before it locks
 * anybody or writes anything it waits for its `turn`.
 */
export async function importRows(tx: Tx, keeper: ImportKeeper, plan: ImportPlan, rows: readonly ImportRow[], turn: () => Promise<unknown> = async () => {}): Promise<RowResult[]> {
  const results = rows.filter((row) => !row.kept).map((row): RowResult => ({ row: row.number, outcome: 'held-back', personId: null, reasons: [...row.held] }))
  let waiting = rows.filter((row) => row.kept)
  for (let most = waiting.length; waiting.length > 0; most = LOOKED_UP_AGAIN) {
    const looked = waiting.slice(0, most)
    const sharers = await findSharers(tx, looked)
    const { now, later } = wave(looked, sharers)
    // Whoever shares something is locked, and then asked whether they are being forgotten.
    if (sharers.some((each) => each.size > 0)) await turn()
    results.push(...(await importWave(tx, keeper, plan, now.map((index) => looked[index]!), now.map((index) => sharers[index]!), turn)))
    waiting = [...later.map((index) => looked[index]!), ...waiting.slice(most)]
  }
  return results.toSorted((a, b) => a.row - b.row)
}

/** Rows that may meet in one person go one after the other, so that the second finds what the first brought. */
function wave(rows: readonly ImportRow[], sharers: readonly Sharers[]): { now: number[]; later: number[] } {
  const seen = new Set<string>()
  const split = { now: [] as number[], later: [] as number[] }
  for (const [index, row] of rows.entries()) {
    const keys = rowKeys(row, sharers[index]!)
    split[keys.some((key) => seen.has(key)) ? 'later' : 'now'].push(index)
    for (const key of keys) seen.add(key)
  }
  return split
}

async function importWave(tx: Tx, keeper: ImportKeeper, plan: ImportPlan, rows: readonly ImportRow[], sharers: readonly Sharers[], turn: () => Promise<unknown>): Promise<RowResult[]> {
  const holders = await readHolders(tx, sharers)
  const matched = rows.map((row, index) => matchedRow(plan, row, holders[index]!, tx.now))
  const erased = await holdErased(tx, keeper.keys.suppression, plan, matched)
  const planned = matched.filter((one) => !erased.held.has(one)).map((one) => plannedRow(plan, erased.returns.has(one) ? { ...one, returns: true } : one, tx.now))
  const { purposes } = plan.catalogue
  const begun = Map.groupBy(begunGrounds(planned.flatMap(({ starts }) => starts), purposes, RETENTION_ZONE, tx.now, await readFiscalYears(tx, purposes)), (ground) => ground.personId)
  const ready = planned.map((row) => ({ ...row, grounds: begun.get(row.one.personId) ?? [] }))
  const grounded = ready.filter(({ one, grounds }) => grounds.length > 0 || one.known?.grounds.some((ground) => lives(ground, tx.now)))
  const known = grounded.filter(({ one }) => one.known)
  const begunOfKnown = known.flatMap(({ grounds }) => grounds)
  await turn()
  await insertGrounds(tx, begunOfKnown)
  if (plan.undoable) await insertBefore(tx, plan.importId, begunOfKnown.map(({ personId, groundId }) => ({ personId, item: `ground ${groundId}`, before: null })))
  const held = new Map([
    ...(await holdRows(tx, keeper.keys.identifierIndex, plan, known.map(({ one }) => one))),
    ...(await admitRows(tx, keeper, plan, grounded.filter(({ one }) => !one.known))),
  ])
  const sealed = await sealRows(tx, keeper, plan, grounded.map(({ one }) => one))
  await recordAnswers(tx, keeper, plan, known)
  const forgotten = [...erased.held].map(([{ row }, reason]): RowResult => ({ row: row.number, outcome: 'held-back', personId: null, reasons: [...row.held, reason] }))
  return [...forgotten, ...ready.map(({ one, grounds, answers, reasons: heldBack }): RowResult => {
    const row = held.get(one)
    const reasons = [...one.row.held, ...heldBack, ...(row?.reasons ?? [NO_GROUND]), ...(sealed.get(one) ?? []), ...(one.suspected ? [SUSPECTED_DUPLICATE] : [])]
    if (!row) return { row: one.row.number, outcome: 'held-back', personId: one.known?.person.personId ?? null, reasons }
    const touched = row.changed || answers.length > 0 || grounds.length > 0
    return { row: one.row.number, outcome: !one.known ? 'new' : touched ? 'changed' : 'unchanged', personId: one.personId, reasons }
  })]
}

interface Started extends Omit<ReadyRow, 'grounds'> {
  starts: NewGround[]
  reasons: Reason[]
}

/** Whom a row is about. */
function matchedRow(plan: ImportPlan, row: ImportRow, holders: readonly Holder[], now: Date): PlannedRow {
  const { known, suspected } = matchPerson(row, holders, plan.settings.source)
  return { row, known, suspected, personId: known?.person.personId ?? newId<PersonId>(now), others: holders.filter((each) => each !== known) }
}

/** What a row says and which grounds it starts, and why some of it does not count. */
function plannedRow(plan: ImportPlan, one: PlannedRow, now: Date): Started {
  const said = plannedAnswers(one, plan)
  // Whoever was forgotten and comes back comes for what brings them, and for nothing else (rule E4).
  const answers = one.returns ? { ...said, what: said.what.filter((answer) => answer.kind !== 'given') } : said
  const all = plannedGrounds(one, plan, answers.what, now)
  const grounds = one.returns ? { ...all, what: all.what.filter((ground) => !isMarketing(plan, ground.purpose)) } : all
  return { one, answers: answers.what, starts: grounds.what.map((ground) => ({ ...ground, personId: one.personId })), reasons: [...answers.reasons, ...grounds.reasons] }
}

function isMarketing(plan: ImportPlan, key: string): boolean {
  return plan.catalogue.purposes.some((purpose) => purpose.key === key && purpose.kind === 'marketing')
}
