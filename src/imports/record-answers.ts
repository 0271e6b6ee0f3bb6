import { recordChoices } from '../consent/record-choices.ts'
import type { Choice } from '../consent/choice.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { selectContactPoints, updateVerified, type ContactPoint } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { wording } from '../purposes/wording.ts'
import type { ImportPlan } from './import-plan.ts'
import type { PlannedRow } from './planned-row.ts'
import type { PlannedAnswer } from './row-answers.ts'

/** Records the answers of the rows, each with when, where and on which words the file says it was given (rule L3); the rows that had any. */
export async function recordAnswers(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, plan: ImportPlan, answers: ReadonlyMap<PlannedRow, readonly PlannedAnswer[]>,
): Promise<Set<PlannedRow>> {
  const said = [...answers].flatMap(([one, list]) => list.map((answer) => ({ one, answer })))
  if (said.length === 0) return new Set()
  const points = Map.groupBy(await selectContactPoints(tx, said.map(({ one }) => one.personId)), (point) => point.personId)
  const choices: Choice[] = []
  for (const { one, answer } of said) {
    const point = points.get(one.personId)?.find((each) => each.kind === answer.point?.kind && each.canonical === answer.point.canonical)
    // Who says when, where and how the person answered from this address vouches for the address too.
    if (point) await updateVerified(tx, one.personId, point.contactPointId, 'import')
    choices.push(choiceOf(one, answer, point, plan))
  }
  const { outcomes } = await recordChoices(tx, keeper, choices)
  // All was checked under the lock on the person; what fails here is a mistake of ours and takes the whole batch back.
  for (const outcome of outcomes) if ('refusal' in outcome) throw new Error(`an answer of import ${plan.importId} was refused: ${outcome.refusal.rule} ${outcome.refusal.text}`)
  return new Set(said.map(({ one }) => one))
}

function choiceOf(one: PlannedRow, answer: PlannedAnswer, point: ContactPoint | undefined, plan: ImportPlan): Choice {
  return {
    personId: one.personId, kind: answer.kind, purpose: answer.purpose, channel: answer.channel, contactPointId: point?.contactPointId ?? null, frequency: null,
    surface: 'import', language: answer.wording ? plan.language : null, actor: { kind: 'staff', id: plan.by },
    wording: answer.wording ? wording(plan.language, answer.wording) : null,
    evidence: { import: plan.importId, source: plan.settings.source, ...(answer.time && { when: answer.time }), ...(answer.where && { where: answer.where }) },
  }
}
