import { recordChoices, type Recording } from '../consent/record-choices.ts'
import type { Choice } from '../consent/choice.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoints, updateVerified } from '../people/values.sql.ts'
import { Problem } from '../plumbing/errors.ts'
import type { Tx } from '../plumbing/database.ts'
import { linkMayMore, type Link } from './link.ts'
import { useLink } from './links.sql.ts'

/**
 * Takes the yes that a single-use ask link proves, and with it that the person reads what goes to the address it went
 * to. Undefined, and nothing happens, when the link has been used or has ended, or the address is no longer held.
 * Throws refused when the yes may not be recorded; the link is then still there.
 */
export async function sayYesByLink(tx: Tx, keeper: Pick<Keeper, 'journal'>, token: string, link: Link, yeses: readonly Choice[]): Promise<Recording | undefined> {
  if (link.kind !== 'ask' || !link.contactPointId || !linkMayMore(link, tx.now)) return undefined
  await lockPeople(tx, [link.personId])
  const held = (await selectContactPoints(tx, [link.personId])).some((point) => point.contactPointId === link.contactPointId)
  if (!held || !(await useLink(tx, token))) return undefined
  await updateVerified(tx, link.personId, link.contactPointId, 'ask-link')
  const recording = await recordChoices(tx, keeper, yeses)
  const refused = recording.outcomes.find((one) => 'refusal' in one)
  if (refused) throw new Problem('refused', refused.refusal)
  return recording
}
