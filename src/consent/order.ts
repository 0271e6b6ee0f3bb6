import type { Choice, Refusal } from './choice.ts'
import { effectiveChoice, isNo, type ChoiceStanding, type Standing } from './standing.ts'

/**
 * Why a yes comes too late to lift the no that stands (rule D9: only a later act does), or undefined. The order of a
 * person's entries is the order in which they were recorded, whatever any clock says; but what was said before the no,
 * on another device, in a request that is sent again, is not a later act, and of a yes and a no in one list the no wins.
 * `lastSeq` is the person's last entry before the list. When it was said stands in `evidence.saidAt`, where it is known.
 */
export function refuseOutOfOrder(choice: Choice, standing: Standing, marketing: boolean, lastSeq: number): Refusal | undefined {
  const no = reachedBy(choice, standing, marketing)
  if (!no) return undefined
  if (no.seq > lastSeq) return { rule: 'D9', text: 'consent.refused.no-in-same-list' }
  const { saidAt } = choice.evidence
  const said = typeof saidAt === 'string' ? new Date(saidAt) : undefined
  if (said && !(said > no.since)) return { rule: 'D9', text: 'consent.refused.older-than-no', field: 'saidAt' }
  return undefined
}

function reachedBy({ kind, purpose, channel }: Choice, standing: Standing, marketing: boolean): Pick<ChoiceStanding, 'seq' | 'since'> | undefined {
  if (kind !== 'given' || !purpose || !channel) return undefined
  const before = effectiveChoice(standing, purpose, channel, marketing)
  return before && isNo(before.state) ? before : undefined
}
