import { findRole } from '../companies/find-role.ts'
import { refuseUnknownOwner } from '../companies/refuse-unknown-owner.ts'
import { noteContracts } from '../consent/note-contracts.ts'
import type { Actor } from '../ledger/entry.ts'
import type { Keeper } from '../keeper/keeper.ts'
import type { Ground } from '../people/ground.ts'
import { lockPeople } from '../people/people.sql.ts'
import { startGrounds } from '../people/start-grounds.ts'
import type { Tx } from '../plumbing/database.ts'
import { Problem } from '../plumbing/errors.ts'
import type { LocalDate } from '../values/calendar.ts'
import { newId, type PersonId, type StaffId } from '../values/ids.ts'
import type { Deal } from './deal.ts'
import { insertDeal, insertDealChange, selectPipeline } from './deals.sql.ts'
import { findOfferGround } from './find-offer-ground.ts'
import { refuseRestricted } from './refuse-restricted.ts'
import { stageOf } from './pipeline.ts'

/** How somebody asked for an offer, in the words of whoever heard it. */
export interface Asked {
  surface: 'web' | 'mail' | 'phone' | 'counter' | 'letter'
  words: string
}

export interface NewDeal {
  personId: PersonId
  /** The company they ask for, in a role there. */
  companyId?: string | undefined
  pipelineId: string
  stageId?: string | undefined
  name: string
  value: bigint
  currency: string
  expectedOn: LocalDate | null
  owner: StaffId | null
  asked?: Asked | undefined
}

/**
 * Begins a deal with somebody who is a customer or has asked for an offer (GDPR art. 6(1)(b)); `asked` makes them a prospect from
 * now on. Throws `not-found`, and `refused` by rule H1 where nothing lets us offer anything, by rule D2a under restriction.
 */
export async function startDeal(tx: Tx, keeper: Keeper, wish: NewDeal, by: Actor): Promise<Deal> {
  if ((await lockPeople(tx, [wish.personId])).length === 0) throw new Problem('not-found', { text: 'people.unknown' })
  const pipeline = await selectPipeline(tx, wish.pipelineId)
  if (!pipeline) throw new Problem('invalid', { text: 'deals.pipeline-unknown', field: 'pipeline' })
  const stage = wish.stageId === undefined ? pipeline.stages[0]! : stageOf(pipeline, wish.stageId)
  if (wish.companyId !== undefined && !(await findRole(tx, wish.personId, wish.companyId))) throw new Problem('invalid', { text: 'companies.no-role-there', field: 'company' })
  await refuseUnknownOwner(tx, { owner: wish.owner, team: null })
  const found = await findOfferGround(tx, wish.personId)
  await refuseRestricted(tx, wish.personId, found ? found.purpose : 'prospects')
  const ground = found ?? (wish.asked && await becomeProspect(tx, keeper, wish.personId, wish.asked, by))
  if (!ground) throw new Problem('refused', { text: 'deals.no-ground', rule: 'H1', field: 'asked' })
  const { asked: _, stageId: __, ...said } = wish
  const deal: Deal = { ...said, companyId: wish.companyId ?? null, dealId: newId(tx.now), groundId: ground.groundId, stageId: stage.id, state: 'open', lostWhy: null, begunAt: tx.now, movedAt: tx.now, endedAt: null }
  await insertDeal(tx, deal, by)
  await insertDealChange(tx, deal, { changeId: newId(tx.now), kind: 'begun', stageId: stage.id, members: [], notedAt: tx.now, notedBy: by })
  return deal
}

async function becomeProspect(tx: Tx, keeper: Keeper, personId: PersonId, { surface, words }: Asked, by: Actor): Promise<Ground> {
  const [ground] = await startGrounds(tx, [{ personId, purpose: 'prospects', basis: 'contract', evidence: { kind: 'asked', text: words } }])
  await noteContracts(tx, keeper, 'contract-started', [ground!], { surface, actor: by })
  return ground!
}
