import { endGrounds } from '../people/end-grounds.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { PersonId } from '../values/ids.ts'
import { isEnough } from './identity-proof.ts'
import { noteStep } from './note-step.ts'
import { proposeLetter } from './propose-letter.ts'
import { refuseAlone } from './refuse-alone.ts'
import { isOpen, isSearched, isUnweighed, refusalReasons, type Outcome, type RefusalReason, type RequestActor, type RequestKind, type RightsRequest } from './request.ts'
import { endPause, lockRequest, selectSteps, updateAnswer } from './requests.sql.ts'

export interface Answer {
  personId: PersonId
  requestId: string
  outcome: Outcome
  by: RequestActor
  /** Of the law's list; needed for a refusal, and only there. */
  reason?: RefusalReason | undefined
  /** The letter as the person gets it: they read it on their page. The proposed one when left out. */
  letter?: string | undefined
  /** What is done with it, where that is more than words: an access copy is one, whatever the request is called. */
  done?: RequestKind | undefined
  /** What a second colleague allowed, where the company has set that it takes two. */
  approval?: string | undefined
}

/**
 * Ends a request with its answer (art. 12(3)–(5)). Throws `not-found`; `conflict` when it was answered before; `refused`
 * R3 while who asks has not shown it as this kind needs, R4 for a refusal without a reason that the law has for it, and for an
 * objection that nobody has weighed, R6 for somebody in no register before the whole register was searched; and what `refuseAlone` throws.
 */
export async function answerRequest(tx: Tx, answer: Answer): Promise<RightsRequest> {
  const request = await lockRequest(tx, answer.personId, answer.requestId)
  if (!request) throw new Problem('not-found', { text: 'rights.request.not-found' })
  if (!isOpen(request)) throw new Problem('conflict', { text: 'rights.request.ended' })
  refuseAnswer(request, answer)
  if (answer.outcome !== 'withdrawn') {
    const steps = await selectSteps(tx, answer.personId, [answer.requestId])
    if (request.stranger && (answer.outcome === 'granted' || answer.outcome === 'partly') && OF_SOMEBODY.includes(request.kind)) throw new Problem('refused', { rule: 'R6', text: 'rights.stranger.nothing-to-grant' })
    if (request.stranger && answer.outcome !== 'refused' && !isSearched(steps)) throw new Problem('refused', { rule: 'R6', text: 'rights.stranger.search-first' })
    if (isUnweighed(request, steps)) throw new Problem('refused', { rule: 'R4', text: 'rights.request.weigh-first' })
  }
  await refuseAlone(tx, request, answer)
  const state = answer.outcome === 'refused' || answer.outcome === 'withdrawn' ? answer.outcome : 'answered'
  // Whoever takes their own request back needs no letter about it.
  const letter = answer.letter ?? (answer.outcome === 'withdrawn' ? null : await proposeLetter(tx, request, answer.outcome, answer.reason))
  await updateAnswer(tx, { ...request, state, outcome: answer.outcome, refusalReason: answer.reason ?? null, answer: letter })
  await endPause(tx, answer)
  await noteStep(tx, {
    ...answer, kind: STEP[state], detail: { outcome: answer.outcome, ...(answer.reason && { reason: answer.reason }) },
  })
  if (request.stranger) await closeCase(tx, request.personId)
  return { ...request, state, answeredAt: tx.now, outcome: answer.outcome, refusalReason: answer.reason ?? null, answer: letter, remindOn: null }
}

/** Somebody in no register was held for this alone: use ends now, the proof that it was answered stays its time. */
async function closeCase(tx: Tx, personId: PersonId): Promise<void> {
  await endGrounds(tx, (await selectGrounds(tx, [personId])).filter((ground) => lives(ground, tx.now)), 'case-closed')
}

/** Kinds that do something with what is held: of somebody in no register there is nothing, until they are found. */
const OF_SOMEBODY: readonly RequestKind[] = ['access', 'rectification', 'erasure', 'restriction', 'portability']

const STEP = { answered: 'answered', refused: 'refused', withdrawn: 'taken-back' } as const

function refuseAnswer(request: RightsRequest, { outcome, reason }: Answer): void {
  const proved = isEnough(request.proofGiven, request.proofNeeded)
  // "Nothing is held of you" tells something too, so it needs the same proof.
  if (!proved && outcome !== 'refused' && outcome !== 'withdrawn') throw new Problem('refused', { rule: 'R3', text: 'rights.request.proof-missing' })
  if (outcome !== 'refused') {
    if (reason !== undefined) throw new Problem('invalid', { text: 'rights.request.reason-without-refusal', field: 'reason' })
    return
  }
  if (reason === undefined || !refusalReasons(request).includes(reason)) throw new Problem('refused', { rule: 'R4', text: 'rights.request.reason-not-in-law', field: 'reason' })
  if (reason === 'not-identified' && proved) throw new Problem('refused', { rule: 'R4', text: 'rights.request.is-identified', field: 'reason' })
}
