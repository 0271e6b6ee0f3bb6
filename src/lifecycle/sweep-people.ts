import { recordChoices } from '../consent/record-choices.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { endUnfoundedValues } from '../people/end-unfounded-values.ts'
import { lockPeople } from '../people/people.sql.ts'
import { markForScrub } from '../plumbing/mark-for-scrub.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'
import { refreshGrounds } from './refresh-grounds.ts'
import { endOverdueGrounds, selectExpiredYeses, selectUnheld, selectWaits, storeWaits, type SweepCounts } from './sweep.sql.ts'

/** Forgets these people, whom nothing holds any more; in the same transaction. */
export type Forget = (tx: Tx, people: readonly PersonId[]) => Promise<unknown>

/** What values rest in. */
export const HELD_IN = ['profile', 'contact_point', 'identifier', 'sealed_value', 'value_block'] as const

/**
 * Ends what has had its time, of these people (art. 5(1)(e), rule H3): grounds, the yeses they stood on, values that nothing
 * holds any more, and people whom nothing holds, but for those with a hold or an open request. Says how many of each.
 */
export async function sweepPeople(tx: Tx, keeper: Pick<Keeper, 'journal'>, forget: Forget, due: readonly PersonId[]): Promise<SweepCounts> {
  const people = await lockPeople(tx, due)
  if (people.length === 0) return {}
  await refreshGrounds(tx, people)
  await expireYeses(tx, keeper, people)
  const groundsEnded = await endOverdueGrounds(tx, people)
  const unheld = await selectUnheld(tx, people)
  const waits = unheld.length === 0 ? new Map() : await selectWaits(tx, unheld)
  await storeWaits(tx, waits)
  const leaving = new Set(unheld.filter((personId) => !waits.has(personId)))
  const ended = await endUnfoundedValues(tx, people.filter((personId) => !leaving.has(personId)))
  if (ended.length > 0) await markForScrub(tx, HELD_IN)
  // What is held of these goes with them.
  if (leaving.size > 0) await forget(tx, [...leaving])
  return { groundsEnded, valuesEnded: ended.length, peopleErased: leaving.size, waiting: waits.size }
}

/** A yes that has had its time is no answer any more; the ledger says so, and whoever wants to may be asked again. */
async function expireYeses(tx: Tx, keeper: Pick<Keeper, 'journal'>, people: readonly PersonId[]): Promise<void> {
  const expired = await selectExpiredYeses(tx, people)
  if (expired.length === 0) return
  await recordChoices(tx, keeper, expired.map(({ personId, purpose, channel }) => ({
    personId, kind: 'expired' as const, purpose, channel, contactPointId: null, frequency: null, surface: 'system' as const, language: null,
    actor: { kind: 'system' as const, id: null }, wording: null, evidence: { retention: true },
  })))
}
