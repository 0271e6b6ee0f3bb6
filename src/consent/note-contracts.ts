import type { Keeper } from '../keeper/keeper.ts'
import type { Ground } from '../people/ground.ts'
import type { Tx } from '../plumbing/database.ts'
import type { Choice } from './choice.ts'
import { contractChoices } from './contract-choices.ts'
import { recordChoices } from './record-choices.ts'

/** Notes in the ledger that contracts began or ended to carry purposes; grounds of other kinds are passed over. */
export async function noteContracts(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, kind: 'contract-started' | 'contract-ended', grounds: readonly Ground[], said: Pick<Choice, 'surface' | 'actor'>,
): Promise<void> {
  const choices = contractChoices(kind, grounds, said)
  if (choices.length > 0) await recordChoices(tx, keeper, choices)
}
