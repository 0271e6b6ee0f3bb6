import type { Keeper } from '../keeper/keeper.ts'
import type { Actor, Surface } from '../ledger/entry.ts'
import type { Ground } from '../people/ground.ts'
import type { Tx } from '../plumbing/database.ts'
import { recordChoices } from './record-choices.ts'

/**
 * Notes in the ledger that contracts began or ended to carry purposes (art. 6(1)(b), 5(1)(e)): with it the person's own
 * sequence tells why they could be served, and from when they no longer can. Grounds of other kinds are passed over.
 */
export async function noteContracts(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, kind: 'contract-started' | 'contract-ended', grounds: readonly Ground[], said: { surface: Surface; actor: Actor },
): Promise<void> {
  const contracts = grounds.filter((ground) => ground.basis === 'contract')
  if (contracts.length === 0) return
  await recordChoices(tx, keeper, contracts.map((ground) => ({
    personId: ground.personId, kind, purpose: ground.purpose, channel: null, contactPointId: null, frequency: null, language: null, wording: null,
    ...said, evidence: { ground: ground.groundId, ...(ground.reference && { reference: ground.reference }) },
  })))
}
