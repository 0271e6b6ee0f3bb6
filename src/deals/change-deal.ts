import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import { newId, type PersonId } from '../values/ids.ts'
import { DEAL_MEMBERS, type Deal } from './deal.ts'
import { insertDealChange, selectDealForUpdate, selectPipeline, updateDeal } from './deals.sql.ts'
import { stageOf } from './pipeline.ts'

/** Gives a deal that is open another name, value, day, colleague or stage; what is left out stays. Throws `not-found`, and `conflict` when it has ended. */
export async function changeDeal(tx: Tx, personId: PersonId, dealId: string, change: Partial<Pick<Deal, 'name' | 'value' | 'expectedOn' | 'owner' | 'stageId'>>, by: Actor): Promise<Deal> {
  const deal = await selectDealForUpdate(tx, personId, dealId)
  if (!deal) throw new Problem('not-found', { text: 'deals.unknown' })
  if (deal.state !== 'open') throw new Problem('conflict', { text: 'deals.ended' })
  const changed = { ...deal, ...change }
  await refuseUnknownOwner(tx, { owner: changed.owner, team: null }, { owner: deal.owner, team: null })
  const note = { changeId: newId(tx.now), notedAt: tx.now, notedBy: by }
  const members = DEAL_MEMBERS.filter((member) => changed[member] !== deal[member])
  if (members.length > 0) await insertDealChange(tx, deal, { ...note, kind: 'changed', stageId: null, members })
  const moved = changed.stageId !== deal.stageId
  if (moved) {
    stageOf((await selectPipeline(tx, deal.pipelineId))!, changed.stageId)
    await insertDealChange(tx, deal, { ...note, changeId: newId(tx.now), kind: 'moved', stageId: changed.stageId, members: [] })
  }
  const now = { ...changed, movedAt: moved ? tx.now : deal.movedAt }
  if (moved || members.length > 0) await updateDeal(tx, now)
  return now
}
