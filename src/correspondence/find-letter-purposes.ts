import { decideFor, type PersonDecision } from '../decisions/decide-for.ts'
import { lives } from '../people/ground.ts'
import { selectGrounds } from '../people/grounds.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import type { PersonId } from '../values/ids.ts'

export interface LetterPurpose {
  purpose: string
  decision: PersonDecision
  /** Product group that a mail to an existing customer would be about (rule D4). */
  about: string | null
}

/** What the gate says of a mail to somebody for each of these purposes. */
export async function findLetterPurposes(tx: Tx, personId: PersonId, purposes: readonly string[]): Promise<LetterPurpose[]> {
  const sales = (await selectGrounds(tx, [personId])).filter((ground) => ground.basis === 'soft-opt-in' && lives(ground, tx.now))
  const asked = purposes.map((purpose) => ({ purpose, about: sales.find((ground) => ground.purpose === purpose)?.productGroups[0] ?? null }))
  const decisions = await decideFor(tx, [personId], asked.map(({ purpose, about }) => ({ purpose, about, channel: 'email', use: 'send' })))
  return asked.map((one, place) => ({ ...one, decision: decisions[place]! }))
}
