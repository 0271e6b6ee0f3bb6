import { kindOfNo } from '../consent/kind-of-no.ts'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import type { PersonDecision } from '../decisions/decide-for.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { insertUses } from '../people/use-records.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Activity, CallOutcome } from './activity.ts'
import { selectWorkGrounds } from './activities.sql.ts'
import { completeActivity } from './complete-activity.ts'
import { mayCall } from './may-call.ts'
import { planActivity, type NewActivity } from './plan-activity.ts'

export interface Call extends Pick<NewActivity, 'title' | 'text' | 'language' | 'purposes' | 'reason'> {
  personId: PersonId
  purpose: string
  outcome: CallOutcome
  /** The call that was planned and has now been made. */
  planned?: Activity | undefined
  /** When to call again, where that was said. */
  again?: Pick<Activity, 'title' | 'dueAt' | 'wholeDay'> | undefined
  /** What stands in the ledger of a person who does not want to be called. */
  words: string
}

export interface LoggedCall {
  /** Undefined where a no is all that may be kept of it. */
  call: Activity | undefined
  again: Activity | undefined
  recording: Recording | undefined
}

/**
 * Writes down a call that was made or that came. One that we made is a use, and asked of the gate under the lock on the
 * person (rules D5, D6); `do-not-call` is recorded as what it is, an objection to being called for marketing (art. 21(2)),
 * through the recorder alone, also where the gate would have refused the call. Throws `refused` with the rule of the gate.
 */
export async function logCall(tx: Tx, keeper: Pick<Keeper, 'journal'>, { personId, purpose, outcome, planned, again, words, ...said }: Call, by: { kind: 'staff'; id: string }): Promise<LoggedCall> {
  if ((await lockPeople(tx, [personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  if (outcome !== 'incoming') await noteUse(tx, personId, (await mayCall(tx, personId, [purpose], true))[0]!, outcome, by)
  const call = planned ?? (await mayKeep(tx, personId, purpose, outcome) ? await planActivity(tx, { ...said, personId, purpose, kind: 'call', owner: by.id as Activity['owner'], dueAt: tx.now, wholeDay: false, minutes: null, dealId: null, companyId: null }, by) : undefined)
  const done = call && await completeActivity(tx, call, by.id, outcome)
  const next = again && await planActivity(tx, { ...said, text: null, reason: undefined, ...again, personId, purpose, kind: 'call', owner: by.id as Activity['owner'], minutes: null, dealId: call?.dealId ?? null, companyId: null }, by)
  const recording = outcome === 'do-not-call' ? await recordNo(tx, keeper, personId, said.language, words, by) : undefined
  return { call: done, again: next, recording }
}

/** A no is heard also from somebody with whom nothing is kept any more (rule L2). */
async function mayKeep(tx: Tx, personId: PersonId, purpose: string, outcome: CallOutcome): Promise<boolean> {
  return outcome !== 'do-not-call' || (await selectWorkGrounds(tx, personId, [purpose])).some((one) => !one.restricted)
}

async function noteUse(tx: Tx, personId: PersonId, { allowed, question, contactPointId, rule, text, groundId, entrySeq }: PersonDecision, outcome: CallOutcome, by: { kind: 'staff'; id: string }): Promise<void> {
  if (allowed) return insertUses(tx, [{ personId, useId: newId(tx.now), kind: 'sent', purpose: question.purpose, channel: 'phone', contactPointId, rule, groundId, entrySeq, mailingId: null, subject: null, actor: by }])
  // A no is heard whatever the call was.
  if (outcome !== 'do-not-call') throw new Problem('refused', { text, rule, field: 'purpose', parameters: { channel: 'phone' } })
}

/** To all marketing by telephone; what is of an agreement goes on (rule D3). */
async function recordNo(tx: Tx, keeper: Pick<Keeper, 'journal'>, personId: PersonId, language: Activity['language'], words: string, by: { kind: 'staff'; id: string }): Promise<Recording> {
  return recordChoices(tx, keeper, [{
    personId, kind: kindOfNo(null, 'phone'), purpose: null, channel: 'phone', contactPointId: null, frequency: null, surface: 'phone', language, actor: by, wording: null, evidence: { kind: 'call-note', text: words },
  }])
}
