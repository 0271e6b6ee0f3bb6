import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { keepsValues, staysBecause } from './erasable.ts'
import { erasePeople, type ErasedPerson, type ErasingKeeper } from './erase-people.ts'
import { selectHoldsOf, selectWaitingErasures } from './erasures.sql.ts'

const AT_A_TIME = 200

/**
 * Goes on with erasures that waited for a contract, a duty or a hold, where nothing keeps a part any more (trap 8: with the
 * clock they had). `after`: those begun later than that, to go through all of them piece by piece; `next` is null on the last piece.
 */
export async function resumeErasures(tx: Tx, keeper: ErasingKeeper, after: Date): Promise<{ erased: ErasedPerson[]; next: Date | null }> {
  const waiting = await selectWaitingErasures(tx, after, AT_A_TIME)
  const people = waiting.map((one) => one.personId)
  if (people.length === 0) return { erased: [], next: null }
  const kept = new Set([
    ...(await selectGrounds(tx, people)).filter((one) => staysBecause(one, tx.now)).map((one) => one.personId),
    ...(await selectHoldsOf(tx, people)).filter(keepsValues).map((one) => one.personId),
  ])
  const free = waiting.filter((one) => !kept.has(one.personId))
  const erased = await erasePeople(tx, keeper, free.map((one) => ({ personId: one.personId, why: one.why, at: one.askedAt, by: one.askedBy, language: one.language })))
  return { erased, next: waiting.length === AT_A_TIME ? waiting.at(-1)!.begunAt : null }
}
