import { readSayers } from '../consent/read-sayers.ts'
import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { selectContactPoints, updateVerifiedPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { ImportPlan } from './import-plan.ts'
import { noneRefused, pointOf, rowChoices, type ReadyRow } from './row-choices.ts'

/** Records the contracts and answers of rows about people who are known and locked, each with its evidence (rule L3). */
export async function recordAnswers(tx: Tx, keeper: Pick<Keeper, 'journal'>, plan: ImportPlan, rows: readonly ReadyRow[]): Promise<void> {
  const saying = rows.filter(({ grounds, answers }) => answers.length > 0 || grounds.some((ground) => ground.basis === 'contract'))
  if (saying.length === 0) return
  const people = saying.map(({ one }) => one.personId)
  const points = Map.groupBy(await selectContactPoints(tx, people), (point) => point.personId)
  // Who says when, where and how the person answered from this address vouches for the address too.
  await updateVerifiedPoints(tx, saying.flatMap(({ one, answers }) => answers.flatMap((answer) => {
    const point = pointOf(answer, points.get(one.personId) ?? [])
    return point ? [{ personId: one.personId, contactPointId: point.contactPointId, how: 'import' }] : []
  })))
  const choices = saying.flatMap((row) => rowChoices(row, points.get(row.one.personId) ?? [], plan))
  noneRefused(plan, await recordChoices(tx, keeper, choices, await readSayers(tx, people, people)))
}
