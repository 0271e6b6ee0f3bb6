import type { Tx } from '../plumbing/database.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { RequestActor, StepKind } from './request.ts'
import { insertStep } from './requests.sql.ts'

/** What to note: `detail` holds keys, days and counts; what somebody wrote goes into `words`. */
export interface NewStep {
  personId: PersonId
  requestId: string
  kind: StepKind
  by: RequestActor
  detail?: Readonly<Record<string, unknown>>
  words?: string | null
}

/** Writes one step of a request into its journal (art. 5(2)). */
export async function noteStep(tx: Tx, { personId, requestId, kind, by, detail = {}, words = null }: NewStep): Promise<void> {
  await insertStep(tx, { personId, requestId }, { stepId: newId(tx.now), at: tx.now, kind, actor: by, detail, words })
}
