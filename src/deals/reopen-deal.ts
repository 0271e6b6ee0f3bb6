import { noteContracts } from '../consent/note-contracts.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { holds } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import { lockPeople } from '../people/people.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import type { Deal } from './deal.ts'
import { insertDealChange, selectDealForUpdate, updateDeal } from './deals.sql.ts'
import { findOfferGround } from './find-offer-ground.ts'
import { refuseRestricted } from './refuse-restricted.ts'

/**
 * Takes up a deal that had ended, where it was. A lost one makes its person a prospect again on what they had asked, as long as that is still held.
 * A customer stays one. Throws `not-found`, `conflict` when it is open, and `refused` by rule H1 when nothing lets us offer anything any more, by rule D2a under restriction.
 */
export async function reopenDeal(tx: Tx, keeper: Keeper, personId: PersonId, dealId: string, by: Actor): Promise<Deal> {
  await lockPeople(tx, [personId])
  const deal = await selectDealForUpdate(tx, personId, dealId)
  if (!deal) throw new Problem('not-found', { text: 'deals.unknown' })
  if (deal.state === 'open') throw new Problem('conflict', { text: 'deals.open' })
  const found = await findOfferGround(tx, personId)
  await refuseRestricted(tx, personId, found ? found.purpose : 'prospects')
  const ground = found ?? await againProspect(tx, keeper, deal, by)
  if (!ground) throw new Problem('refused', { text: 'deals.no-ground', rule: 'H1' })
  const open: Deal = { ...deal, groundId: ground.groundId, state: 'open', lostWhy: null, endedAt: null }
  await updateDeal(tx, open)
  await insertDealChange(tx, deal, { changeId: newId(tx.now), kind: 'reopened', stageId: deal.stageId, members: [], notedAt: tx.now, notedBy: by })
  return open
}

/** Only what ended with the deal itself begins anew: who said no, or is no customer any more, stays so. */
async function againProspect(tx: Tx, keeper: Keeper, deal: Deal, by: Actor) {
  const before = (await selectGrounds(tx, [deal.personId])).find((ground) => ground.groundId === deal.groundId)
  if (!before || before.endedWhy !== 'deal-lost' || !holds(before, tx.now)) return undefined
  const [ground] = await startGrounds(tx, [{ personId: deal.personId, purpose: before.purpose, basis: before.basis, evidence: before.evidence }])
  await noteContracts(tx, keeper, 'contract-started', [ground!], { surface: 'system', actor: by })
  return ground
}
