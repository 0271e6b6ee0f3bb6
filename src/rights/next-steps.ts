import { isEnough } from './identity-proof.ts'
import { ASSESSED, isOpen, isSearched, isUnweighed, refusalReasons, type RequestStep, type RightsRequest } from './request.ts'

/** What a colleague may do next with a request. */
export const NEXT_STEPS = ['search', 'link', 'proof', 'doubt', 'document', 'telling', 'correction', 'assessment', 'file', 'erasure', 'extension', 'answer', 'refusal', 'lifting'] as const
export type NextStep = (typeof NEXT_STEPS)[number]

export interface Next {
  step: NextStep
  /** Null: it may be done; otherwise why not, as a key under `requests.not`. */
  whyNot: string | null
}

/**
 * The steps that belong to a request of this kind, in the order in which they are usually done, each allowed or with the
 * reason why not. The verbs refuse by the same rules.
 * @param overOn true when the strict first month is over: no extension then
 */
export function nextSteps(request: RightsRequest, steps: readonly RequestStep[], overOn: boolean): Next[] {
  const open = isOpen(request)
  const proved = isEnough(request.proofGiven, request.proofNeeded)
  const unweighed = isUnweighed(request, steps) ? 'not-weighed' : null
  const toldOfLifting = steps.some((step) => step.kind === 'told' && step.detail['about'] === 'lifting')
  const restricted = steps.findLast((step) => step.kind === 'restricted' || step.kind === 'lifted')?.kind === 'restricted'
  const ended = open ? null : 'ended'
  const unproved = ended ?? (proved ? null : 'unproved')
  const { kind, stranger } = request
  const unsearched = stranger && !isSearched(steps) ? 'not-searched' : null
  const all: (Next | false)[] = [
    stranger && { step: 'search', whyNot: ended },
    stranger && { step: 'link', whyNot: ended ?? (steps.some((step) => step.kind === 'searched') ? null : 'not-searched') },
    { step: 'proof', whyNot: ended ?? (proved && request.proofNeeded !== 'none' ? 'proved' : request.proofNeeded === 'none' ? 'no-proof-needed' : null) },
    { step: 'doubt', whyNot: ended ?? (request.proofNeeded === 'mailbox' ? null : 'no-doubt-here') },
    { step: 'document', whyNot: null },
    { step: 'telling', whyNot: null },
    kind === 'rectification' && !stranger && { step: 'correction', whyNot: unproved },
    ASSESSED.includes(kind) && { step: 'assessment', whyNot: ended },
    (kind === 'access' || kind === 'portability') && !stranger && { step: 'file', whyNot: unproved },
    kind === 'erasure' && !stranger && { step: 'erasure', whyNot: unproved },
    { step: 'extension', whyNot: ended ?? (request.extendedAt ? 'extended' : overOn ? 'month-over' : null) },
    { step: 'answer', whyNot: unproved ?? unsearched ?? unweighed },
    { step: 'refusal', whyNot: ended ?? (refusalReasons(request).length === 0 ? 'cannot-refuse' : unweighed) },
    (kind === 'restriction' || kind === 'objection') && { step: 'lifting', whyNot: restricted ? (toldOfLifting ? null : 'tell-first') : 'nothing-restricted' },
  ]
  return all.filter((one) => one !== false)
}
