import { openSealedValues } from '../people/open-sealed-values.ts'
import { canBeSealed, parseSealedValue } from '../people/sealed-value.ts'
import { sealValues, type SealingKeeper, type ValueToSeal } from '../people/seal-values.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PublishedField } from '../purposes/catalogue.sql.ts'
import { headerOf, originOfRun, refusedReason, type ImportPlan } from './import-plan.ts'
import type { Reason } from './import.ts'
import { isOwnWord } from './known-person.ts'
import type { PlannedRow } from './planned-row.ts'
import { sensitiveFields } from './sensitive-fields.ts'
import { insertBefore } from './undo.sql.ts'

/**
 * Keeps what rows bring that is sensitive, sealed with a key of each person's own, as far as a purpose of the import
 * needs it and the person has a ground (rules H1, H6). What is there already is never replaced by a file. One row a person.
 */
export async function sealRows(tx: Tx, keeper: SealingKeeper, plan: ImportPlan, rows: readonly PlannedRow[]): Promise<Map<PlannedRow, Reason[]>> {
  const fields = sensitiveFields(plan.catalogue)
  const bringing = rows.filter((one) => [...one.row.values.keys()].some((field) => fields.has(field)))
  if (bringing.length === 0) return new Map()
  const there = new Map((await openSealedValues(tx, keeper.keyRoom, bringing.filter((one) => one.known).map((one) => one.personId))).map((one) => [`${one.personId} ${one.fieldKey}`, one.value]))
  const reasons = new Map<PlannedRow, Reason[]>(bringing.map((one) => [one, []]))
  const toSeal: (ValueToSeal & { one: PlannedRow })[] = []
  for (const one of bringing) {
    for (const [key, text] of one.row.values) {
      const field = fields.get(key)
      if (!field) continue
      const planned = plannedSeal(plan, one, field, String(text), there.get(`${one.personId} ${key}`))
      if (planned === undefined) continue
      if (typeof planned === 'string') toSeal.push({ one, personId: one.personId, field, value: planned })
      else reasons.get(one)!.push(planned)
    }
  }
  const refused = await sealValues(tx, keeper, toSeal, originOfRun(plan, tx.now))
  for (const each of refused) reasons.get(bringing.find((one) => one.personId === each.personId)!)!.push(refusedReason(plan, each))
  const kept = toSeal.filter(({ one, personId, field }) => one.known && !refused.some((each) => each.personId === personId && each.fieldKey === field.key))
  if (plan.undoable) await insertBefore(tx, plan.importId, kept.map(({ personId, field }) => ({ personId, item: `value ${field.key}`, before: null })))
  return reasons
}

/** The value to seal, why it is not, or undefined when it is there already. */
function plannedSeal(plan: ImportPlan, one: PlannedRow, field: PublishedField, text: string, there: string | undefined): string | Reason | undefined {
  const not = (rule: Reason['rule'], words: string): Reason => ({ column: headerOf(plan, field.key), field: field.key, rule, text: words })
  if (!plan.needed.has(field.key)) return not('H6', 'imports.held.identity-number')
  if (!canBeSealed(field)) return not('H6', 'imports.held.refused-H6')
  if (one.known && isOwnWord(one.known, field.key)) return not('L4', 'imports.held.own-word')
  try {
    const value = parseSealedValue(field, text, plan.defaults.today)
    if (there === undefined) return value
    return there === value ? undefined : not('L4', 'imports.held.other-sealed')
  } catch (error) {
    if (error instanceof Problem) return not(null, error.detail.text)
    throw error
  }
}
