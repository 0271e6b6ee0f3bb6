import { noteContracts } from '../consent/note-contracts.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { endGrounds } from '../people/end-grounds.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Deal, LostWhy } from './deal.ts'
import { insertDealChange, selectDealForUpdate, updateDeal } from './deals.sql.ts'
import { findEndingGrounds } from './find-ending-grounds.ts'

/** Won, or lost and why. */
export type DealEnd = { state: 'won' } | { state: 'lost'; why: LostWhy }

/**
 * Ends a deal. Who buys is a customer from now on; and in either case nobody stays a prospect for a deal that is over: the ground ends,
 * and what rested on it alone goes when its purpose says. Throws `not-found`, and `conflict` when it has ended already.
 */
export async function endDeal(tx: Tx, keeper: Keeper, personId: PersonId, dealId: string, end: DealEnd, by: Actor): Promise<Deal> {
  await lockPeople(tx, [personId])
  const deal = await selectDealForUpdate(tx, personId, dealId)
  if (!deal) throw new Problem('not-found', { text: 'deals.unknown' })
  if (deal.state !== 'open') throw new Problem('conflict', { text: 'deals.ended' })
  const said = { surface: 'system' as const, actor: by }
  const ending = await findEndingGrounds(tx, deal)
  let { groundId } = deal
  if (end.state === 'won') {
    const living = (await selectGrounds(tx, [personId])).findLast((ground) => ground.purpose === 'contract' && lives(ground, tx.now))
    const [begun] = living ? [] : await startGrounds(tx, [{ personId, purpose: 'contract', basis: 'contract', evidence: { kind: 'deal', text: dealId } }])
    if (begun) await noteContracts(tx, keeper, 'contract-started', [begun], said)
    // What was sold is held as long as the agreement holds.
    groundId = (living ?? begun!).groundId
  }
  await endGrounds(tx, ending, `deal-${end.state}`)
  await noteContracts(tx, keeper, 'contract-ended', ending, said)
  const ended: Deal = { ...deal, groundId, state: end.state, lostWhy: end.state === 'lost' ? end.why : null, endedAt: tx.now }
  await updateDeal(tx, ended)
  await insertDealChange(tx, deal, { changeId: newId(tx.now), kind: end.state, stageId: deal.stageId, members: [], notedAt: tx.now, notedBy: by })
  return ended
}
