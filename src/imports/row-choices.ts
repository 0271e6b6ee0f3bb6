import type { Choice } from '../consent/choice.ts'
import { contractChoices } from '../consent/contract-choices.ts'
import type { Recording } from '../consent/record-choices.ts'
import type { Ground } from '../people/ground.ts'
import type { ContactPoint } from '../people/values.sql.ts'
import { wording } from '../purposes/wording.ts'
import type { ImportPlan } from './import-plan.ts'
import type { PlannedRow } from './planned-row.ts'
import type { PlannedAnswer } from './row-answers.ts'

/** A row whose person is known or may be added, with what it starts and says. */
export interface ReadyRow {
  one: PlannedRow
  grounds: readonly Ground[]
  answers: readonly PlannedAnswer[]
}

/** What goes into the ledger for a row: the contracts that begin, then the answers, each with when, where and on which words the file says it was given (rule L3). */
export function rowChoices(row: ReadyRow, points: readonly Pick<ContactPoint, 'kind' | 'canonical' | 'contactPointId'>[], plan: ImportPlan): Choice[] {
  const actor = { kind: 'staff' as const, id: plan.by }
  return [
    ...contractChoices('contract-started', row.grounds, { surface: 'import', actor }),
    ...(row.one.returns ? [noFromBefore(row, plan)] : []),
    ...row.answers.map((answer): Choice => ({
      personId: row.one.personId, kind: answer.kind, purpose: answer.purpose, channel: answer.channel,
      contactPointId: pointOf(answer, points)?.contactPointId ?? null, frequency: null,
      surface: 'import', language: answer.wording ? plan.language : null, actor,
      wording: answer.wording ? wording(plan.language, answer.wording) : null,
      evidence: { import: plan.importId, source: plan.settings.source, ...(answer.time && { when: answer.time }), ...(answer.where && { where: answer.where }) },
    })),
  ]
}

/** Whoever was forgotten and comes back has said no to marketing: forgetting them did not take that away. */
function noFromBefore({ one }: ReadyRow, plan: ImportPlan): Choice {
  return {
    personId: one.personId, kind: 'objected', purpose: null, channel: null, contactPointId: null, frequency: null, surface: 'import', language: null,
    actor: { kind: 'staff', id: plan.by }, wording: null, evidence: { import: plan.importId, erasedBefore: true },
  }
}

/** The address or number that an answer is for. */
export function pointOf<Point extends Pick<ContactPoint, 'kind' | 'canonical'>>({ point }: Pick<PlannedAnswer, 'point'>, points: readonly Point[]): Point | undefined {
  return points.find((each) => each.kind === point?.kind && each.canonical === point.canonical)
}

/** All was checked under the lock on the person; what fails here is a mistake of ours and takes the whole batch back. */
export function noneRefused(plan: ImportPlan, { outcomes }: Pick<Recording, 'outcomes'>): void {
  for (const outcome of outcomes) if ('refusal' in outcome) throw new Error(`an answer of import ${plan.importId} was refused: ${outcome.refusal.rule} ${outcome.refusal.text}`)
}
