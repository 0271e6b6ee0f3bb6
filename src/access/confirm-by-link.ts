import type { Choice } from '../consent/choice.ts'
import { recordChoices, type Recording } from '../consent/record-choices.ts'
import { selectStandings } from '../consent/standing.sql.ts'
import { choiceKey } from '../consent/standing.ts'
import type { Keeper } from '../keeper/keeper.ts'
import { lockPeople } from '../people/people.sql.ts'
import { selectContactPoints } from '../people/values.sql.ts'
import type { Tx } from '../plumbing/database.ts'
import { linkMayMore, type Link } from './link.ts'
import { useLink } from './links.sql.ts'

/**
 * The second step of a double opt-in: the person shows that they read what goes to the address (rule L3). Confirms the
 * yeses of the link that still wait for it, once. Undefined, and nothing happens, when the link has been used or has
 * ended, when a no came in between, or when the address is no longer held.
 */
export async function confirmByLink(
  tx: Tx, keeper: Pick<Keeper, 'journal'>, token: string, link: Link, pressed: Pick<Choice, 'language' | 'wording'>,
): Promise<Recording | undefined> {
  if (link.kind !== 'confirm' || link.usedAt || !linkMayMore(link, tx.now)) return undefined
  await lockPeople(tx, [link.personId])
  const held = (await selectContactPoints(tx, [link.personId])).some((one) => one.contactPointId === link.contactPointId)
  const standing = (await selectStandings(tx, [link.personId])).get(link.personId)!
  const waiting = link.purposes.filter((purpose) => {
    const choice = standing.choices.get(choiceKey(purpose, link.channel))
    return choice?.state === 'unconfirmed' && choice.contactPointId === link.contactPointId && choice.since <= link.createdAt
  })
  if (!held || waiting.length === 0 || !(await useLink(tx, token))) return undefined
  return recordChoices(tx, keeper, waiting.map((purpose): Choice => ({
    ...pressed, personId: link.personId, kind: 'confirmed', purpose, channel: link.channel, contactPointId: link.contactPointId, frequency: null,
    surface: 'mail', actor: { kind: 'person', id: link.personId }, evidence: { kind: 'link', link: link.kind },
  })))
}
