import type { KeyObject } from 'node:crypto'
import { findErased, type ErasedBefore } from '../people/find-erased.ts'
import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { localDateIn } from '../values/calendar.ts'
import type { ImportPlan } from './import-plan.ts'
import { saidForAll } from './import-settings.ts'
import type { Reason } from './import.ts'
import type { PlannedRow } from './planned-row.ts'

const FORGOTTEN: Reason = { column: null, field: null, rule: 'E4', text: 'imports.held.erased' }
const MAYBE_FORGOTTEN: Reason = { column: null, field: null, rule: 'E4', text: 'imports.held.like-erased' }

/**
 * Which rows about somebody new are about somebody who was forgotten (rule E4): `held` with the reason, or `returns` where
 * a newer contract or the person's own act brings them. Rows that are about nobody forgotten are in neither. Asked after
 * those who share an address are locked: whoever is being forgotten meanwhile is then known as such.
 */
export async function holdErased(tx: Tx, key: KeyObject, plan: ImportPlan, rows: readonly PlannedRow[]): Promise<{ held: Map<PlannedRow, Reason>; returns: Set<PlannedRow> }> {
  const newcomers = rows.filter((one) => !one.known && one.row.identifiers.length + one.row.contactPoints.length > 0)
  const found = await findErased(tx, key, newcomers.map(({ row }) => ({
    identifiers: row.identifiers, values: row.values, postal: row.contactPoints.find((point) => point.kind === 'postal')?.canonical,
  })))
  const [held, returns] = [new Map<PlannedRow, Reason>(), new Set<PlannedRow>()]
  for (const [index, erased] of found.entries()) {
    const one = newcomers[index]!
    if (!erased || (!erased.certain && plan.entered === 'by-hand')) continue
    if (erased.certain && isNewer(one, plan, erased)) returns.add(one)
    else held.set(one, erased.certain ? FORGOTTEN : MAYBE_FORGOTTEN)
  }
  return { held, returns }
}

/** The person's own act, or a contract that was made after they had been forgotten. */
function isNewer({ row }: PlannedRow, { settings, entered }: ImportPlan, { since }: ErasedBefore): boolean {
  if (entered === 'by-the-person' && settings.collected === 'self') return true
  const day = row.evidence.time ?? saidForAll(settings.when)
  return settings.ground === 'contract' && day !== null && day > localDateIn(RETENTION_ZONE, since)
}
