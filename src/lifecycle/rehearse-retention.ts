import { RETENTION_ZONE } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { checkCatalogue, type CatalogueProblem } from '../purposes/catalogue.ts'
import { changed } from '../purposes/catalogue-change.ts'
import { selectCatalogue } from '../purposes/catalogue.sql.ts'
import type { PersonId } from '../values/ids.ts'
import { monthsLater } from '../values/moment.ts'
import { toCatalogueChange, type RetentionChange } from './retention-change.ts'
import { countEffects, countLeaving, selectLeavingAtOnce, type LeavingMonth, type RuleEffect } from './retention.sql.ts'
import { selectWaits, type Waiting } from './sweep.sql.ts'

/** Months ahead that a rehearsal tells. */
export const MONTHS_AHEAD = 12
/** So many of those who would leave at once are looked at one by one. */
const LOOKED_AT = 1_000

export interface RetentionRehearsal {
  problems: CatalogueProblem[]
  effects: RuleEffect[]
  /** What leaves month by month as things stand, and as they would: for a plot. */
  now: LeavingMonth[]
  afterwards: LeavingMonth[]
  /** People whom the next sweep would forget; at most as many as are looked at. */
  atOnce: PersonId[]
  /** Of these, people who would wait, and for what. */
  exceptions: { personId: PersonId; why: Waiting }[]
}

/** What other rules for keeping data would do to the people there are (rule M1). No changes: how things stand. Changes nothing. */
export async function rehearseRetention(tx: Tx, changes: readonly RetentionChange[]): Promise<RetentionRehearsal> {
  const catalogue = await selectCatalogue(tx)
  const change = toCatalogueChange(catalogue, changes)
  const rules = change.purposes.map((one) => ({ purpose: one.key, from: one.retention.from, months: one.retention.months }))
  const to = monthsLater(tx.now, MONTHS_AHEAD, RETENTION_ZONE)
  const leaving = await selectLeavingAtOnce(tx, rules, RETENTION_ZONE, LOOKED_AT)
  const waits = await selectWaits(tx, leaving)
  const now = await countLeaving(tx, [], to, RETENTION_ZONE)
  return {
    problems: checkCatalogue(changed(catalogue, change), tx.now.toISOString().slice(0, 10)),
    effects: await countEffects(tx, rules, RETENTION_ZONE),
    now,
    afterwards: rules.length === 0 ? now : await countLeaving(tx, rules, to, RETENTION_ZONE),
    atOnce: leaving.filter((personId) => !waits.has(personId)),
    exceptions: [...waits].map(([personId, why]) => ({ personId, why })),
  }
}
