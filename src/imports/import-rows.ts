import type { Keeper } from '../keeper/keeper.ts'
import { createPeople } from '../people/create-people.ts'
import { lives } from '../people/ground.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { findSharers } from './find-sharers.ts'
import { holdRows } from './hold-rows.ts'
import { readRow, type ImportPlan } from './import-plan.ts'
import type { CanonicalRow } from './import-row.ts'
import { SUSPECTED_DUPLICATE, type Reason, type RowResult } from './import.ts'
import { matchPerson } from './match-person.ts'
import type { PlannedRow } from './planned-row.ts'
import { readHolders, type Sharers } from './read-holders.ts'
import { recordAnswers } from './record-answers.ts'
import { plannedAnswers } from './row-answers.ts'
import { plannedGrounds } from './row-grounds.ts'
import { rowKeys } from './row-keys.ts'
import type { TableRow } from './table.ts'

const NO_GROUND: Reason = { column: null, field: null, rule: 'H1', text: 'imports.held.no-ground' }

/** What an import needs of the keeper. */
export type ImportKeeper = Pick<Keeper, 'journal' | 'keys'>

/**
 * Imports some rows: finds whom each is about, starts the grounds the importer claims, holds what they need, records
 * the answers the file can prove (rules H1, L3, L4, D8, D9), and tells for each row what became of it.
 */
export async function importRows(tx: Tx, keeper: ImportKeeper, plan: ImportPlan, rows: readonly TableRow[]): Promise<RowResult[]> {
  const canonical = rows.map((row) => readRow(plan, row))
  const results = canonical.filter((row) => !row.kept).map((row): RowResult => ({ row: row.number, outcome: 'held-back', personId: null, reasons: [...row.held] }))
  for (let waiting = canonical.filter((row) => row.kept); waiting.length > 0; ) {
    const sharers = await findSharers(tx, keeper.keys.identifierIndex, waiting)
    const { now, later } = wave(waiting, sharers)
    results.push(...(await importWave(tx, keeper, plan, now.map((index) => waiting[index]!), now.map((index) => sharers[index]!))))
    waiting = later.map((index) => waiting[index]!)
  }
  return results.toSorted((a, b) => a.row - b.row)
}

/** Rows that may meet in one person go one after the other, so that the second finds what the first brought. */
function wave(rows: readonly CanonicalRow[], sharers: readonly Sharers[]): { now: number[]; later: number[] } {
  const seen = new Set<string>()
  const split = { now: [] as number[], later: [] as number[] }
  for (const [index, row] of rows.entries()) {
    const keys = rowKeys(row, sharers[index]!)
    split[keys.some((key) => seen.has(key)) ? 'later' : 'now'].push(index)
    for (const key of keys) seen.add(key)
  }
  return split
}

async function importWave(tx: Tx, keeper: ImportKeeper, plan: ImportPlan, rows: readonly CanonicalRow[], sharers: readonly Sharers[]): Promise<RowResult[]> {
  const holders = await readHolders(tx, sharers)
  const planned = rows.map((row, index): PlannedRow => {
    const { known, suspected } = matchPerson(row, holders[index]!, plan.settings.source)
    return { row, known, suspected, personId: known?.person.personId ?? newId<PersonId>(tx.now), others: holders[index]!.filter((one) => one !== known) }
  })
  const answers = new Map(planned.map((one) => [one, plannedAnswers(one, plan)]))
  const grounds = new Map(planned.map((one) => [one, plannedGrounds(one, plan, answers.get(one)!.what, tx.now)]))
  const grounded = planned.filter((one) => grounds.get(one)!.what.length > 0 || one.known?.grounds.some((ground) => lives(ground, tx.now)))

  await createPeople(tx, grounded.filter((one) => !one.known).map((one) => ({
    personId: one.personId, country: one.row.country, capacity: plan.settings.capacity ?? 'consumer', protectedIdentity: false, deceasedAt: null,
  })))
  const started = await startGrounds(tx, grounded.flatMap((one) => grounds.get(one)!.what.map((ground) => ({ ...ground, personId: one.personId }))))
  await noteContracts(tx, keeper, 'contract-started', started, { surface: 'import', actor: { kind: 'staff', id: plan.by } })
  const held = await holdRows(tx, keeper.keys.identifierIndex, plan, grounded)
  const said = await recordAnswers(tx, keeper, plan, new Map(grounded.map((one) => [one, answers.get(one)!.what])))

  return planned.map((one): RowResult => {
    const row = held.get(one)
    const reasons = [
      ...one.row.held, ...answers.get(one)!.reasons, ...grounds.get(one)!.reasons, ...(row?.reasons ?? [NO_GROUND]), ...(one.suspected ? [SUSPECTED_DUPLICATE] : []),
    ]
    if (!row) return { row: one.row.number, outcome: 'held-back', personId: one.known?.person.personId ?? null, reasons }
    const touched = row.changed || said.has(one) || grounds.get(one)!.what.length > 0
    return { row: one.row.number, outcome: !one.known ? 'new' : touched ? 'changed' : 'unchanged', personId: one.personId, reasons }
  })
}
